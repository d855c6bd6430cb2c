package convert

import (
	"github.com/banmian/banmian/internal/network"
)

// Reader is all that was learned: the words, the seam, and the two networks
// with their chains, for the joins and for the roles.
type Reader struct {
	characters map[rune]int32
	seam       *network.Seam
	words      *lexicon
	joinNet    *network.Network
	joinChain  *network.Chain
	roleNet    *network.Network
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

// character numbers a folded rune.
func (r *Reader) character(x rune) int32 {
	switch {
	case isDigit(x):
		return digitCharacter
	case isLetter(x):
		return latinCharacter
	}
	if n, ok := r.characters[x]; ok {
		return n
	}
	if isHanzi(x) {
		return otherHanzi
	}
	return otherCharacter
}

// cut numbers the characters around a cut between two texts.
func (r *Reader) cut(before, behind []rune) (c network.Cut) {
	for k := range min(network.Reach, len(before)) {
		c[network.Reach-1-k] = r.character(before[len(before)-1-k])
	}
	for k := range min(network.Reach, len(behind)) {
		c[network.Reach+k] = r.character(behind[k])
	}
	return c
}

// goesOn is how well behind goes on with before: log odds / 4, between -2 and 2.
func (r *Reader) goesOn(before, behind []rune) float32 {
	cut := r.cut(before, behind)
	hidden := make([]float32, r.seam.Hidden)
	return min(max(r.seam.Score(&cut, hidden)/4, -2), 2)
}
