// Package stats counts what stands in editions, and spells the counts.
package stats

import (
	"cmp"
	"slices"
	"strings"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/paper"
)

// The measures, in the order in which they are told.
const (
	Pages      = "pages"      // by paper
	Articles   = "articles"   // by kind
	Characters = "characters" // of bodies, blanks not counted; by kind
	Bylines    = "bylines"    // by person, and by role: 李盼, 本报记者
	Datelines  = "datelines"  // by agency: 新华社
	Warnings   = "warnings"   // by kind, as banmian check has them
	Unreadable = "unreadable" // inputs
)

// Measures lists them all.
var Measures = []string{Pages, Articles, Characters, Bylines, Datelines, Warnings, Unreadable}

// A Count is how often something was met. Role is that of a person, else empty; so is a key
// that the pages do not tell.
type Count struct {
	Measure, Key, Role string
	Count              int
}

// A Tally counts. It keeps a number for each person, agency and paper, and no page. The zero
// Tally has counted nothing.
type Tally struct {
	counts map[counted]*int
}

type counted struct{ measure, key, role string }

// Add counts an edition.
func (t *Tally) Add(e *paper.Edition) {
	t.count(Pages, e.Paper, "", len(e.Pages))
	for i := range e.Pages {
		for k := range e.Pages[i].Articles {
			t.article(&e.Pages[i].Articles[k])
		}
	}
	for _, w := range convert.Findings(e) {
		t.count(Warnings, w.Kind, "", 1)
	}
}

// AddUnreadable counts an input that could not be read.
func (t *Tally) AddUnreadable() { t.count(Unreadable, "", "", 1) }

func (t *Tally) article(a *paper.Article) {
	kind := string(a.Kind)
	t.count(Articles, kind, "", 1)
	t.count(Characters, kind, "", a.Chars)
	for _, p := range a.Bylines {
		t.count(Bylines, p.Name, p.Role, 1)
	}
	if a.Dateline != nil {
		t.count(Datelines, a.Dateline.Agency, "", 1)
	}
}

func (t *Tally) count(measure, key, role string, n int) {
	if n == 0 {
		return
	}
	if t.counts == nil {
		t.counts = map[counted]*int{}
	}
	at := t.counts[counted{measure, key, role}]
	if at == nil {
		at = new(int)
		// Names are parts of a page's text, which is not to stay; for the same reason the numbers are
		// not in the map: to assign to a key that is known puts the new string in the old one's place.
		t.counts[counted{measure, strings.Clone(key), strings.Clone(role)}] = at
	}
	*at += n
}

// Counts gives all that was counted, measure by measure, the most frequent first.
func (t *Tally) Counts() []Count {
	out := make([]Count, 0, len(t.counts))
	for c, n := range t.counts {
		out = append(out, Count{c.measure, c.key, c.role, *n})
	}
	slices.SortFunc(out, func(a, b Count) int {
		return cmp.Or(slices.Index(Measures, a.Measure)-slices.Index(Measures, b.Measure), b.Count-a.Count,
			cmp.Compare(a.Key, b.Key), cmp.Compare(a.Role, b.Role))
	})
	return out
}
