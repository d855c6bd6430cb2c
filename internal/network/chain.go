package network

import "math"

// Grammar says which labels may follow which. A state is a label and a phase:
// what the item has had so far. The start is phase 0 and no label (-1).
type Grammar interface {
	// Follow gives the phase after label, and whether label may follow.
	Follow(before, phase, label int) (next int, ok bool)
}

// Chain is a grammar whose steps have weights: Pair for a label after a label
// (row Labels is the start), Phase for a label in a phase.
type Chain struct {
	Labels, Phases int
	Pair           []float32 // (Labels+1) × Labels
	Phase          []float32 // Phases × Labels
	states         []state
	steps          [][]step
}

type state struct{ label, phase int }

// step leads to a state; odds is the exponential of its weight.
type step struct {
	to     int32
	weight float64
	odds   float64
}

// NewChain makes a chain of zero weights and finds every state that can be reached.
func NewChain(labels, phases int, g Grammar) *Chain {
	c := &Chain{Labels: labels, Phases: phases}
	c.Pair, c.Phase = make([]float32, (labels+1)*labels), make([]float32, phases*labels)
	c.states = []state{{-1, 0}}
	index := map[state]int{c.states[0]: 0}
	for at := 0; at < len(c.states); at++ {
		from := c.states[at]
		var steps []step
		for label := range labels {
			phase, ok := g.Follow(from.label, from.phase, label)
			if !ok {
				continue
			}
			to := state{label, phase}
			if _, known := index[to]; !known {
				index[to] = len(c.states)
				c.states = append(c.states, to)
			}
			steps = append(steps, step{to: int32(index[to])})
		}
		c.steps = append(c.steps, steps)
	}
	return c
}

// Prepare must be called after the weights have changed.
func (c *Chain) Prepare() {
	for at, from := range c.states {
		for k := range c.steps[at] {
			to := c.states[c.steps[at][k].to]
			weight := float64(c.Pair[c.pair(from, to)] + c.Phase[from.phase*c.Labels+to.label])
			c.steps[at][k].weight, c.steps[at][k].odds = weight, math.Exp(weight)
		}
	}
}

func (c *Chain) pair(from, to state) int {
	row := from.label
	if row < 0 {
		row = c.Labels
	}
	return row*c.Labels + to.label
}

// Lattice holds, for each unit, the states worth looking at and how likely the
// units up to it (forward) and after it (backward) are with it.
type Lattice struct {
	chain   *Chain
	columns []column
	LogOdds float64 // of all readings together
}

type column struct {
	states   []int32
	look     []float64 // odds of the unit itself, by place in states
	forward  []float64
	backward []float64
	scale    float64
}

// never is how unlikely a label must be, against the likeliest of its unit, to
// be left out of the search.
const never = 1e-8

// Search weighs all readings of the units with these scores (units × Labels).
// allowed, when not nil, says which labels each unit may have.
func (c *Chain) Search(scores []float32, allowed []bool) *Lattice {
	units := len(scores) / c.Labels
	l := &Lattice{chain: c, columns: make([]column, units+1)}
	l.columns[0] = column{states: []int32{0}, look: []float64{1}, forward: []float64{1}, scale: 1}
	place := make([]int32, len(c.states))
	for i := range place {
		place[i] = -1
	}
	look := make([]float64, c.Labels)
	for i := range units {
		var mask []bool
		if allowed != nil {
			mask = allowed[i*c.Labels : (i+1)*c.Labels]
		}
		best := odds(look, scores[i*c.Labels:(i+1)*c.Labels], mask)
		l.columns[i+1] = c.forward(&l.columns[i], look, place)
		if mask == nil && len(l.columns[i+1].states) == 0 { // the grammar forbids all that looked likely
			best = odds(look, scores[i*c.Labels:(i+1)*c.Labels], c.following(&l.columns[i]))
			l.columns[i+1] = c.forward(&l.columns[i], look, place)
		}
		l.LogOdds += best + math.Log(l.columns[i+1].scale)
	}
	l.backward(place)
	return l
}

// odds exponentiates one unit's scores against the best, which it returns.
func odds(look []float64, scores []float32, mask []bool) float64 {
	best := math.Inf(-1)
	for label, s := range scores {
		if mask == nil || mask[label] {
			best = max(best, float64(s))
		}
	}
	for label, s := range scores {
		look[label] = math.Exp(float64(s) - best)
		if mask != nil && !mask[label] || mask == nil && look[label] < never {
			look[label] = 0
		}
	}
	return best
}

// following tells which labels may follow a column.
func (c *Chain) following(from *column) []bool {
	mask := make([]bool, c.Labels)
	for _, s := range from.states {
		for _, step := range c.steps[s] {
			mask[c.states[step.to].label] = true
		}
	}
	return mask
}

// forward steps from one column to the next. place is scratch space, -1
// everywhere before and after.
func (c *Chain) forward(from *column, look []float64, place []int32) column {
	var to column
	for k, s := range from.states {
		for _, step := range c.steps[s] {
			l := look[c.states[step.to].label]
			if l == 0 {
				continue
			}
			at := place[step.to]
			if at < 0 {
				at = int32(len(to.states))
				place[step.to] = at
				to.states, to.look, to.forward = append(to.states, step.to), append(to.look, l), append(to.forward, 0)
			}
			to.forward[at] += from.forward[k] * step.odds * l
		}
	}
	for k, s := range to.states {
		place[s] = -1
		to.scale += to.forward[k]
	}
	for k := range to.forward {
		to.forward[k] /= to.scale
	}
	return to
}

