package convert

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/banmian/banmian/internal/paper"
)

// bylineLimit is the length beyond which a line is no byline, in runes: some thirty
// reporters who wrote together fill 150.
const bylineLimit = 240

// byline reads the people of a line that only names who wrote it. The bool tells
// whether the line is one beyond doubt: □ 本报记者 李航 王小宁 is, 闻道 is not (it
// may be a crosshead), and 省总工会法律援助中心 安景行 is not, though both name someone.
func byline(text string) ([]paper.Person, bool) {
	if len(text) > 4*bylineLimit || strings.Contains(text, "。") {
		return nil, false
	}
	r := roll{strip: peel(text, bylineLimit+1)}
	if len(r.look) > bylineLimit {
		return nil, false
	}
	from, to := r.inside()
	if from == to || r.unsigned(from, to) {
		return nil, false
	}
	if r.begins(from, "摘自《") || r.begins(from, "选自《") {
		from = max(from, r.closing(from+2)+1)
	}
	if end := r.datelineAt(from); end > from && end <= to { // （据新华社电 记者何欣）
		from = end
	}
	if r.filed(from, to).end > 0 { // 記者王小明／台北報導
		to = r.find(from, to, '/')
	}
	r.read(from, to)
	r.flush()
	if isDash(r.look[0]) && !r.reporter { // ——林向远: who is quoted
		return nil, false
	}
	marked := from > 0 && !isDash(r.look[0])
	if (r.reporter || marked || r.cast()) && r.certain() {
		return r.people, true
	}
	if len(r.people) == 1 && len(r.look) <= 8 { // a long pen name: 一个想飞的人
		return r.people, false
	}
	return slices.DeleteFunc(r.people, unlikely), false
}

// cast tells whether everyone has a role: 口述　巩大年　整理　路　石.
func (r *roll) cast() bool {
	return !slices.ContainsFunc(r.people, func(p paper.Person) bool { return p.Role == "" })
}

// certain tells people of whom no one can be anything else: each has a name as people
// have them, or four hanzi at most straight after a reporter's role (阿依达克).
func (r *roll) certain() bool {
	if len(r.people) == 0 || r.odd {
		return false
	}
	return !slices.ContainsFunc(r.people, func(p paper.Person) bool {
		short := p.Role != "" && utf8.RuneCountInString(p.Name) <= 4
		return !isSurnamed(p.Name) && !short && !isForeign(p.Name)
	})
}

// likely tells names as people have them.
func (r *roll) likely() bool { return !slices.ContainsFunc(r.people, unlikely) }

// unlikely tells what is hardly a name: without a role more than four hanzi (欧阳建华 has
// four), but for foreign ones.
func unlikely(p paper.Person) bool {
	n := utf8.RuneCountInString(p.Name)
	return n > 24 || p.Role == "" && n > 4 && !isForeign(p.Name)
}

// isForeign tells a name with a dot in it (阿布都·热合曼) or in Latin letters.
func isForeign(name string) bool {
	return name[0] < utf8.RuneSelf || strings.ContainsAny(name, "·•‧・") && utf8.RuneCountInString(name) <= 10
}

// isSurnamed tells a name of two to four hanzi that begins with a surname.
func isSurnamed(name string) bool {
	look := foldText(name)
	return len(look) >= 2 && len(look) <= 4 && surnames().prefix(look) > 0
}

func allSurnamed(people []paper.Person) bool {
	return !slices.ContainsFunc(people, func(p paper.Person) bool { return !isSurnamed(p.Name) })
}

func isDash(r rune) bool { return r == '—' || r == '-' }

// inside is the part of a line within its marks and its brackets: of
// "（本报记者 皮瑶）" what stands between them.
func (s strip) inside() (from, to int) {
	to = len(s.look)
	for to > 0 && unicode.IsSpace(s.look[to-1]) {
		to--
	}
	for from < to && (isMark(s.look[from]) || unicode.IsSpace(s.look[from]) || s.look[from] == '—') {
		from++
	}
	if from < to && s.closing(from) == to-1 {
		from, to = from+1, to-1
	}
	if from+1 < to && s.look[from] == 'N' && isHanzi(s.look[from+1]) { // a font's bullet leaked as a letter
		from++
	}
	return from, to
}

// unsigned tells a line that names nobody as its author by the words it has:
// （作者单位：…）, 孝男 赵先智 泣告.
func (s strip) unsigned(from, to int) bool {
	for i := from; i < to; i++ {
		if mourners().prefix(s.look[i:to]) > 0 {
			return true
		}
	}
	for _, word := range [...]string{"作者单位", "作者系", "作者为", "作者分别", "作者是", "原载"} {
		if s.begins(from, word) {
			return true
		}
	}
	return false
}
