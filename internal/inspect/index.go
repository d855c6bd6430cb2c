package inspect

import (
	"cmp"
	"html/template"
	"io"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/banmian/banmian/formats"
	"github.com/banmian/banmian/internal/paper"
)

// An Index writes a document that leads to the pages of many sources, with a small picture of
// how each is built. It is written as the pages come, and keeps none.
type Index struct{ w io.Writer }

// NewIndex begins an index of this title.
func NewIndex(w io.Writer, title string) (*Index, error) {
	head := struct {
		Title string
		Style template.CSS
	}{printable(title), template.CSS(style)}
	return &Index{w}, templates.ExecuteTemplate(w, "begin", head)
}

// Add adds the pages of a source, whose own document stands at href.
func (x *Index) Add(href string, sheets []Sheet) error {
	for i := range sheets {
		if err := templates.ExecuteTemplate(x.w, "entry", entryOf(href, &sheets[i])); err != nil {
			return err
		}
	}
	return nil
}

// End ends the index.
func (x *Index) End() error { return templates.ExecuteTemplate(x.w, "end", nil) }

// An entry is a page of the index as its template sees it.
type entry struct {
	Href, Name, Path string
	Articles, Doubts int
	Height           int
	Bars             []bar
}

// A bar is a run of blocks of one role.
type bar struct {
	Role       paper.Role
	X, Y, W, H int
}

func entryOf(href string, s *Sheet) entry {
	e := entry{Href: href, Name: cmp.Or(says(s), title(s)), Articles: len(s.Page.Articles), Doubts: len(doubts(s))}
	if e.Name != title(s) {
		e.Path = printable(s.Page.Source.Path)
	}
	if place := firstID(s); place != "" {
		e.Href += "#" + place
	}
	e.Bars, e.Height = bars(s)
	return e
}

// firstID is where a page begins in the document of its source: at its first article.
func firstID(s *Sheet) string {
	if len(s.Page.Articles) == 0 {
		return ""
	}
	return "a" + s.Page.Articles[0].ID
}

// A thumbnail is set in so many columns of so many characters, each as wide as a bar
// is at most. More bars than anybody can tell apart are left out.
const (
	thumbColumns, thumbCharacters, thumbWidth = 4, 16, 24
	thumbGap                                  = 3 // between columns
	mostBars                                  = 300
)

// bars draws a page: its articles one below the other, from column to column. It gives the
// height of the drawing too.
func bars(s *Sheet) ([]bar, int) {
	stack := stacked(s)
	if len(stack) == 0 {
		return nil, 1
	}
	last := stack[len(stack)-1]
	height := max((last.Y+last.H+thumbColumns-1)/thumbColumns, 2*thumbWidth)
	var out []bar
	for _, b := range stack {
		for b.H > 0 && len(out) < mostBars {
			column := min(b.Y/height, thumbColumns-1)
			part := b
			part.X, part.Y = column*(thumbWidth+thumbGap), b.Y-column*height
			part.H = min(b.H, height-part.Y)
			out = append(out, part)
			b.Y, b.H = b.Y+part.H, b.H-part.H
		}
	}
	return out, height
}

// stacked puts the bars of a page in one column. Blocks of one role that follow one another
// are one bar.
func stacked(s *Sheet) (out []bar) {
	y := 0
	add := func(b paper.Block, gap int) {
		rows := (utf8.RuneCountInString(b.Text) + thumbCharacters - 1) / thumbCharacters
		wide := thumbWidth
		if rows == 1 {
			wide = max(utf8.RuneCountInString(b.Text)*thumbWidth/thumbCharacters, 4)
		}
		if n := len(out) - 1; gap == 0 && n >= 0 && out[n].Role == b.Role {
			out[n].W, out[n].H, y = max(out[n].W, wide), out[n].H+2*rows, y+2*rows
			return
		}
		y += gap
		out = append(out, bar{Role: b.Role, Y: y, W: wide, H: 2*rows + 1})
		y += 2*rows + 2
	}
	for _, b := range s.Page.Furniture {
		add(b, 0)
	}
	for i := range s.Page.Articles {
		gap := 4
		for _, b := range formats.Blocks(&s.Page.Articles[i]) {
			add(b, gap)
			gap = 0
		}
	}
	return out
}

// Href is a link to a file below a folder, with slashes, from another file below it.
func Href(from, to string) string {
	up := strings.Repeat("../", strings.Count(from, "/"))
	return cmp.Or(up, "./") + escaped(to)
}

// escaped spells the name of a file as a link does, folder by folder.
func escaped(name string) string {
	parts := strings.Split(name, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	return strings.Join(parts, "/")
}
