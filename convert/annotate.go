package convert

import (
	"cmp"
	"slices"
	"strings"

	"github.com/banmian/banmian/internal/paper"
)

// Annotate gives the pages of an edition of one source with their structure in the margin, so
// that a person can correct it and ReadAnnotated reads it back. The rows are those of
// the source's text. The error is an *Error: a form feed in the middle of a line
// parts two pages, which the margin cannot say.
func Annotate(e *paper.Edition, rows []string) (string, error) {
	pages, err := annotations(e, rows)
	return paper.SpellAnnotated(pages), err
}

// annotations makes the annotated pages.
func annotations(e *paper.Edition, rows []string) (pages []*paper.Annotated, err error) {
	above := 0
	for i := range e.Pages {
		lines := linesOn(&e.Pages[i])
		end := len(rows)
		if i+1 < len(e.Pages) {
			if next := linesOn(&e.Pages[i+1]); len(next) > 0 {
				end = min(next[0].Number-1, len(rows))
			}
		}
		if n := len(lines); n > 0 && lines[n-1].Number > end {
			return nil, &Error{Line: lines[n-1].Number, Message: "a form feed in the middle of a line: put it at the line's start, where a page begins"}
		}
		a := &paper.Annotated{Facts: factsOn(e, &e.Pages[i]), Lines: lines}
		for _, row := range rows[above:end] {
			a.Rows = append(a.Rows, strings.ReplaceAll(row, "\f", ""))
		}
		for k := range lines {
			lines[k].Text = a.Rows[lines[k].Number-1-above]
		}
		for k := range e.Pages[i].Articles {
			a.Items = append(a.Items, paper.AnnotatedItem{Kind: e.Pages[i].Articles[k].Kind})
		}
		tell(a, &e.Pages[i])
		pages, above = append(pages, a), end
	}
	return pages, nil
}

// factsOn is what is known of a page and its issue.
func factsOn(e *paper.Edition, p *paper.Page) map[string]string {
	return map[string]string{"paper": e.Paper, "date": e.Date, "issue": e.Issue, "number": p.Number, "section": p.Section}
}

// linesOn lists the lines of a page and what each is, from the top.
func linesOn(p *paper.Page) (out []paper.AnnotatedLine) {
	add := func(role paper.Role, item int, lines []int) {
		for n, line := range lines {
			out = append(out, paper.AnnotatedLine{Number: line, Role: role, Item: item, Joined: n > 0})
		}
	}
	for _, b := range p.Furniture {
		add(b.Role, -1, b.Lines)
	}
	for k, a := range p.Articles {
		for _, s := range a.Spans {
			add(s.Role, k, s.Lines)
		}
	}
	slices.SortStableFunc(out, func(a, b paper.AnnotatedLine) int { return cmp.Compare(a.Number, b.Number) })
	return out
}
