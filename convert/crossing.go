package convert

import (
	"math"
	"slices"

	"github.com/banmian/banmian/internal/paper"
)

// A crossing is two pages, one of which has the first parts of stories and the other
// the rests: firsts and rests are those that may belong together.
type crossing struct {
	firsts, rests []*half
	spread, named spread // of the words of both pages' items, and of their heads
}

// What speaks for two halves being of one story, in log odds. The weights of words,
// heads and the seam are the means of two logistic regressions, over 860 stories of the
// annotated pages and 5,542 of real ones, each story cut in two and either half paired
// with all of its page: 84 and 68, 12 and 14, 0.24 and 0.38.
const (
	wordsWeigh, wordless = 76, -2.7 // of the share of their words; no words in common
	headsWeigh, headless = 13, -6.7 // of the share of their heads' words, where both have heads
	seamWeighs           = 0.3      // of the seam's log odds, where the first part stands open
	partWeighs           = 6        // ① and ① (or ②): printed to tell them apart, and seldom wrong
	rankWeighs           = 0.1      // of a place on the page: it decides only where nothing else does
)

// What the jumps say, in log odds. Where either names the other's page, that both are
// of other stories would take two misprints or misreadings, and each befalls some
// three jumps in a hundred: 2·ln(1/0.03). Where only one does, a dozen items on the
// other page may be the partner, ln(1/12), or the one without a head, 0; and a wrong
// link is twelve times as bad as none.
const bothSay, oneSays, headlessSays = 7, -5, -2.5

// mostHalves is how many parts of stories are compared on either page. No printed
// page has as many items; what is more stays apart.
const mostHalves = 150

func newCrossing(from, to []*half) *crossing {
	c := &crossing{spread: spread{}, named: spread{}}
	for _, h := range slices.Concat(from, to) {
		if h.said == nil {
			h.said = saidBy(h.Article)
		}
		c.spread.add(h.said.words)
		c.named.add(h.said.heads)
	}
	return c
}

// scores is how much speaks for each first part with each rest; nothing above 0 for
// those that are not to be bound.
func (c *crossing) scores() [][]float64 {
	c.firsts, c.rests = c.firsts[:min(len(c.firsts), mostHalves)], c.rests[:min(len(c.rests), mostHalves)]
	firstRank, restRank := ranks(c.firsts, func(h *half) int { return h.on }), ranks(c.rests, func(h *half) int { return h.back })
	out := make([][]float64, len(c.firsts))
	for i, first := range c.firsts {
		out[i] = make([]float64, len(c.rests))
		for k, rest := range c.rests {
			if first.on >= 0 || rest.back >= 0 {
				out[i][k] = jumpsSay(first, rest) + c.speaks(first, rest) - rankWeighs*math.Abs(float64(firstRank[i]-restRank[k]))
			}
		}
	}
	return out
}

// jumpsSay is what the jumps say, of which there is one at least.
func jumpsSay(first, rest *half) float64 {
	switch {
	case first.on >= 0 && rest.back >= 0:
		return bothSay
	case rest.back < 0 && rest.Headline == "" && (rest.Kind == paper.Continuation || len(rest.Body) > 1):
		return headlessSays
	}
	return oneSays
}

// ranks counts for each half those above it that have a jump.
func ranks(halves []*half, goal func(*half) int) []int {
	out := make([]int, len(halves))
	n := 0
	for i, h := range halves {
		if out[i] = n; goal(h) >= 0 {
			n++
		}
	}
	return out
}

// speaks is what the two texts say.
func (c *crossing) speaks(first, rest *half) float64 {
	f, r := first.said, rest.said
	score := wordless + wordsWeigh*c.spread.alike(f.words, r.words)
	if like, ok := c.headsAlike(f, r); ok {
		score += headless + headsWeigh*like
	}
	if len(f.end) > 0 && len(r.start) > 0 && !finished(endOf(f.end)) {
		score += seamWeighs * seamOdds(f.end, r.start)
	}
	switch a, b := partOf(first.ContinuedOn), partOf(rest.ContinuedFrom); {
	case a == 0 || b == 0:
	case a == b:
		score += partWeighs
	default:
		score -= partWeighs
	}
	return score
}

// headsAlike is the largest share that a head of the one has in a head of the other:
// 《一座桥的“退休”》, which the jump names, or a headline that was shortened.
func (c *crossing) headsAlike(f, r *said) (like float64, ok bool) {
	for _, a := range f.titles {
		for _, b := range r.titles {
			if len(a) > 0 && len(b) > 0 {
				like, ok = max(like, c.named.within(a, b)), true
			}
		}
	}
	return like, ok
}

// seamOdds is how well one text goes on with the other, in log odds.
func seamOdds(end, start []rune) float64 {
	r := builtIn()
	return 4 * float64(r.goesOn(r.texts(end)[1], r.texts(start)[0]))
}
