package convert

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/banmian/banmian/internal/paper"
)

// facts are what a page says about itself. What it does not say is empty.
type facts struct {
	paper, date, issue, number string
	section, sectionLatin      string
}

// factsOf reads the page's furniture: the paper's name, the date, the issue, the
// page's number, its section.
func factsOf(furniture []paper.Block) facts {
	var m masthead
	traditional := false
	for _, b := range furniture {
		traditional = traditional || strings.ContainsFunc(b.Text, func(r rune) bool { return isHanzi(r) && fold(r) != r })
		switch b.Role {
		case paper.Masthead:
			m.read(b.Text)
		case paper.Section:
			if m.section == "" {
				m.section = closeUp(b.Text)
			}
		case paper.SectionLatin:
			if m.sectionLatin == "" {
				m.sectionLatin = strings.TrimSpace(b.Text)
			}
		}
	}
	m.day.full(traditional)
	return m.settle()
}

// paperOf is the paper's name as its own ledes print it, where two agree and none
// differs: 贯洲日报讯.
func paperOf(articles []paper.Article) string {
	name, times := "", 0
	for _, a := range articles {
		if a.Dateline == nil || paperIn(a.Dateline.Agency) == "" || strings.HasPrefix(a.Dateline.Text, "据") {
			continue
		}
		if name != "" && a.Dateline.Agency != name {
			return ""
		}
		name, times = a.Dateline.Agency, times+1
	}
	if times < 2 {
		return ""
	}
	return name
}

// A masthead (报头, 报眉) gathers what its lines say. They may be torn (2023年6月, 15, 星期四,
// or the paper's name one hanzi a line), so all are read into the same facts.
type masthead struct {
	facts
	day     calendar
	words   []string // what is no date, number or sponsor: the paper's name, a section
	beside  []string // those of them that stand next to the page's number
	letters string   // hanzi that have a line of their own: 曲, 泸, 日, 报
	bare    string   // a number alone, which may be the page's
	front   bool     // 今日8版, a sponsor: what only a front page says
}

// mastheadLimit is how long a line of a masthead may be, in bytes: the longest
// seen, with sponsor, serial numbers and staff, has 210.
const mastheadLimit = 260

// read takes one line of a masthead, field by field.
func (m *masthead) read(text string) {
	if len(text) > mastheadLimit {
		return
	}
	text = closeUp(text)
	if r, size := utf8.DecodeRuneInString(text); size == len(text) && isHanzi(r) && !isCount(fold(r)) {
		m.letters += text
		return
	}
	s := peel(text, mastheadLimit)
	known, folio := m.number, false
	var words []string
	for i := s.rules(0); i < len(s.look); i = s.rules(i) {
		if end := m.fact(s, i); end > i {
			i = end
			continue
		}
		end := s.fieldEnd(i)
		field := s.look[i:end]
		switch {
		case isStaff(field):
			i = m.afterStaff(s, end)
			continue
		case isSponsor(field):
			m.front = true
		case m.number == "" && s.isBare(i, end):
			folio = m.single(s.page(i, end), i == 0 && end == len(s.look)) || folio
		case isWord(field[0]) && isHanzi(field[len(field)-1]):
			words = append(words, s.print(i, end))
		}
		i = end
	}
	m.words = append(m.words, words...)
	if folio || m.number != known {
		m.beside = append(m.beside, words...)
	}
}

// single takes a number without 版: a day that was torn from its month, else a page.
func (m *masthead) single(number string, alone bool) bool {
	if n, ok := numberIn(number); alone && ok && m.day.month > 0 && m.day.day == 0 && n <= 31 {
		m.day.day = n
		return false
	}
	if m.bare == "" {
		m.bare = number
	}
	return true
}

// fact takes what begins at a place: a date, a weekday, an issue, a page, or one of the
// things that tell nothing. It returns its end, or the place itself.
func (m *masthead) fact(s strip, i int) int {
	if end := m.issueAt(s, i); end > i {
		return end
	}
	if day, end := s.calendarAt(i); end > i {
		m.day.add(day)
		return end
	}
	if n, end := s.pagesAt(i); end > i {
		m.front = m.front || n
		return end
	}
	if number, end := s.folioAt(i); end > i {
		if m.number == "" {
			m.number = number
		}
		return end
	}
	return s.idleAt(i)
}

