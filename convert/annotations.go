package convert

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"

	"github.com/banmian/banmian/internal/paper"
)

// ReadAnnotated makes an edition of annotated pages, as .ann files spell them. What the margin says
// is so: roles, boundaries, kinds, and what its braces tell of an item. What it does
// not tell (who signed, the dateline, where a jump leads) is taken from the text, as
// Read takes it. Items have the confidence 1. The error is an *Error.
func ReadAnnotated(source Source, o Options) (*paper.Edition, error) {
	pages, encoding, err := annotated(source, o)
	if err != nil {
		return nil, err
	}
	e := editionOf(pages, from(source, encoding, rowsOf(pages)), o)
	return e, nil
}

// from describes a source that has so many lines.
func from(source Source, encoding string, rows []string) paper.Source {
	sum := sha256.Sum256(source.Bytes)
	return paper.Source{Path: source.Path, SHA256: hex.EncodeToString(sum[:]), Encoding: encoding, Lines: max(len(rows), 1)}
}

// annotated reads the pages of an annotated source.
func annotated(source Source, o Options) (pages []*paper.Annotated, encoding string, err error) {
	text, encoding, _, err := decodeFor(source.Bytes, o)
	if err != nil {
		return nil, "", err
	}
	pages, err = paper.ParseAnnotatedPages(text)
	var row *paper.RowError
	if errors.As(err, &row) {
		return nil, "", &Error{Line: row.Row, Message: row.Message}
	}
	return pages, encoding, nil
}

// rowsOf gives the rows of the plain text that pages were annotated in.
func rowsOf(pages []*paper.Annotated) (rows []string) {
	for _, a := range pages {
		rows = append(rows, a.Rows...)
	}
	return rows
}

// editionOf puts annotated pages together.
func editionOf(pages []*paper.Annotated, from paper.Source, o Options) *paper.Edition {
	e := &paper.Edition{Schema: paper.Schema}
	o, e.Warnings = o.forPath(from.Path)
	guess := FromName(from.Path)
	for _, a := range pages {
		if len(a.Lines) == 0 {
			continue
		}
		sheetOf(a).addTo(e, from, o, guess)
		o.Page, o.Section, guess.Page, guess.Section = "", "", "", ""
	}
	e.Paper, e.Date = firstOf(e.Paper, guess.Paper), firstOf(e.Date, guess.Date)
	return Join(e)
}

// sheetOf is an annotated page as a sheet. An item that was begun and has no line is none.
// Of an item whose kind is not told it is weighed.
func sheetOf(a *paper.Annotated) sheet {
	items, furniture := itemsOf(a)
	s := sheet{furniture: furniture, told: []paper.AnnotatedItem{}}
	for n, it := range items {
		if len(it.blocks) > 0 {
			it.confidence = 1
			s.items, s.told = append(s.items, it), append(s.told, a.Items[n])
		}
	}
	var texts []string
	for _, l := range a.Lines {
		texts = append(texts, l.Text)
	}
	s.language = language(texts...)
	s.kinds = toldKinds(s.told, s.items)
	s.says = toldFacts(factsOf(s.furniture), a.Facts)
	return s
}

// toldKinds gives the kinds that a person tells, and weighs the others.
func toldKinds(told []paper.AnnotatedItem, items []item) []paper.Kind {
	var weighed []paper.Kind
	kinds := make([]paper.Kind, len(told))
	for i, it := range told {
		if kinds[i] = it.Kind; it.Kind == "" {
			if weighed == nil {
				weighed = builtInKinds().of(items)
			}
			kinds[i] = weighed[i]
		}
	}
	return kinds
}

// toldFacts gives what the page's own row tells of it, and else what its print does.
func toldFacts(says facts, told map[string]string) facts {
	says.paper, says.date = firstOf(told["paper"], says.paper), firstOf(told["date"], says.date)
	says.issue, says.number = firstOf(told["issue"], says.issue), firstOf(told["number"], says.number)
	says.section = firstOf(told["section"], says.section)
	return says
}

// obey makes the article say what a person says of it.
func (w *writer) obey() {
	if len(w.told.Bylines) > 0 || w.denied("by") {
		w.Bylines = slices.Clone(w.told.Bylines)
	}
	if w.told.Dateline != "" || w.denied("dateline") {
		w.dated = w.told.Dateline
	}
	if w.ContinuedFrom == nil && w.told.JumpFrom != "" {
		w.ContinuedFrom = &paper.JumpLine{Page: w.told.JumpFrom}
	}
	if w.ContinuedOn == nil && w.told.JumpTo != "" {
		w.ContinuedOn = &paper.JumpLine{Page: w.told.JumpTo}
	}
}

// toldPage is the page that a jump leads to, and whether a person says that it is none.
func (w *writer) toldPage(t turn) (page string, denied bool) {
	if w.told == nil {
		return t.page, false
	}
	if t.back {
		return firstOf(w.told.JumpFrom, t.page), w.denied("from")
	}
	return firstOf(w.told.JumpTo, t.page), w.denied("to")
}

// denied tells whether a person says that the item lacks something.
func (w *writer) denied(attribute string) bool { return slices.Contains(w.told.Denied, attribute) }

// Lines gives the lines of a source's text, as blocks and spans count them. The
// error is that of Read.
func Lines(source Source, o Options) ([]string, error) {
	text, _, _, err := decodeFor(source.Bytes, o)
	if err != nil {
		return nil, err
	}
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n"), nil
}

// LinesOfAnnotated gives the same of the page that an annotated source holds.
func LinesOfAnnotated(source Source, o Options) ([]string, error) {
	pages, _, err := annotated(source, o)
	return rowsOf(pages), err
}
