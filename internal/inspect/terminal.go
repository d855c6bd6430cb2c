package inspect

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"

	"github.com/banmian/banmian/internal/paper"
)

// A Terminal is where sheets are shown in columns of characters of one width. Width is
// how many there are, 0 for as many as wanted.
type Terminal struct {
	Colour bool
	Width  int
}

// paints are the colours of the roles, as SGR has them: those of sixteen that the user's own
// scheme makes readable.
var paints = [paper.Roles]string{
	paper.Masthead: "2", paper.Section: "2", paper.SectionLatin: "2", paper.Colophon: "2", paper.Other: "2",
	paper.Kicker: "36", paper.Headline: "1", paper.Deck: "36;1", paper.Byline: "32",
	paper.Crosshead: "34;1", paper.Verse: "35", paper.Caption: "33", paper.Credit: "32", paper.Jump: "31",
}

const (
	doubtPaint  = "33;1"
	numberPaint = "2"
)

// columns count as a terminal does that has no East Asian locale: “ and — take one. The
// locale of the user does not decide: the same page is to give the same bytes.
var columns = &runewidth.Condition{}

// Show writes sheets, each under a row that names it. With a line only the rows around it
// are shown: so many above and below.
func (t Terminal) Show(w io.Writer, sheets []Sheet, line, around int) error {
	out := bufio.NewWriter(w)
	for i := range sheets {
		s := &sheets[i]
		if line > 0 && s.Rows[len(s.Rows)-1].Number < line {
			continue
		}
		t.sheet(out, s, line, around)
		if line > 0 {
			break
		}
		if i+1 < len(sheets) {
			out.WriteByte('\n')
		}
	}
	return out.Flush()
}

func (t Terminal) sheet(out *bufio.Writer, s *Sheet, line, around int) {
	t.row(out, title(s), "1")
	below := map[int][]paper.Warning{}
	for _, w := range s.Findings {
		below[lineOf(s, w)] = append(below[lineOf(s, w)], w)
	}
	c := columnsOf(s)
	if line > 0 && t.Width > 0 {
		t.Width = max(t.Width-2, 1) // of the pointer
	}
	above := Row{Article: -1}
	for _, row := range s.Rows {
		if line == 0 || line-around <= row.Number && row.Number <= line+around {
			if line > 0 {
				out.WriteString(pointer(row.Number == line))
			}
			t.line(out, s, c, row, above)
			for _, w := range below[row.Number] {
				t.row(out, strings.Repeat(" ", c.number+1)+"! "+w.Kind+": "+printable(w.Text), doubtPaint)
			}
		}
		above = row
	}
}

// pointer stands before the line that was asked for.
func pointer(here bool) string {
	if here {
		return "> "
	}
	return "  "
}

// title names a page: page.txt: 2 综合新闻, 浣溪报 2025-03-14.
func title(s *Sheet) string {
	name := printable(cmp.Or(s.Page.Source.Path, "standard input"))
	if says := says(s); says != "" {
		name += ": " + says
	}
	return name
}

// says is what a page is by its own words: 2 综合新闻, 浣溪报 2025-03-14.
func says(s *Sheet) string {
	p, e := s.Page, s.Edition
	of := strings.Join(strings.Fields(p.Number+" "+p.Section), " ")
	from := strings.Join(strings.Fields(e.Paper+" "+e.Date), " ")
	if of != "" && from != "" {
		of += ", "
	}
	return printable(of + from)
}

// lineOf is where a finding is shown: at its line, or at the first of the page.
func lineOf(s *Sheet, w paper.Warning) int {
	if len(w.Lines) > 0 {
		return w.Lines[0]
	}
	return s.Rows[0].Number
}

// A layout is how wide the columns before the text are.
type layout struct{ number, id int }

func columnsOf(s *Sheet) layout {
	c := layout{number: len(strconv.Itoa(s.Rows[len(s.Rows)-1].Number))}
	for _, a := range s.Page.Articles {
		c.id = max(c.id, columns.StringWidth(a.ID))
	}
	return c
}

// line writes a row of the page: its number, the bracket of its article, at the first row
// the article's ID and confidence, its role, and the text.
//
//	9 ┌ 2-1 0.62   headline      全县春耕备耕现场会在沙埠镇召开
func (t Terminal) line(out *bufio.Writer, s *Sheet, c layout, row, above Row) {
	id, sure := "", ""
	if row.Article >= 0 && row.Article != above.Article {
		id = s.Page.Articles[row.Article].ID
	}
	if row.Opens {
		sure = fmt.Sprintf("%.2f", s.Page.Articles[row.Article].Confidence)
	}
	joint := " "
	if row.Joined {
		joint = "↳"
	}
	margin := fmt.Sprintf(" %s %s %-4s %s ", bracket(row), padded(id, c.id), sure, joint)
	number := fmt.Sprintf("%*d", c.number, row.Number)
	role := padded(row.Role.String(), len("section-latin"))
	text := printable(strings.TrimRightFunc(row.Text, unicode.IsSpace))
	if t.Width > 0 {
		before := columns.StringWidth(number + margin + role + "  ")
		text = columns.Truncate(text, max(t.Width-before, 1), "…")
	}
	if row.Role == paper.NoRole {
		out.WriteString(t.painted(number, numberPaint) + strings.TrimRight(" "+bracket(row), " ") + "\n")
		return
	}
	paint := paints[row.Role]
	out.WriteString(t.painted(number, numberPaint) + margin + t.painted(role, paint) + "  " + t.painted(text, paint) + "\n")
}

// bracket draws a row's part of the bracket around its article.
func bracket(row Row) string {
	switch {
	case row.Article < 0:
		return " "
	case row.Opens && row.Closes:
		return "["
	case row.Opens:
		return "┌"
	case row.Closes:
		return "└"
	}
	return "│"
}

// row writes a row of our own, which is never clipped.
func (t Terminal) row(out *bufio.Writer, text, paint string) {
	out.WriteString(t.painted(text, paint) + "\n")
}

func (t Terminal) painted(text, paint string) string {
	if !t.Colour || paint == "" || strings.TrimSpace(text) == "" {
		return text
	}
	return "\x1b[" + paint + "m" + text + "\x1b[0m"
}

func padded(text string, width int) string {
	return text + strings.Repeat(" ", max(width-columns.StringWidth(text), 0))
}

// printable makes white space that has no width of its own a blank, and shows U+FFFD for what
// would steer the terminal or turn the direction of writing.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u3000' || unicode.IsPrint(r):
			return r
		case unicode.IsSpace(r):
			return ' '
		}
		return '\ufffd'
	}, text)
}
