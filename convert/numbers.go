package convert

import "strings"

// hanziDigits are the numerals from 0 to 9.
const hanziDigits = "〇一二三四五六七八九"

// isCount tells the digits and numerals that pages count with: 3, 三, 十, 廿, ○.
func isCount(r rune) bool {
	return isDigit(r) || strings.ContainsRune("〇○零一二三四五六七八九十廿卅百千两", r)
}

// digit is the value of one digit, -1 for what is none.
func digit(r rune) int {
	switch {
	case isDigit(r):
		return int(r - '0')
	case r == '○' || r == '零':
		return 0
	case r == '两':
		return 2
	}
	if i := strings.IndexRune(hanziDigits, r); i >= 0 {
		return i / len("一") // each is three bytes long
	}
	return -1
}

// number reads a number of folded runes: 13, 十三, 二十, 廿八, 二〇一九, 六百一十二.
func number(look []rune) (int, bool) {
	if len(look) == 0 || len(look) > 9 {
		return 0, false
	}
	total, current := 0, 0
	for _, r := range look {
		unit := 0
		switch r {
		case '廿':
			total += 20
			continue
		case '卅':
			total += 30
			continue
		case '十':
			unit = 10
		case '百':
			unit = 100
		case '千':
			unit = 1000
		}
		switch d := digit(r); {
		case unit > 0:
			total += max(current, 1) * unit
			current = 0
		case d >= 0:
			current = current*10 + d
		default:
			return 0, false
		}
	}
	return total + current, true
}

// numberIn is number, for a text.
func numberIn(text string) (int, bool) { return number(foldText(text)) }

// numberAt reads the number at a place and finds its end.
func (s strip) numberAt(i int) (n, end int) {
	end = i
	for end < len(s.look) && isCount(s.look[end]) && end-i < 9 {
		end++
	}
	n, ok := number(s.look[i:end])
	if !ok {
		return 0, i
	}
	return n, end
}
