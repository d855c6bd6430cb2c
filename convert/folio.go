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

// PageNumber spells the number of a page as the document does, A3 for a03. At most two
// letters and a number up to 999 make one; the bool is false for what is none.
func PageNumber(text string) (string, bool) {
	text = strings.ToUpper(text)
	digits := strings.TrimLeft(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	letters := text[:len(text)-len(digits)]
	number, err := strconv.ParseUint(digits, 10, 16)
	if err != nil || number == 0 || number > 999 || len(letters) > 2 {
		return "", false
	}
	return fmt.Sprintf("%s%d", letters, number), true
}

// folioAt reads a page's number that is named or lettered: 第四版, 06版, A15, （第二版）, 第九頁, ⑥.
func (s strip) folioAt(i int) (number string, end int) {
	at := i
	if s.look[at] == '第' {
		at++
	}
	stop := s.pageEnd(at)
	if stop == at {
		return "", i
	}
	end = s.skip(stop)
	if end < len(s.look) && (s.look[end] == '版' || s.look[end] == '页') {
		return s.page(at, stop), end + 1
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
	return s.doubleEnd(at)
}

// doubleEnd finds the end of the second number of a double page, 5-6; in 2017-06-27
// there is none.
func (s strip) doubleEnd(at int) int {
	if at >= len(s.look) || s.look[at] != '-' {
		return at
	}
	last := at + 1
	for last < len(s.look) && isDigit(s.look[last]) {
		last++
	}
	if last == at+1 || last-at > 3 || last < len(s.look) && s.look[last] == '-' {
		return at
	}
	return last
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

// idleAt passes over what tells nothing here: a weekday, a day of the moon's
// calendar, a 刊号, Latin words.
func (s strip) idleAt(i int) int {
	if end := s.weekdayAt(i); end > i {
		return end
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

// weekdayAt finds the end of 星期二, 周二, 礼拜二; 周二 in 周二平 is a name.
func (s strip) weekdayAt(i int) int {
	for _, word := range [...]string{"星期", "周", "礼拜"} {
		at := i + len([]rune(word))
		if s.begins(i, word) && at < len(s.look) && strings.ContainsRune("一二三四五六日天", s.look[at]) &&
			(at+1 == len(s.look) || !isHanzi(s.look[at+1])) {
			return at + 1
		}
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

// rules skips white space, brackets and the rules between the fields of a folio:
// 枫溪教育导报 | 2017-06-27 | 12.
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

// isStaff tells the words after which a masthead names the page's staff: 责任编辑,
// 编辑/林一鸥, 值班编委.
func isStaff(field []rune) bool {
	for _, word := range [...]string{"责任编辑", "责编", "编辑", "编委", "美编", "组版", "版式", "校对", "值班", "电话", "视觉", "主编", "本版"} {
		if strings.HasPrefix(string(field), word) {
			return true
		}
	}
	return false
}

// afterStaff passes over names of staff, but takes the page's number that may close
// the line.
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