func (l *Lattice) backward(place []int32) {
	last := &l.columns[len(l.columns)-1]
	last.backward = make([]float64, len(last.states))
	for k := range last.backward {
		last.backward[k] = 1
	}
	for i := len(l.columns) - 2; i >= 0; i-- {
		col, next := &l.columns[i], &l.columns[i+1]
		for k, s := range next.states {
			place[s] = int32(k)
		}
		col.backward = make([]float64, len(col.states))
		for k, s := range col.states {
			for _, step := range l.chain.steps[s] {
				if at := place[step.to]; at >= 0 {
					col.backward[k] += step.odds * next.look[at] * next.backward[at]
				}
			}
			col.backward[k] /= next.scale
		}
		for _, s := range next.states {
			place[s] = -1
		}
	}
}

// Expect adds by times the expected number of times that each label is given to
// each unit, and each step is made, to the three gradients.
func (l *Lattice) Expect(by float32, scores, pair, phase []float32) {
	c := l.chain
	place := make([]int32, len(c.states))
	for i := range place {
		place[i] = -1
	}
	for i := 1; i < len(l.columns); i++ {
		before, col := &l.columns[i-1], &l.columns[i]
		for k, s := range col.states {
			place[s] = int32(k)
			scores[(i-1)*c.Labels+c.states[s].label] += by * float32(col.forward[k]*col.backward[k])
		}
		for k, s := range before.states {
			from := c.states[s]
			for _, step := range c.steps[s] {
				at := place[step.to]
				if at < 0 {
					continue
				}
				p := by * float32(before.forward[k]*step.odds*col.look[at]*col.backward[at]/col.scale)
				pair[c.pair(from, c.states[step.to])] += p
				phase[from.phase*c.Labels+c.states[step.to].label] += p
			}
		}
		for _, s := range col.states {
			place[s] = -1
		}
	}
}

// Best gives the likeliest run of labels.
func (l *Lattice) Best() []int {
	units := len(l.columns) - 1
	labels := make([]int, units)
	if units == 0 {
		return labels
	}
	back := l.bestSteps()
	at := back.end
	for i := units; i >= 1; i-- {
		labels[i-1] = l.chain.states[l.columns[i].states[at]].label
		at = int(back.from[i][at])
	}
	return labels
}

// trace remembers the best step into each state.
type trace struct {
	from [][]int32
	end  int
}

func (l *Lattice) bestSteps() trace {
	c := l.chain
	t := trace{from: make([][]int32, len(l.columns))}
	score := []float64{0}
	place := make([]int32, len(c.states))
	for i := range place {
		place[i] = -1
	}
	for i := 1; i < len(l.columns); i++ {
		before, col := &l.columns[i-1], &l.columns[i]
		next, look := make([]float64, len(col.states)), make([]float64, len(col.states))
		t.from[i] = make([]int32, len(col.states))
		for k, s := range col.states {
			place[s] = int32(k)
			next[k] = math.Inf(-1)
			look[k] = math.Log(col.look[k])
		}
		for k, s := range before.states {
			for _, step := range c.steps[s] {
				at := place[step.to]
				if at < 0 {
					continue
				}
				if v := score[k] + step.weight + look[at]; v > next[at] {
					next[at], t.from[i][at] = v, int32(k)
				}
			}
		}
		for _, s := range col.states {
			place[s] = -1
		}
		score = next
	}
	for k := range score {
		if score[k] > score[t.end] {
			t.end = k
		}
	}
	return t
}

// Chance is how likely a unit has a label.
func (l *Lattice) Chance(unit, label int) float64 {
	col := &l.columns[unit+1]
	p := 0.0
	for k, s := range col.states {
		if l.chain.states[s].label == label {
			p += col.forward[k] * col.backward[k]
		}
	}
	return p
}

// Sure cuts a run of labels, as Best gave it, before every label that breaks,
// and tells for each unit how likely the whole piece that it stands in is.
func (l *Lattice) Sure(labels []int, breaks func(label int) bool) []float64 {
	sure := make([]float64, len(labels))
	for start := 0; start < len(labels); {
		end := start + 1
		for end < len(labels) && !breaks(labels[end]) {
			end++
		}
		p := l.piece(labels, start, end, breaks)
		for ; start < end; start++ {
			sure[start] = p
		}
	}
	return sure
}

// piece is how likely units start to end have these labels and end is a break.
func (l *Lattice) piece(labels []int, start, end int, breaks func(label int) bool) float64 {
	c := l.chain
	col := &l.columns[start+1]
	weight := make([]float64, len(col.states))
	for k, s := range col.states {
		if c.states[s].label == labels[start] {
			weight[k] = col.forward[k]
		}
	}
	for i := start + 1; i < end; i++ {
		next := &l.columns[i+1]
		weight = l.advance(&l.columns[i], next, weight, func(label int) bool { return label == labels[i] })
	}
	if end < len(labels) {
		next := &l.columns[end+1]
		weight = l.advance(&l.columns[end], next, weight, breaks)
		col = next
	} else {
		col = &l.columns[end]
	}
	p := 0.0
	for k, w := range weight {
		p += w * col.backward[k]
	}
	return min(p, 1)
}

// advance carries the weights of one column's states to the states of the next
// whose labels are wanted.
func (l *Lattice) advance(from, to *column, weight []float64, wanted func(label int) bool) []float64 {
	c := l.chain
	out := make([]float64, len(to.states))
	place := make(map[int32]int, len(to.states))
	for k, s := range to.states {
		if wanted(c.states[s].label) {
			place[s] = k
		}
	}
	for k, s := range from.states {
		if weight[k] == 0 {
			continue
		}
		for _, step := range c.steps[s] {
			if at, ok := place[step.to]; ok {
				out[at] += weight[k] * step.odds * to.look[at] / to.scale
			}
		}
	}
	return out
}
