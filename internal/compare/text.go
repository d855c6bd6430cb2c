package compare

import (
	"fmt"
	"io"
	"strings"

	"github.com/rivo/uniseg"
)

// columns is how wide a line of the text is at most. Hanzi take two.
const columns = 80

// WriteText writes differences for people: page by page, article by article, what A says
// behind a minus and what B says behind a plus. Of a long text the part around its
// first difference is shown.
func WriteText(w io.Writer, nameA, nameB string, found []Difference) error {
	var out strings.Builder
	fmt.Fprintf(&out, "--- %s\n+++ %s\n", nameA, nameB)
	page, article := "", ""
	for _, d := range found {
		if d.Page != page {
			fmt.Fprintf(&out, "page %s\n", strings.TrimPrefix(d.Page, "p"))
			page, article = d.Page, ""
		}
		if d.Article != article {
			article = d.Article
			if !d.whole() {
				fmt.Fprintln(&out, fit("  "+d.Article+" "+oneLine(d.Title), columns))
			}
		}
		d.write(&out)
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// whole tells a page or an article that only one side has.
func (d Difference) whole() bool {
	one := d.A
	if one == nil {
		one = d.B
	}
	return (d.A == nil || d.B == nil) && (one.Role == "article" || one.Role == "page")
}

// write writes one difference.
func (d Difference) write(out *strings.Builder) {
	switch {
	case d.whole() && d.B == nil:
		fmt.Fprintln(out, fit("- "+strings.TrimSpace(d.Article+" "+oneLine(d.A.Text))+d.rest(), columns))
	case d.whole():
		fmt.Fprintln(out, fit("+ "+strings.TrimSpace(d.Article+" "+oneLine(d.B.Text))+d.rest(), columns))
	case d.B == nil:
		row(out, d.A.Role, '-', d.A.Text)
	case d.A == nil:
		row(out, d.B.Role, '+', d.B.Text)
	case *d.A == *d.B:
		row(out, d.A.Role+" elsewhere", ' ', d.A.Text)
	case d.A.Text == d.B.Text:
		row(out, d.A.Role+" → "+d.B.Role, ' ', d.A.Text)
	default:
		a, b := around(oneLine(d.A.Text), oneLine(d.B.Text))
		row(out, d.A.Role, '-', a)
		row(out, "", '+', b)
	}
}

// rest names what a page without articles is.
func (d Difference) rest() string {
	if d.Article == "" {
		return "the page"
	}
	return ""
}

// row writes a role and a text, on one line.
func row(out *strings.Builder, role string, sign rune, text string) {
	pad := strings.Repeat(" ", max(0, 18-uniseg.StringWidth(role)))
	fmt.Fprintln(out, strings.TrimRight(fit(fmt.Sprintf("    %s%s %c %s", role, pad, sign, oneLine(text)), columns), " "))
}

// oneLine shows a text of several lines on one.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\u2028' || r == '\u2029' }), " / ")
}

// before is how many characters are shown of what two texts have in common.
const before = 8

// around leaves out what two texts begin with alike, but for its end.
func around(a, b string) (string, string) {
	as, bs := []rune(a), []rune(b)
	same := 0
	for same < len(as) && same < len(bs) && as[same] == bs[same] {
		same++
	}
	if same <= before+1 {
		return a, b
	}
	return "…" + string(as[same-before:]), "…" + string(bs[same-before:])
}

// fit cuts a line at so many columns.
func fit(line string, width int) string {
	if uniseg.StringWidth(line) <= width {
		return line
	}
	var out strings.Builder
	used := 0
	for g := uniseg.NewGraphemes(line); g.Next(); {
		if used += g.Width(); used >= width-1 {
			break
		}
		out.WriteString(g.Str())
	}
	return out.String() + "…"
}