// issueAt takes 第9846期, 总第46期, 第一二〇四四號, 2018年第46期.
func (m *masthead) issueAt(s strip, i int) int {
	year, at := s.numberAt(i)
	if at < len(s.look) && s.look[at] == '年' && year > 1000 {
		at = s.skip(at + 1)
	} else {
		year, at = 0, i
	}
	if s.begins(at, "总") {
		at = s.skip(at + 1)
	}
	if !s.begins(at, "第") {
		return i
	}
	n, end := s.numberAt(s.skip(at + 1))
	end = s.skip(end)
	if n == 0 || end >= len(s.look) || s.look[end] != '期' && s.look[end] != '号' {
		return i
	}
	switch {
	case m.issue != "":
	case year > 0:
		m.issue = fmt.Sprintf("%d-%d", year, n)
		m.day.add(calendar{year: year})
	default:
		m.issue = strconv.Itoa(n)
	}
	return end + 1
}

// settle decides between the words that were met which is the paper and which the
// section.
func (m *masthead) settle() facts {
	f := m.facts
	if m.letters != "" {
		m.words = slices.Insert(m.words, 0, m.letters)
	}
	f.date = m.day.String()
	if f.number == "" {
		f.number = m.bare
	}
	if f.number == "" && m.front {
		f.number = "1"
	}
	f.paper = m.paperName()
	if f.section == "" {
		f.section = firstOther(m.beside, f.paper)
	}
	if f.section == "" {
		f.section = firstOther(m.words, f.paper)
	}
	return f
}

// paperName picks the word that is named as papers are: 报 before 周刊, which may be a
// section (第四版 经济周刊), and one that stands apart from the page's number before one
// beside it. Failing that it is a word that is not the section: 曲泾新闻.
func (m *masthead) paperName() string {
	best, name := 0, ""
	for _, word := range m.words {
		apart := 0
		if !slices.Contains(m.beside, word) {
			apart = 1
		}
		like := 0
		if n := paperIn(word); n != "" {
			like = 2 + apart
			if r := []rune(n); fold(r[len(r)-1]) == '报' {
				like += 2
			}
			word = n
		} else if closeUp(word) != m.section && (m.section != "" || len(m.beside) > 0) {
			like = apart
		}
		if like > best {
			best, name = like, word
		}
	}
	return name
}

// paperIn is the paper's name in a word, empty if it is not named as papers are:
// 奉岐日报 of 奉岐日报数字报, 萤火虫学生报 of 萤火虫学生报·低年级版; 时政要闻 is none.
func paperIn(word string) string {
	s := peel(word, 40)
	end := len(s.look)
	if at := s.find(0, end, '·'); at > 1 && s.isPaperEnd(at) {
		end = at
	}
	for _, tail := range [...]string{"数字报", "电子报", "电子版", "网络版", "数字版"} {
		if n := len([]rune(tail)); end-n >= 2 && s.begins(end-n, tail) && s.isPaperEnd(end-n) {
			end -= n
		}
	}
	if !s.isPaperEnd(end) && !(s.begins(0, "今日") && end == 4) {
		return ""
	}
	return s.print(0, end)
}

// isPaperEnd tells the last word of a paper's name.
func (s strip) isPaperEnd(end int) bool {
	for _, word := range [...]string{"报", "周刊", "周末", "晨刊", "早讯", "晚刊", "新闻报", "时讯", "快讯", "导刊"} {
		if n := len([]rune(word)); end-n >= 1 && s.begins(end-n, word) && end >= 3 {
			return true
		}
	}
	return false
}

// firstOther is the first word that is not what is known already.
func firstOther(words []string, known string) string {
	for _, word := range words {
		if word != known && !strings.HasPrefix(word, known+"·") && (known == "" || paperIn(word) != known) {
			return word
		}
	}
	return ""
}

// closeUp takes letter-spacing out of a line: "渭 原 日 报" is 渭原日报, "2 0 0 5 年" is
// 2005年. Only runes that stand alone, one space apart, go together.
func closeUp(text string) string {
	var out []string
	alone := false // the last field is a lone rune, or was made of such
	for rest := strings.TrimSpace(text); rest != ""; {
		end := strings.IndexFunc(rest, unicode.IsSpace)
		if end < 0 {
			end = len(rest)
		}
		word := rest[:end]
		gap := len(rest) - end - len(strings.TrimLeftFunc(rest[end:], unicode.IsSpace))
		r, size := utf8.DecodeRuneInString(word)
		lone := size == len(word) && !isRule(fold(r))
		if lone && alone {
			out[len(out)-1] += word
		} else {
			out = append(out, word)
		}
		_, width := utf8.DecodeRuneInString(rest[end:])
		alone = lone && gap == width
		rest = rest[end+gap:]
	}
	return strings.Join(out, " ")
}
