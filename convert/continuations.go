package convert

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/banmian/banmian/internal/paper"
)

// jumpUnmatched is the kind of the warning about a jump that leads to nothing in the edition.
const jumpUnmatched = "jump-unmatched"

// Link finds for each jump the other half of its story, and gives either half the
// ID of the other: 下转第三版 on page 1 and 上接第一版 on page 3. Where only one half has
// a jump, the other one gets a JumpLine without text, if much speaks for the two.
// A link that is there, from an earlier run or an editor's hand, stays if both ends
// agree. A jump without its other half gets a warning; warnings stand in the order of
// pages and lines. An edition of one page stays as it is: nothing could be found.
func Link(e *paper.Edition) {
	if len(e.Pages) < 2 {
		return
	}
	b := newBinder(e)
	b.keep()
	for _, way := range b.ways() {
		b.cross(way)
	}
	for _, h := range b.halves {
		h.write(e)
	}
	b.warn()
}

// A half is an article as one part of a story that may go on elsewhere (on) or have
// begun elsewhere (back).
type half struct {
	*paper.Article
	page          int   // index of its page
	back, on      int   // index of the pages that its jumps name; nowhere or aimless
	before, after *half // the parts of its story that were found
	said          *said // nil until it was read
}

// Where no page is: the jump names one that was not read, or there is no jump.
const nowhere, aimless = -1, -2

// A binder puts the parts of stories together.
type binder struct {
	edition *paper.Edition
	halves  []*half          // of all pages, in order
	pages   [][]*half        // the same by page
	numbers map[string][]int // indexes of the pages that have a number
}

func newBinder(e *paper.Edition) *binder {
	b := &binder{edition: e, pages: make([][]*half, len(e.Pages)), numbers: map[string][]int{}}
	for i, p := range e.Pages {
		if p.Number != "" {
			b.numbers[p.Number] = append(b.numbers[p.Number], i)
		}
	}
	for i := range e.Pages {
		for k := range e.Pages[i].Articles {
			a := &e.Pages[i].Articles[k]
			h := &half{Article: a, page: i}
			h.back, h.on = b.goal(i, a.ContinuedFrom, true), b.goal(i, a.ContinuedOn, false)
			b.halves, b.pages[i] = append(b.halves, h), append(b.pages[i], h)
		}
	}
	return b
}

