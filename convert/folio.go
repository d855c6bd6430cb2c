package convert

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// folio reads the page's number from a line of the folio (报眉), as a number without
// leading zeros and with its letter: 2 of "02 要闻", A3 of "A03版：民生". The bool tells
// whether the line names it with 版 or 頁, or holds nothing else.
func folio(text string) (number string, sure bool) {
	s := peel(closeUp(text), 120)
	for i := s.rules(0); i < len(s.look); i = s.rules(i) {
		if _, end := s.calendarAt(i); end > i {
			i = end
			continue
		}
		if _, end := s.pagesAt(i); end > i {
			i = end
			continue
		}
		if n, end := s.folioAt(i); end > i {
			return n, true
		}
		end := s.fieldEnd(i)
		if number == "" && s.isBare(i, end) {
			number, sure = s.page(i, end), i == 0 && end == len(s.look)
		}
		i = end
	}
	return number, sure
}

// folioAt reads a page's number that is named or lettered: 第四版, 06版, A15, （第二版）, 第九頁, ⑥.
func (s strip) folioAt(i int) (number string, end int) {
	at := i
	if s.look[at] == '（' {
		at++
	}
	if at < len(s.look) && s.look[at] == '第' {
		at++
	}
	stop := s.pageEnd(at)
	if stop == at {
		return "", i
	}
	end = s.skip(stop)
	if end < len(s.look) && (s.look[end] == '版' || s.look[end] == '页') {
		end++
		if end < len(s.look) && (s.look[end] == '：' || s.look[end] == '）') {
			end++
		}
		return s.page(at, stop), end
	}
	lettered := isLetter(s.look[at]) || s.look[at] >= '①' && s.look[at] <= '⑳'
	if at == i && lettered && (stop == len(s.look) || !isWord(s.look[stop])) {
		return s.page(at, stop), stop
	}
	return "", i
}

// pageEnd finds the end of a page's number: A03, 5-6, 十三, ⑥.
func (s strip) pageEnd(i int) int {
	at := i
	if at < len(s.look) && s.look[at] >= '①' && s.look[at] <= '⑳' {
		return at + 1
	}
	if at < len(s.look) && s.look[at] >= 'A' && s.look[at] <= 'Z' {
		if at++; at < len(s.look) && s.look[at] == '-' {
			at++
		}
	}
	digits := at
	for at < len(s.look) && isCount(s.look[at]) {
		at++
	}
	if at == digits || at-digits > 3 {
		return i
	}
	if at+1 < len(s.look) && s.look[at] == '-' && isDigit(s.look[at+1]) {
		last := at + 1
		for last < len(s.look) && isDigit(s.look[last]) {
			last++
		}
		if last-at <= 3 && (last == len(s.look) || s.look[last] != '-') {
			at = last
		}
	}
	return at
}

// page spells a page's number as the document does: A3 for A03, 13 for 十三, 5-6 as it is.
func (s strip) page(from, to int) string {
	look := s.look[from:to]
	if look[0] >= '①' && look[0] <= '⑳' {
		return strconv.Itoa(int(look[0]-'①') + 1)
	}
	letter := ""
	if isLetter(look[0]) {
		letter, look = string(look[0]), look[1:]
		if look[0] == '-' {
			look = look[1:]
		}
	}
	first, last, double := strings.Cut(string(look), "-")
	n, _ := number([]rune(first))
	if double {
		m, _ := number([]rune(last))
		return fmt.Sprintf("%s%d-%d", letter, n, m)
	}
	return letter + strconv.Itoa(n)
}

// isBare tells a field that is a small number and nothing else: 03, 17, 5-6; not
// 8802193 and not 十五 (a day of the moon's month).
func (s strip) isBare(from, to int) bool {
	return isDigit(s.look[from]) && s.pageEnd(from) == to && to-from <= 5 && s.page(from, to) != "0"
}

// pagesAt reads how many pages there are: 今日8版, 本期四版. Only a front page tells.
func (s strip) pagesAt(i int) (front bool, end int) {
	for _, word := range [...]string{"今日", "本期", "今天", "本报今日", "共"} {
		if !s.begins(i, word) {
			continue
		}
		at := s.skip(i + len([]rune(word)))
		if stop := s.pageEnd(at); stop > at {
			if stop = s.skip(stop); stop < len(s.look) && (s.look[stop] == '版' || s.look[stop] == '页') {
				return word != "共", stop + 1
			}
		}
	}
	return false, i
}

// idleAt passes over what tells nothing here: a weekday, a day of the moon's calendar, a 刊号, Latin words.
func (s strip) idleAt(i int) int {
	for _, word := range [...]string{"（星期", "星期", "周", "礼拜"} {
		if at := i + len([]rune(word)); s.begins(i, word) && at < len(s.look) && strings.ContainsRune("一二三四五六日天", s.look[at]) {
			if at++; at < len(s.look) && s.look[at] == '）' {
				at++
			}
			if at == len(s.look) || !isHanzi(s.look[at]) {
				return at
			}
		}
	}
	end := s.fieldEnd(i)
	switch {
	case s.isMoon(i, end):
		return end
	case s.isSerial(i, end):
		if next := s.rules(end); next < len(s.look) && (isDigit(s.look[next]) || isLetter(s.look[next])) {
			return s.idleAt(next)
		}
		return end
	case isLetter(s.look[i]) && !isHanzi(s.look[end-1]):
		return end
	}
	return i
}

