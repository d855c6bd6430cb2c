package convert

import "github.com/banmian/banmian/internal/paper"

// Overrule puts what the options say into an edition that was read elsewhere: from a document.
// Page and Section are those of its first page. The path is that of the document, in which
// the Pattern reads.
func (o Options) Overrule(e *paper.Edition, path string) {
	o, warnings := o.forPath(path)
	e.Warnings = append(e.Warnings, warnings...)
	e.Paper, e.Date = firstOf(o.Paper, e.Paper), firstOf(o.Date, e.Date)
	if len(e.Pages) > 0 {
		first := &e.Pages[0]
		first.Number, first.Section = firstOf(o.Page, first.Number), firstOf(o.Section, first.Section)
	}
}
