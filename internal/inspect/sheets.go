// Package inspect shows how pages were read: each printed line with its role and its
// article, in a terminal or as a page for a browser.
package inspect

import (
	"fmt"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/paper"
)

// A Layout is an edition that is to be shown: where its pages come from, and what a person
// should look at.
type Layout struct {
	edition *paper.Edition
	pages   map[string][]*paper.Page // by the paths of their sources
	found   map[string][]paper.Warning
	home    map[string]string // of an article's ID: the path of its source
}

// NewLayout looks through an edition.
func NewLayout(e *paper.Edition) *Layout {
	l := &Layout{e, map[string][]*paper.Page{}, map[string][]paper.Warning{}, map[string]string{}}
	for i := range e.Pages {
		p := &e.Pages[i]
		l.pages[p.Source.Path] = append(l.pages[p.Source.Path], p)
		for _, a := range p.Articles {
			l.home[a.ID] = p.Source.Path
		}
	}
	for _, w := range convert.Findings(e) {
		l.found[w.Source] = append(l.found[w.Source], w)
	}
	return l
}

// A Sheet is a page as it is printed, and how it was read.
type Sheet struct {
	Edition  *paper.Edition
	Page     *paper.Page
	Rows     []Row
	Findings []paper.Warning // what a person should look at on this page
	layout   *Layout
}

// A Row is a printed row. Article is the place of its article on the page, -1 for
// furniture and for a blank row outside of articles.
type Row struct {
	convert.Row
	Role    paper.Role // NoRole: a blank row
	Article int
	Joined  bool // it goes on with a block that began above
	Opens   bool // it is the first row of its article
	Closes  bool // it is the last
}

// Sheets lays out the pages that come from one source, given its bytes and how it was read.
// The error is about a source that is not the one that was read.
func (l *Layout) Sheets(source convert.Source, o convert.Options) ([]Sheet, error) {
	printed, err := convert.Rows(source, o)
	if err != nil {
		return nil, err
	}
	pages := l.pages[source.Path] // twice as many if the source was named twice
	if len(printed) > len(pages) {
		return nil, fmt.Errorf("changed while it was read: it had %d pages and has %d", len(pages), len(printed))
	}
	var sheets []Sheet
	for i, rows := range printed {
		sheets = append(sheets, l.sheet(pages[i], rows))
	}
	return sheets, nil
}

func (l *Layout) sheet(p *paper.Page, printed []convert.Row) Sheet {
	s := Sheet{Edition: l.edition, Page: p, layout: l}
	places := map[int]*Row{}
	for _, row := range printed {
		s.Rows = append(s.Rows, Row{Row: row, Article: -1})
	}
	for i := range s.Rows {
		places[s.Rows[i].Number] = &s.Rows[i]
	}
	for _, b := range p.Furniture {
		place(places, b.Role, b.Lines, -1)
	}
	for n, a := range p.Articles {
		for _, span := range a.Spans {
			place(places, span.Role, span.Lines, n)
		}
	}
	s.bracket()
	s.bridge()
	for _, w := range l.found[p.Source.Path] {
		if s.holds(w.Lines) {
			s.Findings = append(s.Findings, w)
		}
	}
	return s
}

// place notes what the rows of a block are.
func place(rows map[int]*Row, role paper.Role, lines []int, article int) {
	for k, n := range lines {
		if row := rows[n]; row != nil {
			row.Role, row.Article, row.Joined = role, article, k > 0
		}
	}
}

// bracket marks where articles open and close.
func (s *Sheet) bracket() {
	first, last := make([]*Row, len(s.Page.Articles)), make([]*Row, len(s.Page.Articles))
	for i := range s.Rows {
		row := &s.Rows[i]
		if row.Article < 0 {
			continue
		}
		if first[row.Article] == nil {
			first[row.Article] = row
		}
		last[row.Article] = row
	}
	for n := range first {
		if first[n] != nil {
			first[n].Opens, last[n].Closes = true, true
		}
	}
}

// bridge gives the blank rows between two rows of one article to it.
func (s *Sheet) bridge() {
	above := -1
	for i, row := range s.Rows {
		if row.Role == paper.NoRole {
			continue
		}
		if above >= 0 && s.Rows[above].Article == row.Article {
			for k := above + 1; k < i; k++ {
				s.Rows[k].Article = row.Article
			}
		}
		above = i
	}
}

// holds tells whether a finding about these lines is about this page; one about no line is
// about every page of its source.
func (s *Sheet) holds(lines []int) bool {
	return len(lines) == 0 || s.Rows[0].Number <= lines[0] && lines[0] <= s.Rows[len(s.Rows)-1].Number
}
