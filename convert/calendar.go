package convert

import (
	"fmt"
	"strings"
	"unicode"
)

// A calendar is a date as far as it has been read.
type calendar struct{ year, month, day int }

// full gives a year of two or three digits its century: 98年 is 2009 where the
// script is Traditional (the 98th of the Republic), else 1998.
func (c *calendar) full(traditional bool) {
	switch {
	case c.year == 0 || c.year > 1000:
	case traditional:
		c.year += 1911
	case c.year >= 40 && c.year < 100:
		c.year += 1900
	case c.year < 40:
		c.year += 2000
	default:
		c.year = 0
	}
}

// add fills what is not known yet.
func (c *calendar) add(more calendar) {
	if c.year == 0 {
		c.year = more.year
	}
	if c.month == 0 {
		c.month = more.month
	}
	if c.day == 0 {
		c.day = more.day
	}
}

// String is YYYY-MM-DD, or nothing while a part is missing.
func (c calendar) String() string {
	if c.year == 0 || c.month == 0 || c.day == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", c.year, c.month, c.day)
}

// calendarAt reads a date, or what stands of it: 2024年12月3日, 一九五四年三月十九日, 中華民國114年4月11日,
// 2026.2.6, 2013/3/8, 11月16日, 2023年6月, 98年11月20日 (a short year needs its month).
func (s strip) calendarAt(i int) (c calendar, end int) {
	if c, end = s.englishAt(i); end > i {
		return c, end
	}
	at, era := i, 0
	for _, word := range [...]string{"中华民国", "民国"} {
		if era == 0 && s.begins(at, word) {
			at, era = at+len([]rune(word)), 1911
		}
	}
	n, end := s.numberAt(at)
	if n == 0 {
		return c, i
	}
	if end = s.skip(end); end < len(s.look) && strings.ContainsRune("./-", s.look[end]) {
		return s.dottedAt(i, n, end)
	}
	if end < len(s.look) && s.look[end] == '年' && (n < 200 || n > 1800 && n < 2200) {
		c.year = n + era
		if n, at = s.numberAt(s.skip(end + 1)); n == 0 {
			return c.orNone(i, end+1)
		}
		end = s.skip(at)
	}
	if end >= len(s.look) || s.look[end] != '月' || n > 12 {
		return calendar{}, i
	}
	c.month = n
	if n, at = s.numberAt(s.skip(end + 1)); n >= 1 && n <= 31 {
		if at = s.skip(at); at < len(s.look) && s.look[at] == '日' {
			c.day = n
			return c, at + 1
		}
	}
	return c.orNone(i, end+1)
}

// orNone is a date without its day, which counts only with a full year.
func (c calendar) orNone(start, end int) (calendar, int) {
	if c.year < 1000 {
		return calendar{}, start
	}
	return c, end
}

// dottedAt reads 2026.2.6, 2017-06-27, 2013/3/8.
func (s strip) dottedAt(i, year, dot int) (calendar, int) {
	month, at := s.numberAt(dot + 1)
	if year < 1800 || year > 2200 || at >= len(s.look) || s.look[at] != s.look[dot] || month < 1 || month > 12 {
		return calendar{}, i
	}
	day, end := s.numberAt(at + 1)
	if end == at+1 || day < 1 || day > 31 {
		return calendar{}, i
	}
	return calendar{year, month, day}, end
}

// englishMonths are the months as an English twin of the folio has them.
var englishMonths = [...]string{"january", "february", "march", "april", "may", "june",
	"july", "august", "september", "october", "november", "december"}

// englishAt reads DEC 3 2024, December 3, 2024, 3 Dec. 2024, Dec 3: without it the
// day would pass for the page's number.
func (s strip) englishAt(i int) (c calendar, end int) {
	month, at := s.monthAt(i)
	day, end := s.numberAt(at)
	if month == 0 {
		day, at = s.numberAt(i)
		month, end = s.monthAt(s.skip(at))
	}
	if month == 0 || day < 1 || day > 31 || end == at {
		return calendar{}, i
	}
	at = end
	for at < len(s.look) && (unicode.IsSpace(s.look[at]) || s.look[at] == ',' || s.look[at] == '，') {
		at++
	}
	if year, last := s.numberAt(at); year > 1800 && year < 2200 {
		return calendar{year, month, day}, last
	}
	return calendar{0, month, day}, end
}

// monthAt reads the name of a month, whole or cut short, and the space behind it.
func (s strip) monthAt(i int) (month, end int) {
	at := i
	for at < len(s.look) && isLetter(s.look[at]) {
		at++
	}
	word := strings.ToLower(string(s.look[i:at]))
	for k, name := range englishMonths {
		if word == name || len(word) >= 3 && len(word) <= 4 && strings.HasPrefix(name, word) {
			if at < len(s.look) && s.look[at] == '.' {
				at++
			}
			return k + 1, s.skip(at)
		}
	}
	return 0, i
}
