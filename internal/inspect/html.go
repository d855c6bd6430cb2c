package inspect

import (
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/paper"
)

var (
	//go:embed page.html
	pageTemplate string
	//go:embed index.html
	indexTemplate string
	//go:embed page.css
	style string
	//go:embed page.js
	script string
)

// shaky is the confidence under which an article is listed among what to look at: fewer than
// half of such articles are right (docs/reading.md, reliability).
const shaky = 0.5

// A Browser writes sheets as pages for a browser, each whole in one file: no network, and no
// script but its own, whatever stands on a page. Link gives what a page links to where it
// names a page of another source; nil links to none. Home is the index, "" if there is none.
type Browser struct {
	Link func(source string) string
	Home string
}

// Page writes the sheets of one source as one document.
func (b Browser) Page(w io.Writer, sheets []Sheet) error {
	d := document{Style: template.CSS(style), Script: template.JS(script), Policy: policy(), Language: "zh", Home: b.Home}
	for i := range sheets {
		d.Title = cmp.Or(d.Title, title(&sheets[i]))
		d.Language = cmp.Or(sheets[i].Edition.Language, d.Language)
		d.Sheets = append(d.Sheets, b.view(&sheets[i]))
		d.Doubts = append(d.Doubts, doubts(&sheets[i])...)
	}
	d.Roles = rolesOf(sheets)
	return templates.ExecuteTemplate(w, "page", d)
}

var templates = template.Must(template.Must(template.New("page").Parse(pageTemplate)).New("index").Parse(indexTemplate))

// A document is what the template of a page is given.
type document struct {
	Title, Language string
	Policy          string
	Style           template.CSS
	Script          template.JS
	Roles           []roleCount
	Doubts          []doubt
	Sheets          []sheetView
	Home            string // the index, "" if there is none
}

// policy lets a page run its own script and nothing else.
func policy() string {
	sum := sha256.Sum256([]byte(script))
	return "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// A roleCount is a role of the legend, and how many rows have it.
type roleCount struct {
	Role  paper.Role
	Count int
}

// rolesOf counts the roles of the rows, in the order in which pages print them.
func rolesOf(sheets []Sheet) (out []roleCount) {
	var counts [paper.Roles]int
	for _, s := range sheets {
		for _, row := range s.Rows {
			counts[row.Role]++
		}
	}
	for role := paper.Masthead; role < paper.Roles; role++ {
		if counts[role] > 0 {
			out = append(out, roleCount{role, counts[role]})
		}
	}
	return out
}

// A doubt is a place that a person should look at.
type doubt struct {
	Line       int
	Kind, Text string
}

// doubts lists the findings of a page, and then its shaky articles, the worst first.
func doubts(s *Sheet) (out []doubt) {
	for _, w := range s.Findings {
		out = append(out, doubt{lineOf(s, w), w.Kind, printable(w.Text)})
	}
	var doubtful []*paper.Article
	for i := range s.Page.Articles {
		if a := &s.Page.Articles[i]; a.Confidence < shaky && len(a.Spans) > 0 && !told(s.Findings, a) {
			doubtful = append(doubtful, a)
		}
	}
	slices.SortStableFunc(doubtful, func(a, b *paper.Article) int { return cmp.Compare(a.Confidence, b.Confidence) })
	for _, a := range doubtful {
		name := printable(strings.ReplaceAll(a.Headline, "\n", " "))
		out = append(out, doubt{a.Spans[0].Lines[0], fmt.Sprintf("confidence %.2f", a.Confidence), strings.TrimSpace(a.ID + " " + name)})
	}
	return out
}

// told tells whether the findings say already that an article is in doubt.
func told(found []paper.Warning, a *paper.Article) bool {
	return slices.ContainsFunc(found, func(w paper.Warning) bool {
		return w.Kind == convert.LowConfidence && slices.Equal(w.Lines, a.Spans[0].Lines)
	})
}
