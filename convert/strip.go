package convert

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A strip is a piece of print to look into: its folded runes, and where in the
// text each of them stands, so that what is found by its look is taken as printed.
type strip struct {
	text string
	look []rune
	at   []int // at[i] is the byte where look[i] begins; at[len(look)] is the end
}

// peel takes the first runes of a text, at most limit.
func peel(text string, limit int) strip {
	n := min(limit, len(text))
	s := strip{text: text, look: make([]rune, 0, n), at: make([]int, 0, n+1)}
	before := rune(0)
	for at, r := range text {
		if len(s.look) == limit {
			s.at = append(s.at, at)
			return s
		}
		r = foldNarrow(fold(r), before)
		s.look, s.at = append(s.look, r), append(s.at, at)
		before = r
	}
	s.at = append(s.at, len(text))
	return s
}

// peelTail takes the last runes of a text, at most limit.
func peelTail(text string, limit int) strip {
	start := len(text)
	for n := 0; n < limit && start > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(text[:start])
		start -= size
	}
	s := peel(text[start:], limit)
	for i := range s.at {
		s.at[i] += start
	}
	s.text = text
	return s
}

// print is the text as it stands between two places of the strip.
func (s strip) print(from, to int) string { return s.text[s.at[from]:s.at[to]] }

// closed is print without the white space in it: "霍 青" is 霍青.
func (s strip) closed(from, to int) string {
	return strings.Join(strings.Fields(s.print(from, to)), "")
}

// skip passes over white space.
func (s strip) skip(from int) int {
	for from < len(s.look) && unicode.IsSpace(s.look[from]) {
		from++
	}
	return from
}

// find is the first place of a rune, -1 if it is not there.
func (s strip) find(from, to int, r rune) int {
	for i := from; i < to; i++ {
		if s.look[i] == r {
			return i
		}
	}
	return -1
}

// begins tells whether a word stands at a place.
func (s strip) begins(from int, word string) bool {
	for _, r := range word {
		if from >= len(s.look) || s.look[from] != r {
			return false
		}
		from++
	}
	return true
}

// closing finds the bracket that closes the one at a place, -1 if none does.
func (s strip) closing(open int) int {
	shut, deep := closer(s.look[open]), 0
	for i := open; i < len(s.look); i++ {
		switch s.look[i] {
		case s.look[open]:
			deep++
		case shut:
			if deep--; deep == 0 {
				return i
			}
		}
	}
	return -1
}

// opening finds the bracket that the one at a place closes, -1 if there is none.
func (s strip) opening(shut int) int {
	deep := 0
	for i := shut; i >= 0; i-- {
		switch {
		case s.look[i] == s.look[shut]:
			deep++
		case closer(s.look[i]) == s.look[shut]:
			if deep--; deep == 0 {
				return i
			}
		}
	}
	return -1
}

// closer is the bracket that closes r, 0 if r opens nothing.
func closer(r rune) rune {
	switch r {
	case '（':
		return '）'
	case '【':
		return '】'
	case '《':
		return '》'
	case '[':
		return ']'
	case '<':
		return '>'
	}
	return 0
}

// isMark tells a mark set before an item or a byline: □, ◎, ●, ▲ and their kin.
func isMark(r rune) bool {
	switch {
	case r >= 0x25a0 && r <= 0x27bf: // geometric shapes, symbols, dingbats
		return true
	case r >= 0x2190 && r <= 0x21ff, r >= 0x2b00 && r <= 0x2bff: // arrows, more shapes
		return true
	}
	switch r {
	case '*', '※', '⊙', '>', '<', '|', '▌', '\ufffd', '〇', '○', '^', '~', '#', '⦿', '\\':
		return true
	}
	return r >= 0xe000 && r < 0xf900 // a font's private marks
}

// isParting tells punctuation that parts names and roles.
func isParting(r rune) bool {
	return strings.ContainsRune("、，,；;：:/|丨｜。＆&+\"—-", r) || isMark(r)
}
