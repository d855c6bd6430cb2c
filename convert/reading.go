package convert

import (
	"iter"

	"github.com/banmian/banmian/internal/network"
	"github.com/banmian/banmian/internal/paper"
)

// step says how a block stands to the item it belongs to.
type step uint8

const (
	alone   step = iota // furniture: belongs to no item
	starts              // opens a new item
	inside              // a further block of the item
	joined              // goes on with the item's last block of this role
	resumes             // a further block of the item before the present one
	rejoins             // goes on with the last block of the item before the present one
)

var stepNames = [...]string{"alone", "starts", "inside", "joined", "resumes", "rejoins"}

// label is what the reading gives each block.
type label struct {
	role paper.Role
	step step
}

func (l label) String() string { return l.role.String() + "." + stepNames[l.step] }

// allLabels lists every label; which may follow which is grammar's business.
var allLabels = makeLabels()

func makeLabels() []label {
	var out []label
	for role := paper.Masthead; role < paper.Roles; role++ {
		if role.Furniture() {
			out = append(out, label{role, alone})
			continue
		}
		out = append(out, label{role, starts}, label{role, inside})
		if role != paper.Credit && role != paper.Jump {
			out = append(out, label{role, joined})
		}
	}
	return append(out, label{paper.Paragraph, resumes}, label{paper.Paragraph, rejoins})
}

// The phase is what the present item has so far.
const (
	inItem   = 1 << iota // there is an item
	headed               // it has its headline
	bodied               // it has text
	phases   = 8
	noPhase  = 0
	allPhase = inItem | headed | bodied
)

// grammar says which label may follow which: a block cannot be inside an item
// before one has started. Everything else is a matter of weights.
type grammar struct{}

func (grammar) Follow(_, phase, next int) (int, bool) {
	l := allLabels[next]
	switch l.step {
	case alone:
		return phase, true
	case starts:
		return inItem | mark(l.role), true
	case inside:
		return phase | mark(l.role), phase != noPhase
	case joined:
		return phase, phase != noPhase
	}
	return allPhase, phase != noPhase
}

// mark is what a block of this role leaves in the phase.
func mark(role paper.Role) int {
	switch role {
	case paper.Headline:
		return headed
	case paper.Paragraph, paper.Verse:
		return bodied
	}
	return 0
}

// reading is what a page was read as: a label for each block, and how sure.
type reading struct {
	lines  []line
	labels []label
	sure   []float64 // how likely the piece of an item is that a block stands in
	items  []item
	loose  []block // furniture
}

// mostLines is how many lines are read in one search. No printed page has as
// many; a longer text is read in parts, so that time and memory stay in step
// with its length.
const mostLines = 2000

// read finds the likeliest reading of a page's lines as a whole.
func (r *Reader) read(ls []line) reading {
	var out reading
	for _, part := range r.parts(ls) {
		out.lines, out.labels = append(out.lines, part.lines...), append(out.labels, part.labels...)
		out.sure = append(out.sure, part.sure...)
	}
	out.gather()
	return out
}

// parts reads a page's lines part by part, and gives the lines that were looked at with
// what was read of them: an item that the part leaves open is left to the next.
func (r *Reader) parts(ls []line) iter.Seq2[[]line, reading] {
	return func(yield func([]line, reading) bool) {
		for len(ls) > 0 {
			seen := ls[:min(len(ls), mostLines)]
			part := r.readPart(seen)
			if len(ls) > mostLines {
				part.cutOpen()
			}
			for _, l := range part.lines {
				ls = ls[len(l.numbers):]
			}
			if !yield(seen, part) {
				return
			}
		}
	}
}

// readPart reads lines in one search.
func (r *Reader) readPart(ls []line) reading {
	blocks := r.joins(ls)
	scores := r.roleNets.Score(r.newView(blocks).units())
	lattice := r.roleChain.Search(scores, nil)
	best := lattice.Best()
	out := reading{lines: blocks}
	for _, b := range best {
		out.labels = append(out.labels, allLabels[b])
	}
	out.sure = lattice.Sure(best, func(l int) bool { return allLabels[l].step != inside && allLabels[l].step != joined })
	return out
}

// cutOpen leaves the last item of a part, which may go on, to the next part,
// unless it is as good as all of it.
func (r *reading) cutOpen() {
	for at := len(r.labels) - 1; at > len(r.labels)/2; at-- {
		if r.labels[at].step == starts {
			r.lines, r.labels, r.sure = r.lines[:at], r.labels[:at], r.sure[:at]
			return
		}
	}
}

// gather sorts the blocks into furniture and items.
func (r *reading) gather() {
	current := -1
	for i, l := range r.labels {
		b := block{role: l.role, text: r.lines[i].text, lines: r.lines[i].numbers}
		switch l.step {
		case alone:
			r.loose = append(r.loose, b)
			continue
		case starts:
			r.items = append(r.items, item{confidence: 1})
			current = len(r.items) - 1
		case resumes, rejoins:
			current = max(len(r.items)-2, 0)
		}
		it := &r.items[current]
		it.confidence = min(it.confidence, confidence(r.sure[i]))
		if (l.step == joined || l.step == rejoins) && it.goesOn(b) {
			continue
		}
		it.blocks = append(it.blocks, b)
	}
}

// goesOn adds the block to the item's last block of its role; false if there is none.
func (it *item) goesOn(b block) bool {
	for k := len(it.blocks) - 1; k >= 0; k-- {
		last := &it.blocks[k]
		if last.role != b.role {
			continue
		}
		whole := line{text: last.text, numbers: last.lines}.join(line{text: b.text, numbers: b.lines})
		last.text, last.lines = whole.text, whole.numbers
		return true
	}
	return false
}

var _ network.Grammar = grammar{}
