// Package inspect shows how pages were read: each printed line with its role and its
// article, in a terminal or as a page for a browser.
package inspect

import (
	"fmt"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/paper"
)

// A Sheet is a page as it is printed, and how it was read.
type Sheet struct {
	Edition  *paper.Edition
	Page     *paper.Page
	Rows     []Row
	Findings []paper.Warning // what a person should look at on this page
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

// Sheets lays out the pages of an edition that come from one source, given its bytes and
// how it was read. The error is about a source that is not the one that was read.
func Sheets(e *paper.Edition, source convert.Source, o convert.Options) ([]Sheet, error) {
	printed, err := convert.Rows(source, o)
	if err != nil {
		return nil, err
	}
	var sheets []Sheet
	found := convert.Findings(e)
	for i := range e.Pages {
		p := &e.Pages[i]
		if p.Source.Path != source.Path {
			continue
		}
		if len(printed) == 0 {
			break // the source was named twice: its second reading is like the first
		}
		sheets = append(sheets, newSheet(e, p, printed[0], found))
		printed = printed[1:]
	}
	if len(printed) > 0 {
		return nil, fmt.Errorf("changed while it was read: %d pages more than before", len(printed))
	}
	return sheets, nil
}

func newSheet(e *paper.Edition, p *paper.Page, printed []convert.Row, found []paper.Warning) Sheet {
	s := Sheet{Edition: e, Page: p}
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
	for _, w := range found {
		if w.Source == p.Source.Path && s.holds(w.Lines) {
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
