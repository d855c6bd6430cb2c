package convert

import "github.com/banmian/banmian/internal/network"

// lexicon is the learned words: characters at the opening and at the end of
// lines, and pairs anywhere in short ones, that the annotated pages show often
// enough to weigh. A digit stands for every digit.
type lexicon struct {
	names []string
	index map[uint64]int32
}

// Where a learned word stands in its line.
const (
	firstWord = iota // opening of one to three characters
	lastWord         // end of one to three characters
	innerWord        // a pair anywhere in a line of at most shortLine characters
	wordPlaces
)

var wordPrefixes = [wordPlaces]string{"first.", "last.", "inner."}

const shortLine = 24

// wordKey packs a place and at most three characters.
func wordKey(place int, runes []rune) uint64 {
	key := uint64(place + 1)
	for _, r := range runes {
		if isDigit(r) {
			r = '0'
		}
		key = key<<20 | uint64(r&0xfffff)
	}
	return key
}

// newLexicon numbers words by their names: "first.本报".
func newLexicon(names []string) *lexicon {
	v := &lexicon{names: names, index: make(map[uint64]int32, len(names))}
	for i, name := range names {
		for place, prefix := range wordPrefixes {
			if len(name) > len(prefix) && name[:len(prefix)] == prefix {
				v.index[wordKey(place, []rune(name[len(prefix):]))] = int32(wordSign + i)
			}
		}
	}
	return v
}

// signs adds the learned words of a line to its unit.
func (v *lexicon) signs(u *network.Unit, runes []rune) {
	eachWord(runes, func(place int, word []rune) {
		if sign, ok := v.index[wordKey(place, word)]; ok {
			u.Signs = append(u.Signs, sign)
		}
	})
}

// eachWord shows every word of a line that could be in a lexicon.
func eachWord(runes []rune, show func(place int, word []rune)) {
	n := len(runes)
	for size := 1; size <= min(3, n); size++ {
		show(firstWord, runes[:size])
		show(lastWord, runes[n-size:])
	}
	if n > shortLine {
		return
	}
	for i := 0; i+2 <= n; i++ {
		show(innerWord, runes[i:i+2])
	}
}
