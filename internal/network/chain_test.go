package network

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// tale is a grammar of four labels: 0 may stand anywhere, 1 opens a tale, 2 goes
// on with one, 3 ends it (the phase) and may not follow itself.
type tale struct{}

func (tale) Follow(before, phase, label int) (next int, ok bool) {
	switch label {
	case 0:
		return phase, true
	case 1:
		return 1, true
	case 2:
		return phase, phase == 1
	}
	return 0, phase == 1 && before != 3
}

const taleLabels, talePhases = 4, 2

func opensTale(label int) bool { return label < 2 }

// drawnChain is the grammar's chain with weights of chance, and scores for units.
func drawnChain(seed uint64, units int) (*Chain, []float32) {
	dice := rand.New(rand.NewPCG(seed, 5))
	c := NewChain(taleLabels, talePhases, tale{})
	drawInto(c.Pair, dice)
	drawInto(c.Phase, dice)
	c.Prepare()
	scores := make([]float32, units*taleLabels)
	drawInto(scores, dice)
	return c, scores
}

// A run is one of the readings that the grammar lets pass, and its odds.
type run struct {
	labels []int
	phases []int // in which each label was given
	odds   float64
}

// allRuns tries every run of labels there is.
func allRuns(c *Chain, scores []float32, allowed []bool) (runs []run) {
	var grow func(r run, phase int)
	grow = func(r run, phase int) {
		at, before := len(r.labels), -1
		if at*c.Labels == len(scores) {
			runs = append(runs, r)
			return
		}
		if at > 0 {
			before = r.labels[at-1]
		}
		for label := range c.Labels {
			next, ok := tale{}.Follow(before, phase, label)
			if !ok || allowed != nil && !allowed[at*c.Labels+label] {
				continue
			}
			weight := scores[at*c.Labels+label] + c.Pair[pairAt(c, before, label)] + c.Phase[phase*c.Labels+label]
			grow(run{append(slices.Clip(r.labels), label), append(slices.Clip(r.phases), phase), r.odds * math.Exp(float64(weight))}, next)
		}
	}
	grow(run{odds: 1}, 0)
	return runs
}

func pairAt(c *Chain, before, label int) int {
	if before < 0 {
		before = c.Labels
	}
	return before*c.Labels + label
}

// share is how much of all odds the runs have that are wanted.
func share(runs []run, wanted func(run) bool) float64 {
	some := 0.0
	for _, r := range runs {
		if wanted(r) {
			some += r.odds
		}
	}
	return some / sumOf(runs)
}

func sumOf(runs []run) (sum float64) {
	for _, r := range runs {
		sum += r.odds
	}
	return sum
}

// eachDrawn tries chains of chance on none to five units, with all labels and
// with some of them struck out at each unit (0, which may stand anywhere, never).
func eachDrawn(t *testing.T, check func(t *testing.T, c *Chain, l *Lattice, scores []float32, runs []run)) {
	for seed := range uint64(30) {
		for units := range 6 {
			c, scores := drawnChain(seed, units)
			mask := make([]bool, len(scores))
			dice := rand.New(rand.NewPCG(seed, 6))
			for i := range mask {
				mask[i] = i%taleLabels == 0 || dice.IntN(3) > 0
			}
			for _, allowed := range [][]bool{nil, mask} {
				check(t, c, c.Search(scores, allowed), scores, allRuns(c, scores, allowed))
			}
			if t.Failed() {
				t.Fatalf("seed %d, %d units", seed, units)
			}
		}
	}
}

