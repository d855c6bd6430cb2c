package inspect

import (
	"strings"
	"unicode"

	"github.com/banmian/banmian/formats"
	"github.com/banmian/banmian/internal/paper"
)

// A sheetView is a page as its template sees it.
type sheetView struct {
	Title    string
	Runs     []run
	Articles []articleView
}

// A run is rows of one article, or of none, that stand together. A browser lays out only the
// runs that are seen.
type run struct {
	Article string // the ID, "" for furniture
	Again   bool   // the article stood further up already
	Rows    []rowView
}

type rowView struct {
	Number int
	Role   paper.Role
	Joined bool
	Doubt  bool
	Text   string
}

// An articleView is an article as it was read.
type articleView struct {
	*paper.Article
	Shaky  bool
	People string // who wrote it, and from where: 本报记者 李盼; 新华社 北京 2024-11-08
	Blocks []blockView
}

type blockView struct {
	Role paper.Role
	Text string
	Line int    // where it begins, 0 if that is not known
	Link string // of a jump: where it leads
}

func (b Browser) view(s *Sheet) sheetView {
	v := sheetView{Title: title(s)}
	doubtful := map[int]bool{}
	for _, d := range doubts(s) {
		doubtful[d.Line] = true
	}
	seen, last := map[int]bool{}, -2
	for _, row := range s.Rows {
		if row.Role == paper.NoRole {
			continue
		}
		if row.Article != last {
			r := run{Again: row.Article >= 0 && seen[row.Article]}
			if row.Article >= 0 {
				r.Article = s.Page.Articles[row.Article].ID
			}
			v.Runs = append(v.Runs, r)
			seen[row.Article], last = true, row.Article
		}
		at := &v.Runs[len(v.Runs)-1]
		text := strings.TrimRightFunc(printable(row.Text), unicode.IsSpace)
		at.Rows = append(at.Rows, rowView{row.Number, row.Role, row.Joined, doubtful[row.Number], text})
	}
	for i := range s.Page.Articles {
		v.Articles = append(v.Articles, b.article(s, &s.Page.Articles[i]))
	}
	return v
}

func (b Browser) article(s *Sheet, a *paper.Article) articleView {
	v := articleView{Article: a, Shaky: a.Confidence < shaky, People: people(a)}
	for _, block := range formats.Blocks(a) {
		view := blockView{Role: block.Role, Text: printableLines(block.Text), Link: b.jump(s, a, block)}
		if len(block.Lines) > 0 {
			view.Line = block.Lines[0]
		}
		v.Blocks = append(v.Blocks, view)
	}
	return v
}

// jump gives where a block leads that is a jump whose other half was found.
func (b Browser) jump(s *Sheet, a *paper.Article, block paper.Block) string {
	for _, j := range []*paper.JumpLine{a.ContinuedFrom, a.ContinuedOn} {
		if j != nil && j.Article != "" && block.Role == paper.Jump && j.Text == block.Text {
			return b.link(s, s.layout.home[j.Article], "#a"+j.Article)
		}
	}
	return ""
}

// link is a place on the page of a source, seen from a sheet; "" if that page is not known.
func (b Browser) link(s *Sheet, source, place string) string {
	switch {
	case source == s.Page.Source.Path:
		return place
	case b.Link == nil:
		return ""
	}
	return b.Link(source) + place
}

// people says who an article is by, and its dateline, as they were read.
func people(a *paper.Article) string {
	var list []string
	for _, p := range a.Bylines {
		list = append(list, strings.TrimSpace(p.Role+" "+p.Name))
	}
	if d := a.Dateline; d != nil {
		list = append(list, strings.Join(strings.Fields(d.Agency+" "+d.Place+" "+d.Date), " "))
	}
	return printable(strings.Join(list, "; "))
}

// printableLines is a text whose line breaks stay.
func printableLines(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = printable(line)
	}
	return strings.Join(lines, "\n")
}
