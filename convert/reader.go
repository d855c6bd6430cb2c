package convert

import (
	"github.com/banmian/banmian/internal/network"
)

// Reader is all that was learned: the words, the seam, and the networks
// with their chains, for the joins and for the roles.
type Reader struct {
	characters []rune                            // those that have a number of their own
	hanzi      [lastHanzi - firstHanzi + 1]int32 // the numbers of those that are hanzi, 0: none
	marks      map[rune]int32                    // and of the others
	seam       *network.Seam
	words      *lexicon
	joinNets   network.Committee
	joinChain  *network.Chain
	roleNets   network.Committee
	roleChain  *network.Chain
}

// The characters that stand for those without a number of their own.
const (
	noCharacter    = iota // beyond the text's end
	otherCharacter        // a mark or letter never seen
	otherHanzi            // a hanzi never seen
	digitCharacter
	latinCharacter
	firstCharacter // the numbered ones begin here
)

// number gives the characters their numbers, in order.
func (r *Reader) number(characters []rune) {
	r.characters, r.marks = characters, map[rune]int32{}
	for i, x := range characters {
		if n := int32(firstCharacter + i); x >= firstHanzi && x <= lastHanzi {
			r.hanzi[x-firstHanzi] = n
		} else {
			r.marks[x] = n
		}
	}
}

// character numbers a folded rune.
func (r *Reader) character(x rune) int32 {
	switch {
	case isDigit(x):
		return digitCharacter
	case isLetter(x):
		return latinCharacter
	}
	if x >= firstHanzi && x <= lastHanzi {
		if n := r.hanzi[x-firstHanzi]; n > 0 {
			return n
		}
		return otherHanzi
	}
	if n, ok := r.marks[x]; ok {
		return n
	}
	if isHanzi(x) {
		return otherHanzi
	}
	return otherCharacter
}

// cutAt is the cut between two texts, of whose end and opening the characters are numbered.
func cutAt(end, opening []int32) (c network.Cut) {
	for k := range min(network.Reach, len(end)) {
		c[network.Reach-1-k] = end[len(end)-1-k]
	}
	copy(c[network.Reach:], opening)
	return c
}

// goesOn is how well an opening goes on with an end: log odds / 4, between -2 and 2.
func (r *Reader) goesOn(end, opening []int32) float32 {
	cut := cutAt(end, opening)
	hidden := make([]float32, r.seam.Hidden)
	return min(max(r.seam.Score(&cut, hidden)/4, -2), 2)
}