// isMoon tells a date of the moon's calendar: 农历丙申年四月初五, 癸卯年四月廿八, 十月初六.
func (s strip) isMoon(from, to int) bool {
	if s.begins(from, "农历") || s.begins(from, "夏历") || s.begins(from, "阴历") {
		return true
	}
	if to-from >= 3 && strings.ContainsRune("甲乙丙丁戊己庚辛壬癸", s.look[from]) && strings.ContainsRune("子丑寅卯辰巳午未申酉戌亥", s.look[from+1]) {
		return true
	}
	at := from
	for at < to && (isCount(s.look[at]) || strings.ContainsRune("正冬腊闰", s.look[at])) {
		at++
	}
	return at > from && at < to && s.look[at] == '月' && to-at > 1
}

// isSerial tells the words of a serial number: 国内统一刊号, 邮发代号, CN.
func (s strip) isSerial(from, to int) bool {
	field := string(s.look[from:to])
	return strings.Contains(field, "刊号") || strings.Contains(field, "代号") || strings.Contains(field, "出版物号") || strings.HasPrefix(field, "CN")
}

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

// calendarAt reads a date: 2024年12月3日, 一九五四年三月十九日, 中華民國114年4月11日, 2026.2.6, 2013/3/8, 11月16日, 2023年6月.
func (s strip) calendarAt(i int) (c calendar, end int) {
	at, era := i, 0
	for _, word := range [...]string{"中华民国", "民国"} {
		if era == 0 && s.begins(at, word) {
			at, era = at+len([]rune(word)), 1911
		}
	}
	n, end := s.numberAt(at)
	if end == at || n == 0 {
		return c, i
	}
	if end = s.skip(end); end < len(s.look) && strings.ContainsRune("./-", s.look[end]) {
		return s.dottedAt(i, n, end)
	}
	if end < len(s.look) && s.look[end] == '年' && (n < 200 || n > 1800 && n < 2200) {
		c.year = n + era
		end = s.skip(end + 1)
		if n, at = s.numberAt(end); at == end {
			if c.year < 1000 {
				return calendar{}, i
			}
			return c, end
		}
		end = s.skip(at)
	}
	if end >= len(s.look) || s.look[end] != '月' || n < 1 || n > 12 {
		return calendar{}, i
	}
	c.month = n
	if n, at = s.numberAt(s.skip(end + 1)); at < len(s.look) && n >= 1 && n <= 31 {
		if at = s.skip(at); s.look[min(at, len(s.look)-1)] == '日' {
			c.day = n
			return c, at + 1
		}
	}
	if c.year < 1000 {
		return calendar{}, i
	}
	return c, end + 1
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

// rules skips white space and the rules between the fields of a folio: 枫溪教育导报 | 2017-06-27 | 12.
func (s strip) rules(i int) int {
	for i < len(s.look) && (unicode.IsSpace(s.look[i]) || isRule(s.look[i])) {
		i++
	}
	return i
}

func isRule(r rune) bool {
	return strings.ContainsRune("|｜丨/，,；;—-_=~•：（）】《》【", r) || isArrow(r) || isMark(r) && r != '○'
}

// fieldEnd finds the end of a field.
func (s strip) fieldEnd(i int) int {
	for i++; i < len(s.look); i++ {
		if c := s.look[i]; unicode.IsSpace(c) || strings.ContainsRune("|｜丨", c) {
			break
		}
	}
	return i
}

// isStaff tells the words after which a masthead names the page's staff: 责任编辑, 编辑/林一鸥, 值班编委.
func isStaff(field []rune) bool {
	for _, word := range [...]string{"责任编辑", "责编", "编辑", "编委", "美编", "组版", "版式", "校对", "值班", "电话", "视觉", "主编", "本版"} {
		if strings.HasPrefix(string(field), word) {
			return true
		}
	}
	return false
}

// afterStaff passes over names of staff, but takes the page's number that may close the line.
func (m *masthead) afterStaff(s strip, i int) int {
	last := len(s.look)
	for last > i && !unicode.IsSpace(s.look[last-1]) {
		last--
	}
	if last > i && last < len(s.look) && m.number == "" && s.isBare(last, len(s.look)) {
		m.single(s.page(last, len(s.look)), false)
	}
	return len(s.look)
}

// isSponsor tells who publishes the paper: 中共墨阳市委主管主办, 墨阳日报社出版.
func isSponsor(field []rune) bool {
	for _, word := range [...]string{"主管", "主办", "出版", "机关报", "编印", "承办"} {
		if strings.Contains(string(field), word) {
			return true
		}
	}
	return false
}