// goal finds the page that a jump on page i names.
func (b *binder) goal(i int, j *paper.JumpLine, back bool) int {
	if j == nil || j.Text == "" || j.Page == "" {
		return aimless
	}
	if pages := b.numbers[j.Page]; len(pages) > 0 {
		return nearest(pages, i, back)
	}
	// 下转第三版 on A1 is A3, and 下转A3版 where pages are counted 1, 2, 3 is 3.
	here, digits := b.edition.Pages[i].Number, strings.TrimLeft(j.Page, letters)
	letter := here[:len(here)-len(strings.TrimLeft(here, letters))]
	if here != "" && (letter == "" || digits == j.Page) {
		if pages := b.numbers[letter+digits]; len(pages) > 0 {
			return nearest(pages, i, back)
		}
	}
	return nowhere
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// nearest chooses among pages of one number, as several days or sections in one
// edition have: a story goes on behind page i and began before it, if it can.
func nearest(pages []int, i int, back bool) int {
	at, _ := slices.BinarySearch(pages, i)
	if back {
		at--
	}
	return pages[min(max(at, 0), len(pages)-1)]
}

// keep binds what is linked already, where neither end says otherwise.
func (b *binder) keep() {
	byID := map[string]*half{}
	for _, h := range b.halves {
		if byID[h.ID] == nil {
			byID[h.ID] = h
		}
	}
	try := func(first, rest *half) {
		if first == nil || rest == nil || first == rest || first.after != nil || rest.before != nil {
			return
		}
		on, from := partner(first.ContinuedOn), partner(rest.ContinuedFrom)
		if (on == "" || on == rest.ID) && (from == "" || from == first.ID) {
			bind(first, rest)
		}
	}
	for _, h := range b.halves {
		if id := partner(h.ContinuedOn); id != "" {
			try(h, byID[id])
		}
		if id := partner(h.ContinuedFrom); id != "" {
			try(byID[id], h)
		}
	}
}

// partner is the other half's ID, "" if it is not known.
func partner(j *paper.JumpLine) string {
	if j == nil {
		return ""
	}
	return j.Article
}

func bind(first, rest *half) { first.after, rest.before = rest, first }

// write puts down in the article what it is bound to.
func (h *half) write(e *paper.Edition) {
	h.ContinuedFrom = linked(h.ContinuedFrom, h.before, e)
	h.ContinuedOn = linked(h.ContinuedOn, h.after, e)
}

// linked is a jump that leads to another half. Without a text it is there for the
// link only.
func linked(j *paper.JumpLine, to *half, e *paper.Edition) *paper.JumpLine {
	switch {
	case to == nil && (j == nil || j.Text == ""):
		return nil
	case j == nil:
		return &paper.JumpLine{Page: e.Pages[to.page].Number, Article: to.ID}
	}
	out := *j // the edition may share it with those it was joined from
	if out.Article = ""; to != nil {
		out.Article = to.ID
	}
	return &out
}

// A way leads from one page to another, by their indexes.
type way struct{ from, to int }

// ways lists the ways that some jump without its other half names, in order.
func (b *binder) ways() []way {
	var out []way
	for _, h := range b.halves {
		if h.on >= 0 && h.after == nil {
			out = append(out, way{h.page, h.on})
		}
		if h.back >= 0 && h.before == nil {
			out = append(out, way{h.back, h.page})
		}
	}
	slices.SortFunc(out, func(v, w way) int { return cmp.Or(v.from-w.from, v.to-w.to) })
	return slices.DeleteFunc(slices.Compact(out), func(w way) bool { return w.from == w.to })
}

// cross binds the halves that a way parts: of all assignments of the firsts to the rests
// the one for which most speaks.
func (b *binder) cross(w way) {
	c := newCrossing(b.pages[w.from], b.pages[w.to])
	for _, h := range b.pages[w.from] {
		if h.after == nil && (h.on == w.to || h.on == aimless && len(h.Body) > 0) {
			c.firsts = append(c.firsts, h)
		}
	}
	for _, h := range b.pages[w.to] {
		if h.before == nil && (h.back == w.from || h.back == aimless && len(h.Body) > 0) {
			c.rests = append(c.rests, h)
		}
	}
	for i, k := range assign(c.scores()) {
		if k >= 0 {
			bind(c.firsts[i], c.rests[k])
		}
	}
}

// warn tells of the jumps whose other half was not found.
func (b *binder) warn() {
	e := b.edition
	e.Warnings = slices.DeleteFunc(slices.Clone(e.Warnings), func(w paper.Warning) bool { return w.Kind == jumpUnmatched })
	for _, h := range b.halves {
		if h.back != aimless && h.before == nil {
			b.unmatched(h, h.ContinuedFrom, h.back, true)
		}
		if h.on != aimless && h.after == nil {
			b.unmatched(h, h.ContinuedOn, h.on, false)
		}
	}
	pages := map[string]int{} // the first page of each source, counted from 1
	for i := len(e.Pages) - 1; i >= 0; i-- {
		pages[e.Pages[i].Source.Path] = i + 1
	}
	slices.SortStableFunc(e.Warnings, func(v, w paper.Warning) int {
		return cmp.Or(pages[v.Source]-pages[w.Source], firstLine(v)-firstLine(w))
	})
	if len(e.Warnings) == 0 {
		e.Warnings = nil // no empty list in the document
	}
}

// firstLine is the first line that a warning is about, 0 if it has none.
func firstLine(w paper.Warning) int {
	if len(w.Lines) == 0 {
		return 0
	}
	return w.Lines[0]
}

// unmatched warns of one jump: what was looked for, and what to do.
func (b *binder) unmatched(h *half, j *paper.JumpLine, page int, back bool) {
	text := fmt.Sprintf("no item on page %s goes on with this story: look whether its rest was read into another item", j.Page)
	switch {
	case page == nowhere:
		text = fmt.Sprintf("page %s is not among these pages: add its text, or say its number if it is here without one", j.Page)
	case back:
		text = fmt.Sprintf("no item on page %s begins this story: look whether its first part was read into another item", j.Page)
	}
	b.edition.Warnings = append(b.edition.Warnings, paper.Warning{
		Kind: jumpUnmatched, Source: b.edition.Pages[h.page].Source.Path, Lines: jumpLines(h.Article, back),
		Text: j.Text + ": " + text,
	})
}

// jumpLines are the lines of the block that a jump stands in: it opens the first
// paragraph or the line above it, or closes the last or the line below.
func jumpLines(a *paper.Article, back bool) []int {
	var lines []int
	for _, s := range a.Spans {
		if s.Role == paper.Jump || s.Role == paper.Paragraph {
			if lines = s.Lines; back {
				break
			}
		}
	}
	return slices.Clone(lines)
}
