package convert

import (
	"strconv"
	"strings"
	"time"
	"unicode"
)

// A scrap is a piece of a name: a date, a page, a number, a word, or what parts them.
type scrap struct {
	kind scrapKind
	text string // as it stands
	says string // a date as YYYY-MM-DD, a page as PageNumber spells it, where it is one
}

type scrapKind byte

const (
	gapScrap    scrapKind = iota // space and marks
	dayScrap                     // 20241111
	pageScrap                    // 第2版, page_3
	letterScrap                  // A03, a3
	countScrap                   // 02
	hanziScrap                   // 要闻
	otherScrap                   // cjrb
)

// nameLimit is how many runes of a name are looked at: file systems allow 255 bytes.
const nameLimit = 255

// scrapsOf cuts a name to pieces.
func scrapsOf(name string) (out []scrap) {
	s := peel(name, nameLimit)
	for i := 0; i < len(s.look); {
		one, end := s.scrapAt(i)
		out = append(out, one)
		i = end
	}
	return out
}

// scrapAt takes the longest piece that begins at a place.
func (s strip) scrapAt(i int) (scrap, int) {
	if day, end := s.wholeDayAt(i); end > i {
		return scrap{dayScrap, s.print(i, end), day}, end
	}
	if page, end := s.namedPageAt(i); end > i {
		return scrap{pageScrap, s.print(i, end), page}, end
	}
	if page, end := s.letteredAt(i); end > i {
		return scrap{letterScrap, s.print(i, end), page}, end
	}
	kind, end := kindOf(s.look[i]), i+1
	for end < len(s.look) && kindOf(s.look[end]) == kind && !(kind == hanziScrap && s.opensFact(end)) {
		end++
	}
	one := scrap{kind: kind, text: s.print(i, end)}
	if kind == countScrap && end-i <= 3 {
		one.says, _ = PageNumber(string(s.look[i:end]))
	}
	return one, end
}

// opensFact tells that a date or a page begins among hanzi: 第02版 of 长治日报第02版.
func (s strip) opensFact(i int) bool {
	_, day := s.wholeDayAt(i)
	_, page := s.namedPageAt(i)
	return day > i || page > i
}

func kindOf(r rune) scrapKind {
	switch {
	case isDigit(r):
		return countScrap
	case isHanzi(r) || r == '·':
		return hanziScrap
	case isWord(r):
		return otherScrap
	}
	return gapScrap
}

// wholeDayAt reads a date that stands by itself: 20241111, 2024-11-11, 1957.03.08,
// 2024年11月11日, 一九五七年三月八日. 2024-13-01 is none.
func (s strip) wholeDayAt(i int) (date string, end int) {
	if i > 0 && isCount(s.look[i-1]) || !isCount(s.look[i]) && !s.begins(i, "民国") && !s.begins(i, "中华民国") {
		return "", i
	}
	c, end := s.solidDayAt(i)
	if end == i {
		c, end = s.partedDayAt(i)
	}
	if end == i {
		if c, end = s.calendarAt(i); end == i || s.look[end-1] != '日' {
			return "", i
		}
	}
	if !c.real() {
		return "", i
	}
	return c.String(), end
}

// real tells a day that there was or will be, in the time of newspapers.
func (c calendar) real() bool {
	day := time.Date(c.year, time.Month(c.month), c.day, 0, 0, 0, 0, time.UTC)
	return c.year >= 1815 && c.year <= 2100 && int(day.Month()) == c.month && day.Day() == c.day
}

// solidDayAt reads 20241111, and no longer number.
func (s strip) solidDayAt(i int) (calendar, int) {
	end := s.digitsEnd(i)
	if end-i != len("20241111") {
		return calendar{}, i
	}
	return calendar{s.value(i, i+4), s.value(i+4, i+6), s.value(i+6, end)}, end
}

// partedDayAt reads 2024-11-11, 1957.3.8, 2024_11_11: twice the same mark.
func (s strip) partedDayAt(i int) (calendar, int) {
	year := s.digitsEnd(i)
	month := s.digitsEnd(year + 1)
	end := s.digitsEnd(month + 1)
	if year-i != 4 || month-year < 2 || month-year > 3 || end-month < 2 || end-month > 3 ||
		!strings.ContainsRune("-._ ", s.look[year]) || s.look[month] != s.look[year] {
		return calendar{}, i
	}
	return calendar{s.value(i, year), s.value(year+1, month), s.value(month+1, end)}, end
}

// digitsEnd is the end of the digits at a place, which may lie behind the last rune.
func (s strip) digitsEnd(i int) int {
	for i < len(s.look) && isDigit(s.look[i]) {
		i++
	}
	return min(i, len(s.look))
}

// value is the number that a few digits spell.
func (s strip) value(from, to int) int {
	n, _ := strconv.Atoi(string(s.look[from:to]))
	return n
}

// namedPageAt reads a page that says that it is one: 第2版, 十三版, A03版, page_3, p3.
// 修改一版 is none. 2-3版, which are two, and 0版 give an end but no page.
func (s strip) namedPageAt(i int) (page string, end int) {
	if i > 0 && (isLetter(s.look[i-1]) || isCount(s.look[i-1])) {
		return "", i
	}
	if isLetter(s.look[i]) {
		if number, end := s.pageWordAt(i); end > i {
			return number, end
		}
	}
	if i > 0 && isHanzi(s.look[i-1]) && isHanzi(s.look[i]) && s.look[i] != '第' {
		return "", i
	}
	number, end := s.folioAt(i)
	if end == i || !strings.ContainsRune("版页", s.look[end-1]) {
		return "", i
	}
	page, _ = PageNumber(number)
	return page, end
}

// pageWordAt reads page_3, Page A3, p03.
func (s strip) pageWordAt(i int) (page string, end int) {
	word := i
	for word < len(s.look) && isLetter(s.look[word]) {
		word++
	}
	switch strings.ToLower(string(s.look[i:word])) {
	case "page", "pg", "p":
	default:
		return "", i
	}
	at := word
	if at < len(s.look) && strings.ContainsRune("-_. ", s.look[at]) {
		at++
	}
	if number, end := s.letteredAt(at); end > at {
		return number, end
	}
	end = s.digitsEnd(at)
	number, ok := PageNumber(string(s.look[at:end]))
	if !ok || s.inWord(end) {
		return "", i
	}
	return number, end
}

// letteredAt reads a page's letter and number, A03, which stand by themselves. V2 is
// a version.
func (s strip) letteredAt(i int) (page string, end int) {
	if i >= len(s.look) || s.look[i] >= 0x80 || !isLetter(s.look[i]) || unicode.ToUpper(s.look[i]) == 'V' || i > 0 && s.inWord(i-1) {
		return "", i
	}
	end = s.digitsEnd(i + 1)
	page, ok := PageNumber(string(s.look[i:end]))
	if !ok || end-i > 3 || s.inWord(end) {
		return "", i
	}
	return page, end
}

// inWord tells a letter or a digit, with which a longer word would go on: mp3.
func (s strip) inWord(i int) bool {
	return i < len(s.look) && (isDigit(s.look[i]) || isLetter(s.look[i]))
}
