package convert

import (
	"strings"
	"unicode"

	"github.com/banmian/banmian/internal/paper"
)

// creditLimit is how long the words of a credit may be, in runes.
const creditLimit = 48

// credit reads a line that says who made a picture: 本报记者 梁山川 崔恪 摄, 图/阿栗, （新华社发）.
// The bool tells whether it is one beyond doubt.
func credit(text string) ([]paper.Person, bool) {
	s := peel(text, creditLimit+1)
	if len(s.look) > creditLimit || strings.Contains(text, "。") {
		return nil, false
	}
	from, to := s.inside()
	people, ok := s.made(from, to)
	return people, ok
}

// made reads the words of a credit between two places.
func (s strip) made(from, to int) ([]paper.Person, bool) {
	if n := creditWords().prefix(s.look[from:to]); n > 0 {
		if i := s.skip(from + n); i < to && (i > from+n || strings.ContainsRune("/：·:", s.look[i])) {
			return s.makers(s.past(i, to), to, s.print(from, from+n)), true
		}
	}
	from = s.ofPage(from, to)
	end := to
	if end > from && s.look[end-1] == '）' { // 柴达摄（新华社发）
		if open := s.opening(end - 1); open > from {
			end = open
		}
	}
	if s.sent(from, end) {
		return nil, true
	}
	n := creditEnds().suffix(s.look[from:end])
	if n == 0 || end-n <= from {
		return nil, false
	}
	stop := end - n
	for stop > from && (unicode.IsSpace(s.look[stop-1]) || strings.ContainsRune("/丨|", s.look[stop-1])) {
		stop--
	}
	people := s.makers(from, stop, s.print(end-n, end))
	return people, len(people) > 0 || s.sent(from, end) || s.begins(end-n, "提供") || s.begins(end-n, "供图")
}

// ofPage skips 本版图片, 均为, 图①④⑦由 before the names.
func (s strip) ofPage(from, to int) int {
	for _, word := range [...]string{"本版图片", "本版题图", "本版照片", "本组图片", "本栏图片", "图片均为", "图片由", "均为", "均由"} {
		if s.begins(from, word) {
			return s.past(from+len([]rune(word)), to)
		}
	}
	if from < to && s.look[from] == '图' {
		i := from + 1
		for i < to && s.look[i] >= '①' && s.look[i] <= '⑳' {
			i++
		}
		if i < to && i > from+1 && s.look[i] == '由' {
			return s.past(i+1, to)
		}
	}
	return from
}

// sent tells the credit of an agency: 新华社发, 人民视觉, 资料图片.
func (s strip) sent(from, to int) bool {
	if to-from < 3 || to-from > 10 {
		return false
	}
	for _, word := range [...]string{"社发", "图片", "照片", "资料图", "视觉", "影像中国"} {
		if n := len([]rune(word)); to-n >= from && s.begins(to-n, word) {
			return true
		}
	}
	return false
}

// makers reads the names of a credit. A person's role is what he did, as in the
// document's 摄; the desk before the name is left out.
func (s strip) makers(from, to int, did string) []paper.Person {
	r := roll{strip: s}
	if r.read(from, to); !r.listed() || !r.likely() {
		return nil
	}
	for i := range r.people {
		r.people[i].Role = strings.Join(strings.Fields(did), "")
	}
	return r.people
}

// cutCredit finds where a credit begins that is glued to the end of a caption:
// “…无人机作业。 司马骏 摄”, “……（記者江若薇攝）”. It is the length of the text where no
// credit is sure.
func cutCredit(text string) int {
	s := peelTail(text, creditLimit)
	end := len(s.look)
	for end > 0 && unicode.IsSpace(s.look[end-1]) {
		end--
	}
	if end == 0 {
		return len(text)
	}
	if s.look[end-1] == '）' {
		open := s.opening(end - 1)
		if open <= 0 || !s.surely(open+1, end-1) && !s.sent(open+1, end-1) {
			return len(text)
		}
		return s.at[s.withName(open)]
	}
	return s.at[s.creditStart(end)]
}

// withName takes the photographer into a credit whose agency alone stands in
// brackets: 路南摄（新华社发）.
func (s strip) withName(open int) int {
	if s.look[open-1] != '摄' {
		return open
	}
	return min(open, s.creditStart(open))
}

// creditStart finds the place after the caption's last stop from which everything up
// to end is one credit; the end of the strip if it is none.
func (s strip) creditStart(end int) int {
	n := creditEnds().suffix(s.look[:end])
	if n == 0 {
		return len(s.look)
	}
	stop := end - n
	for i := stop; i > 0; i-- {
		c := s.look[i-1]
		if !isStop(c) && c != '”' && c != '）' {
			continue
		}
		from := s.skip(i)
		if !s.surely(from, end) || !isStop(c) && from == i {
			return len(s.look)
		}
		return from
	}
	if s.at[0] == 0 && s.surely(0, end) { // all of it is a credit
		return 0
	}
	return len(s.look)
}

// surely tells a credit whose names begin with surnames (管小倩 摄, and not the end of
// 记者在现场拍摄), or that says 供图 of somebody: 读者供图.
func (s strip) surely(from, to int) bool {
	people, ok := s.made(from, to)
	given := to-from >= 4 && to-from <= 8 && s.begins(to-2, "供图")
	return ok && (given || len(people) > 0 && allSurnamed(people))
}
