package batch

import (
	"context"
	"crypto/sha256"
	"slices"
	"time"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/files"
	"github.com/banmian/banmian/internal/paper"
)

// A Reader makes editions of inputs.
type Reader struct {
	Bytes   func(files.Input) ([]byte, error)
	Options convert.Options
	From    string // how the inputs are spelled; "": as their names tell
	Jobs    int
	Beside  func(files.Input) (path string, b []byte, err error) // finds corrections; nil: there are none
	Stitch  bool                                                 // put the halves of a continued story together
	slots   chan struct{}
}

// NewReader gives a reader that converts as many inputs at once as there are jobs.
func NewReader(r Reader) *Reader {
	r.slots = make(chan struct{}, r.Jobs)
	return &r
}

// An Outcome is what became of one input.
type Outcome struct {
	Path     string // as the document names it; "" standard input
	Encoding string
	Bytes    int
	Sum      [sha256.Size]byte // of its bytes
	Pages    int
	Articles int
	Warnings int
	Time     time.Duration
	Err      error // it could not be read

	CorrectedBy string // the annotated page that was used instead of a reading

	document bool // it is an edition already, which is not read anew
}

// Read gives the edition of several issues, and what became of each of their inputs, in
// the order of the document; nil if none could be read.
func (r *Reader) Read(p *Plan, edition int) (*paper.Edition, []Outcome) {
	var issues []*paper.Edition
	var outcomes []Outcome
	for _, inputs := range p.Issues(edition) {
		issue, became := r.issue(inputs, p.Ordered(inputs))
		if outcomes = append(outcomes, became...); issue != nil {
			issues = append(issues, issue)
		}
	}
	if len(issues) == 0 {
		return nil, outcomes
	}
	if len(issues) == 1 {
		return issues[0], outcomes
	}
	return convert.Join(issues...), outcomes
}

// Sums gives the digests of an edition's inputs, without converting them.
func (r *Reader) Sums(p *Plan, edition int) []Outcome {
	var outcomes []Outcome
	for _, inputs := range p.Issues(edition) {
		for _, in := range inputs {
			var o Outcome
			_, _, o.Err = r.bytes(in, &o)
			outcomes = append(outcomes, o)
		}
	}
	return outcomes
}

// issue gives one issue, its jumps matched. A page that cannot be read is left out.
func (r *Reader) issue(inputs []files.Input, inPageOrder bool) (*paper.Edition, []Outcome) {
	var pages []*paper.Edition
	outcomes := make([]Outcome, len(inputs))
	Ordered(context.Background(), r.Jobs, len(inputs),
		func(i int) *paper.Edition {
			return r.page(inputs[i], &outcomes[i])
		},
		func(_ int, page *paper.Edition) error {
			if page != nil {
				pages = append(pages, page)
			}
			return nil
		})
	if len(pages) == 0 {
		return nil, outcomes
	}
	if inPageOrder {
		sortPages(pages)
	}
	issue := pages[0]
	if len(outcomes) > 1 || !outcomes[0].document {
		issue = convert.Join(pages...)
		convert.Link(issue)
	}
	if r.Stitch {
		convert.Stitch(issue)
	}
	count(issue, outcomes)
	return issue, outcomes
}

// page reads one input, which may hold several pages.
func (r *Reader) page(in files.Input, became *Outcome) *paper.Edition {
	r.slots <- struct{}{}
	defer func() { <-r.slots }()
	began := time.Now()
	defer func() { became.Time = time.Since(began) }()
	b, correction, err := r.bytes(in, became)
	if err != nil {
		became.Err = err
		return nil
	}
	e, err := r.edition(convert.Source{Path: in.Path, Bytes: b}, correction, became)
	if err != nil {
		became.Err = err
		return nil
	}
	if became.document {
		became.count(e)
	}
	return e
}

// count tells an input what is in the document that it is.
func (o *Outcome) count(e *paper.Edition) {
	o.Encoding, o.Pages, o.Warnings = "UTF-8", len(e.Pages), len(e.Warnings)
	for _, p := range e.Pages {
		o.Articles += len(p.Articles)
	}
}

// count tells each input what the issue has from it; a document knows that already.
func count(issue *paper.Edition, outcomes []Outcome) {
	at := make(map[string]*Outcome, len(outcomes))
	for i := range outcomes {
		if !outcomes[i].document {
			at[outcomes[i].Path] = &outcomes[i]
		}
	}
	for _, p := range issue.Pages {
		if o := at[p.Source.Path]; o != nil {
			o.Encoding = p.Source.Encoding
			o.Pages++
			o.Articles += len(p.Articles)
		}
	}
	for _, w := range issue.Warnings {
		if o := at[w.Source]; o != nil {
			o.Warnings++
		}
	}
}

// sortPages puts pages in the order of their numbers: 1, 2, 10, A1, A2, B1. If one has no
// number, all stay where they are.
func sortPages(pages []*paper.Edition) {
	numbered := func(e *paper.Edition) bool { return len(e.Pages) > 0 && e.Pages[0].Number != "" }
	if !slices.ContainsFunc(pages, func(e *paper.Edition) bool { return !numbered(e) }) {
		slices.SortStableFunc(pages, func(a, b *paper.Edition) int {
			return paper.ComparePages(a.Pages[0].Number, b.Pages[0].Number)
		})
	}
}