func same(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > 1e-5*max(1, math.Abs(want)) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestSearch(t *testing.T) {
	eachDrawn(t, func(t *testing.T, c *Chain, l *Lattice, scores []float32, runs []run) {
		same(t, "log odds of all readings", l.LogOdds, math.Log(sumOf(runs)))
		for unit := range len(scores) / c.Labels {
			for label := range c.Labels {
				want := share(runs, func(r run) bool { return r.labels[unit] == label })
				same(t, "chance", l.Chance(unit, label), want)
			}
		}
	})
}

func TestBest(t *testing.T) {
	eachDrawn(t, func(t *testing.T, c *Chain, l *Lattice, scores []float32, runs []run) {
		best := runs[0]
		for _, r := range runs {
			if r.odds > best.odds {
				best = r
			}
		}
		if got := l.Best(); !slices.Equal(got, best.labels) {
			t.Errorf("best %v, want %v", got, best.labels)
		}
	})
}

// The gradients of a reading's probability are what is expected of each label
// and step: a count over all runs.
func TestExpect(t *testing.T) {
	eachDrawn(t, func(t *testing.T, c *Chain, l *Lattice, scores []float32, runs []run) {
		units, pair, phase := make([]float32, len(scores)), make([]float32, len(c.Pair)), make([]float32, len(c.Phase))
		l.Expect(-2, units, pair, phase)
		wantUnits, wantPair, wantPhase := make([]float64, len(scores)), make([]float64, len(c.Pair)), make([]float64, len(c.Phase))
		sum := sumOf(runs)
		for _, r := range runs {
			p, before := -2*r.odds/sum, -1
			for i, label := range r.labels {
				wantUnits[i*c.Labels+label] += p
				wantPair[pairAt(c, before, label)] += p
				wantPhase[r.phases[i]*c.Labels+label] += p
				before = label
			}
		}
		sameAll(t, "expected of a unit", units, wantUnits)
		sameAll(t, "expected of a pair", pair, wantPair)
		sameAll(t, "expected of a phase", phase, wantPhase)
	})
}

func sameAll(t *testing.T, what string, got []float32, want []float64) {
	t.Helper()
	for i := range want {
		same(t, what, float64(got[i]), want[i])
	}
}

// Sure is how likely a whole piece is: its labels, and that the next one breaks.
func TestSure(t *testing.T) {
	eachDrawn(t, func(t *testing.T, c *Chain, l *Lattice, scores []float32, runs []run) {
		labels := l.Best()
		sure := l.Sure(labels, opensTale)
		if len(sure) != len(labels) {
			t.Fatalf("%d of %d units", len(sure), len(labels))
		}
		for i := range labels {
			from, to := pieceAround(labels, i)
			same(t, "sure", sure[i], share(runs, func(r run) bool {
				return slices.Equal(r.labels[from:to], labels[from:to]) && (to == len(labels) || opensTale(r.labels[to]))
			}))
		}
	})
}

// pieceAround is the piece that a unit stands in: from a label that opens to the next.
func pieceAround(labels []int, unit int) (from, to int) {
	for from = unit; from > 0 && !opensTale(labels[from]); {
		from--
	}
	for to = unit + 1; to < len(labels) && !opensTale(labels[to]); {
		to++
	}
	return from, to
}

// A long page overflows nothing.
func TestSearchLong(t *testing.T) {
	c, scores := drawnChain(1, 5000)
	for i := range scores {
		scores[i] *= 4
	}
	l := c.Search(scores, nil)
	labels := l.Best()
	sure := l.Sure(labels, opensTale)
	if math.IsNaN(l.LogOdds) || math.IsInf(l.LogOdds, 0) {
		t.Error("log odds ", l.LogOdds)
	}
	for i, label := range labels {
		p := l.Chance(i, label)
		if !(p >= 0 && p < 1.0001) || !(sure[i] >= 0 && sure[i] <= 1) {
			t.Fatalf("unit %d: chance %v, sure %v", i, p, sure[i])
		}
	}
}

// What the grammar forbids is never read, however much a unit looks like it.
func TestSearchForbidden(t *testing.T) {
	c := NewChain(taleLabels, talePhases, tale{})
	c.Prepare()
	l := c.Search([]float32{0, 1, 15, 15, 0, 0, 0, 15, 1, 0, 0, 15}, nil)
	if labels := l.Best(); !slices.Equal(labels, []int{1, 3, 0}) {
		t.Errorf("best %v", labels)
	}
	same(t, "a tale goes on that has not begun", l.Chance(0, 2)+l.Chance(0, 3), 0)
}

// Where all that a unit looks like is forbidden, the grammar is still kept.
func TestSearchUnlikely(t *testing.T) {
	for _, much := range []float32{30, 1000, 1e6} {
		c, scores := drawnChain(2, 6)
		for unit := range 6 {
			scores[unit*taleLabels+3] += much // which may neither open a tale nor follow itself
		}
		l := c.Search(scores, nil)
		labels := l.Best()
		phase, before := 0, -1
		for unit, label := range labels {
			next, ok := tale{}.Follow(before, phase, label)
			if !ok {
				t.Fatalf("%v: %d follows %d in phase %d", labels, label, before, phase)
			}
			phase, before = next, label
			if p := l.Chance(unit, label); !(p > 0 && p < 1.0001) {
				t.Errorf("%v: chance of unit %d is %v", labels, unit, p)
			}
		}
		for unit, sure := range l.Sure(labels, opensTale) {
			if !(sure > 0 && sure <= 1) {
				t.Errorf("%v: unit %d is sure by %v", labels, unit, sure)
			}
		}
	}
}

// Among what is left the likeliest is read.
func TestSearchLeft(t *testing.T) {
	c := NewChain(taleLabels, talePhases, tale{})
	c.Prepare()
	for _, much := range []float32{25, 1000} {
		for want, scores := range [][]float32{{2, 0, much, much}, {0, 2, much, much}} {
			l := c.Search(scores, nil)
			if labels := l.Best(); !slices.Equal(labels, []int{want}) {
				t.Errorf("best %v, want %d", labels, want)
			}
			same(t, "chance", l.Chance(0, want), 1/(1+math.Exp(-2)))
			same(t, "log odds", l.LogOdds, math.Log(math.Exp(2)+1))
		}
	}
}
