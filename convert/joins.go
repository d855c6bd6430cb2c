package convert

import (
	"math"

	"github.com/banmian/banmian/internal/network"
)

// The labels of the joins: a line opens a block of its own, or goes on with the
// line just above it.
const (
	opensBlock = iota
	goesOnBlock
	joinLabels
)

// joinGrammar lets every line but the first go on with the one above.
type joinGrammar struct{}

func (joinGrammar) Follow(before, _, label int) (int, bool) {
	return 0, label == opensBlock || before >= 0
}

// sureJoin is how likely two lines must be of one block to be joined before the
// reading; it joins the rest itself, or not, knowing what they are.
const sureJoin = 0.85

// joins puts together the printed lines that surely are one block, as a column
// of a PDF cuts them, and leaves on each block how likely it goes on with the
// one above (log odds / 4).
func (r *Reader) joins(ls []line) []line {
	if len(ls) == 0 {
		return nil
	}
	blocks, _ := joinSure(ls, r.joinOdds(ls))
	return blocks
}

// joinSure joins the lines whose log odds are high enough, and tells which line
// each block begins with.
func joinSure(ls []line, odds []float32) (blocks []line, begins []int) {
	for i, l := range ls {
		l.seam = min(max(odds[i]/4, -2), 2)
		if i == 0 || odds[i] <= logOdds(sureJoin) {
			blocks, begins = append(blocks, l), append(begins, i)
			continue
		}
		whole := &blocks[len(blocks)-1]
		*whole = whole.join(l)
	}
	return blocks, begins
}

// joinOdds gives for each line the log odds that it goes on with the one above.
func (r *Reader) joinOdds(ls []line) []float32 { return r.oddsOf(r.newView(ls).units()) }

func (r *Reader) oddsOf(units []network.Unit) []float32 {
	lattice := r.joinChain.Search(r.joinNets.Score(units), nil)
	odds := make([]float32, len(units))
	for i := range odds {
		odds[i] = logOdds(lattice.Chance(i, goesOnBlock))
	}
	return odds
}

func logOdds(p float64) float32 {
	p = min(max(p, 1e-6), 1-1e-6)
	return float32(math.Log(p / (1 - p)))
}

var _ network.Grammar = joinGrammar{}
