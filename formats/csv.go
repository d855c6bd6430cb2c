package formats

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/banmian/banmian/internal/paper"
)

// CSV writes a table for spreadsheets and data frames: RFC 4180, one header,
// stable fields. A cell that holds several things has a line for each.
var CSV = Format{
	Name: "csv", Extension: ".csv", MediaType: "text/csv",
	About:  "a table: an article or a paragraph a row",
	Stream: true, Head: writeCSVHead,
	Write: writeCSV,
}

// Rows lists what a row of the table can be: an article, or one block of the
// page (a paragraph, a headline, a line of staff). Rows of blocks leave no text
// out; rows of articles leave out what belongs to the page.
var Rows = []string{"articles", "paragraphs"}

// Dialects lists the ways to write the table. "excel" is for spreadsheets: a
// byte order mark, without which Excel in China takes UTF-8 for GBK, CRLF, and
// no cell that turns into a formula or a date.
var Dialects = []string{"rfc4180", "excel"}

// row is what one row of the table is about. For what belongs to the page, the
// article is an empty one; for a whole article, the block is.
type row struct {
	edition *paper.Edition
	page    *paper.Page
	article *paper.Article
	block   paper.Block // its lines are those of the row
	number  int         // of the block, from 1, in its article or on its page
}

// cell is one cell of a row, and the field it stands in.
type cell struct {
	field, text string
	id          bool // a spreadsheet takes "2-1" for a day in February
}

func writeCSV(w io.Writer, e *paper.Edition, o Options) error {
	if err := o.Check(); err != nil {
		return err
	}
	if !o.Headless {
		if err := writeCSVHead(w, o); err != nil {
			return err
		}
	}
	rows, cells := articleRows(e), articleCells
	if o.Rows == "paragraphs" {
		rows, cells = paragraphRows(e), paragraphCells
	}
	table := o.table(w)
	for _, r := range rows {
		var record []string
		for _, c := range cells(r) {
			record = append(record, o.spell(c, r))
		}
		table.Write(record) // an error stays until Flush
	}
	table.Flush()
	return table.Error()
}

// writeCSVHead writes what stands once at the head of a table: the byte order mark that
// Excel wants, and the names of the fields.
func writeCSVHead(w io.Writer, o Options) error {
	if o.Dialect == "excel" {
		if _, err := io.WriteString(w, "\uFEFF"); err != nil {
			return err
		}
	}
	cells := articleCells
	if o.Rows == "paragraphs" {
		cells = paragraphCells
	}
	table := o.table(w)
	table.Write(header(cells))
	table.Flush()
	return table.Error()
}

// table gives what spells rows in the dialect.
func (o Options) table(w io.Writer) *csv.Writer {
	table := csv.NewWriter(w)
	table.UseCRLF = o.Dialect == "excel"
	return table
}

// header lists the fields of the cells that every row has.
func header(cells func(row) []cell) []string {
	var names []string
	for _, c := range cells(row{edition: &paper.Edition{}, page: &paper.Page{}, article: &paper.Article{}}) {
		names = append(names, c.field)
	}
	return names
}

func articleRows(e *paper.Edition) []row {
	var rows []row
	for i := range e.Pages {
		page := &e.Pages[i]
		for j := range page.Articles {
			r := row{edition: e, page: page, article: &page.Articles[j]}
			for _, span := range r.article.Spans {
				r.block.Lines = append(r.block.Lines, span.Lines...)
			}
			rows = append(rows, r)
		}
	}
	return rows
}

func paragraphRows(e *paper.Edition) []row {
	var rows []row
	for i := range e.Pages {
		page := &e.Pages[i]
		for n, b := range page.Furniture {
			rows = append(rows, row{e, page, &paper.Article{}, b, n + 1})
		}
		for j := range page.Articles {
			for n, b := range blocks(&page.Articles[j]) {
				rows = append(rows, row{e, page, &page.Articles[j], b.Block, n + 1})
			}
		}
	}
	return rows
}

