package formats

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"github.com/banmian/banmian/internal/paper"
)

// fragments are what texts of pages are made of, and what trips writers up.
var fragments = []string{
	"市委组织部", "本报讯", "记者 王芳报道：", "“测”出好服务", "——", "……", "□ 本报记者", "𠮷野家", "🚒", "👨‍👩‍👧", "　　", "１２",
	"a", "Z", "SHIZHENG", "no", "true", "null", "~", "1e3", "2024-11-11", "12:30", "0x1F", ".5", "-1", "1_000",
	"=", "=1+1", "＝", "@", "+", "<", ">", "&", "&nbsp;", "]]>", "<!--", "-->", "\"", "'", ",", ";", ":", ": ", " #", "#",
	"- ", "? ", "| ", "> ", "[", "]", "{", "}", "*", "!", "%", "`", "\\", "---", "...", " ", "  ", "\t", "\n", "\r", "\r\n",
	"\x00", "\x01", "\x1b", "\x7f", "\xff", "\u0085", "\u00a0", "\u00ad", "\u200b", "\u2028", "\u2029", "\ufeff",
	"\ufffd", "\ufffe", "\uffff", "\ue000", "\uf8ff", "\U0010ffff",
}

// anyText draws a text of fragments and of any characters, "" among them.
var anyText = rapid.Custom(func(t *rapid.T) string {
	piece := rapid.OneOf(rapid.SampledFrom(fragments), rapid.SampledFrom(fragments), rapid.String())
	return strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), "")
})

// anyEdition draws an edition that keeps the promises of the model (arrays are
// nil or hold something, required text is not empty, IDs are unique) and has any
// text in any place.
var anyEdition = rapid.Custom(func(t *rapid.T) *paper.Edition {
	d := drawing{t: t}
	e := &paper.Edition{
		Schema: paper.Schema, Paper: d.text(), Date: d.date(), Issue: d.text(),
		Language: d.one("", "zh-Hans", "zh-Hant"),
		Pages:    list(d, 0, drawing.page),
		Warnings: list(d, 0, drawing.warning),
	}
	for i, p := range e.Pages {
		for j := range p.Articles {
			p.Articles[j].ID += fmt.Sprintf("%d-%d", i+1, j+1)
		}
	}
	return e
})

// drawing draws the parts of an edition.
type drawing struct{ t *rapid.T }

func (d drawing) text() string                { return anyText.Draw(d.t, "text") }
func (d drawing) some() string                { return d.text() + d.one("a", "𠮷", "。") }
func (d drawing) date() string                { return d.one("", "2024-11-11", "1957-02-28") }
func (d drawing) one(values ...string) string { return rapid.SampledFrom(values).Draw(d.t, "one") }
func (d drawing) lines() []int                { return list(d, 1, drawing.line) }
func (d drawing) line() int                   { return rapid.IntRange(1, 999).Draw(d.t, "line") }
func (d drawing) maybe() bool                 { return rapid.Bool().Draw(d.t, "maybe") }

// list draws at least so many and at most three of something.
func list[T any](d drawing, least int, of func(drawing) T) []T {
	var out []T
	for range rapid.IntRange(least, 3).Draw(d.t, "many") {
		out = append(out, of(d))
	}
	return out
}

func (d drawing) role(from, to paper.Role) paper.Role {
	return paper.Role(rapid.Uint8Range(uint8(from), uint8(to)).Draw(d.t, "role"))
}

func (d drawing) page() paper.Page {
	return paper.Page{
		Number: d.text(), Section: d.text(), SectionLatin: d.text(),
		Source:    paper.Source{Path: d.text(), Encoding: "UTF-8", Lines: d.line()},
		Furniture: list(d, 0, drawing.furniture),
		Articles:  list(d, 0, drawing.article),
	}
}

func (d drawing) furniture() paper.Block {
	return paper.Block{Role: d.role(paper.Masthead, paper.Other), Text: d.some(), Lines: d.lines()}
}

func (d drawing) article() paper.Article {
	a := paper.Article{
		ID: d.one("", "A", "增刊", "B 4_", "&."), Kind: rapid.SampledFrom(paper.Kinds).Draw(d.t, "kind"),
		Kickers: list(d, 0, drawing.some), Headline: d.text(), Decks: list(d, 0, drawing.some), Byline: d.text(),
		Bylines:       list(d, 0, drawing.person),
		ContinuedFrom: d.jump(), ContinuedOn: d.jump(),
		Body: list(d, 0, drawing.body), Images: list(d, 0, drawing.image), Spans: list(d, 1, drawing.span),
		Chars: d.line(), Confidence: rapid.Float64Range(0, 1).Draw(d.t, "confidence"),
	}
	if d.maybe() {
		a.Dateline = &paper.Dateline{Text: d.some(), Agency: d.text(), Place: d.text(), Date: d.date()}
	}
	return a
}

func (d drawing) person() paper.Person { return paper.Person{Name: d.some(), Role: d.text()} }

func (d drawing) jump() *paper.JumpLine {
	if d.maybe() {
		return nil
	}
	return &paper.JumpLine{Page: d.text(), Text: d.some(), Article: d.text(), Stitched: d.maybe()}
}

func (d drawing) body() paper.Block {
	return paper.Block{Role: d.role(paper.Paragraph, paper.Verse), Text: d.some()}
}

func (d drawing) image() paper.Image {
	return paper.Image{Caption: d.text(), Credit: d.text(), Credits: list(d, 0, drawing.person)}
}

func (d drawing) span() paper.Span {
	return paper.Span{Role: d.role(paper.Kicker, paper.Jump), Lines: d.lines()}
}

func (d drawing) warning() paper.Warning {
	return paper.Warning{Kind: "doubt", Source: d.text(), Lines: list(d, 0, drawing.line), Text: d.text()}
}
