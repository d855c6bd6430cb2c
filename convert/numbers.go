package convert

import "strings"

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
	for i, d := range []rune(hanziDigits) {
		if r == d {
			return i
		}
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
		unit := map[rune]int{'十': 10, '百': 100, '千': 1000}[r]
		switch d := digit(r); {
		case d >= 0:
			current = current*10 + d
		case unit > 0:
			total += max(current, 1) * unit
			current = 0
		case r == '廿':
			total += 20
		case r == '卅':
			total += 30
		default:
			return 0, false
		}
	}
	return total + current, true
}

// numberIn is number, for a text.
func numberIn(text string) (int, bool) { return number(foldText(text)) }