// commonCells tell in every row where it comes from.
func commonCells(r row) []cell {
	return []cell{
		{field: "paper", text: r.edition.Paper},
		{field: "date", text: r.edition.Date},
		{field: "issue", text: r.edition.Issue},
		{field: "page", text: r.page.Number},
		{field: "section", text: r.page.Section},
		{field: "source", text: r.page.Source.Path},
		{field: "lines", text: numbers(r.block.Lines)},
		{field: "id", text: r.article.ID, id: true},
		{field: "kind", text: string(r.article.Kind)},
	}
}

func articleCells(r row) []cell {
	a := r.article
	dateline, from, on := deref(a.Dateline), deref(a.ContinuedFrom), deref(a.ContinuedOn)
	return append(commonCells(r), []cell{
		{field: "kickers", text: strings.Join(a.Kickers, "\n")},
		{field: "headline", text: a.Headline},
		{field: "decks", text: strings.Join(a.Decks, "\n")},
		{field: "byline", text: a.Byline},
		{field: "byline_names", text: each(a.Bylines, func(p paper.Person) string { return p.Name })},
		{field: "byline_roles", text: each(a.Bylines, func(p paper.Person) string { return p.Role })},
		{field: "dateline", text: dateline.Text},
		{field: "dateline_agency", text: dateline.Agency},
		{field: "dateline_place", text: dateline.Place},
		{field: "dateline_date", text: dateline.Date},
		{field: "continued_from_page", text: from.Page},
		{field: "continued_from_article", text: from.Article, id: true},
		{field: "continued_on_page", text: on.Page},
		{field: "continued_on_article", text: on.Article, id: true},
		{field: "body", text: each(a.Body, func(b paper.Block) string { return b.Text })},
		{field: "captions", text: each(a.Images, func(i paper.Image) string { return i.Caption })},
		{field: "credits", text: each(a.Images, func(i paper.Image) string { return i.Credit })},
		{field: "chars", text: strconv.Itoa(a.Chars)},
		{field: "confidence", text: strconv.FormatFloat(a.Confidence, 'f', -1, 64)},
	}...)
}

func paragraphCells(r row) []cell {
	return append(commonCells(r), []cell{
		{field: "headline", text: r.article.Headline},
		{field: "number", text: strconv.Itoa(r.number)},
		{field: "role", text: r.block.Role.String()},
		{field: "text", text: r.block.Text},
	}...)
}

// spell gives the text of a cell. Where formulas are guarded against, what
// could begin one gets an apostrophe before it; that changes text of the page,
// so it is told.
func (o Options) spell(c cell, r row) string {
	text, excel := lineEnds.Replace(c.text), o.Dialect == "excel"
	if !utf8.ValidString(text) { // a file name, say
		text = string([]rune(text))
	}
	switch {
	case excel && c.id && text != "":
		return "'" + text
	case (excel || o.Safe) && formula(text):
		o.warn(paper.Warning{
			Kind: "csv-formula", Source: r.page.Source.Path, Lines: r.block.Lines,
			Text: fmt.Sprintf("%s: %.20s", c.field, text),
		})
		return "'" + text
	}
	return text
}

func (o Options) warn(w paper.Warning) {
	if o.Warn != nil {
		o.Warn(w)
	}
}

// formula tells whether a spreadsheet could take a cell for a formula: "=1+1"
// and "＝1+1", not "——记某某".
func formula(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("=+-@\t\n＝＋－＠", first)
}

// numbers spells line numbers with a space between: "3-4" and "3,4" are a date
// and a number to a spreadsheet.
func numbers(lines []int) string {
	return strings.Trim(fmt.Sprint(lines), "[]")
}

// each gives every value its line.
func each[T any](values []T, text func(T) string) string {
	lines := make([]string, len(values))
	for i, v := range values {
		lines[i] = text(v)
	}
	return strings.Join(lines, "\n")
}

// deref takes what is not there for empty.
func deref[T any](p *T) T {
	if p == nil {
		var empty T
		return empty
	}
	return *p
}
