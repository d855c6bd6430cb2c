package convert

import (
	"strings"
	"unicode"

	"github.com/banmian/banmian/internal/paper"
)

// A leadIn is what a lede says before the story starts: 本报讯（记者 程渝）.
type leadIn struct {
	dateline string // as it stands, brackets and names left out: 本报讯
	people   []paper.Person
	end      int // where the story starts, in bytes
}

// ledeLimit is how far into a paragraph a lede may reach, in runes.
const ledeLimit = 150

// lede reads the dateline and the reporters that open a paragraph. It takes
// 本报讯 记者贺兰报道：…, 【新华社北京十八日电】…, 〔記者王小明／台北報導〕… and 记者王芳报道：…;
// it refuses 本报电视台… and 记者昨日从市气象局获悉….
func lede(text string) leadIn {
	s := peel(text, ledeLimit)
	i := 0
	for i < len(s.look) && (isMark(s.look[i]) || unicode.IsSpace(s.look[i])) {
		i++
	}
	if i == len(s.look) {
		return leadIn{}
	}
	if closer(s.look[i]) != 0 {
		if l := s.bracketed(i); l.end > 0 || s.look[i] != '【' || s.closing(i) < 0 {
			return l
		}
		if i = s.skip(s.closing(i) + 1); i == len(s.look) || s.datelineAt(i) < 0 { // 【网球】据新华社电
			return leadIn{}
		}
	}
	if end := s.datelineAt(i); end > i {
		return s.reportersAt(leadIn{dateline: s.print(i, end), end: s.at[end]}, end)
	}
	if l := s.local(i); l.end > 0 {
		return l
	}
	return s.reporting(leadIn{}, i)
}

// local reads the lede of a paper that goes by its town's name: 北岸讯（记者 凌霄）. Only the
// reporter in brackets tells it from text.
func (s strip) local(from int) leadIn {
	end := from
	for end < len(s.look) && end-from < 7 && isHanzi(s.look[end]) {
		end++
		if s.look[end-1] == '讯' && end-from >= 3 {
			l := s.reportersAt(leadIn{dateline: s.print(from, end), end: s.at[end]}, end)
			if len(l.people) > 0 && l.people[0].Role != "" {
				return l
			}
		}
	}
	return leadIn{}
}

// bracketed reads a lede in brackets: 【本报讯】, 〔記者王小明／台北報導〕, 【專訊】（記者 譚詠嫻）.
// A paragraph that is all bracket is a closing note, and not a lede.
func (s strip) bracketed(open int) leadIn {
	shut := s.closing(open)
	if shut < 0 || shut-open > 45 || s.look[open] == '《' || s.skip(shut+1) == len(s.look) {
		return leadIn{}
	}
	from := open + 1
	for _, l := range [...]leadIn{s.filed(from, shut), s.reporterFrom(from, shut), s.telegraphed(from, shut)} {
		if l.end > 0 {
			l.end = s.at[shut+1]
			return l
		}
	}
	if s.endsDateline(from, shut) && (s.look[open] != '（' || s.telegram(from, shut)) || s.datelineAt(from) == shut {
		return s.reportersAt(leadIn{dateline: s.print(from, shut), end: s.at[shut+1]}, shut+1)
	}
	if r := (roll{strip: s}); r.firstReporter(from, shut) == from { // （记者 王芳）昨日
		return s.reportersAt(leadIn{}, open)
	}
	return leadIn{}
}

// filed reads reporters and, behind a stroke, from where they report: 記者王小明／台北報導.
func (s strip) filed(from, to int) leadIn {
	stroke := s.find(from, to, '/')
	if stroke < 0 || !s.endsDateline(stroke+1, to) {
		return leadIn{}
	}
	r := roll{strip: s}
	r.read(from, stroke)
	if r.flush(); !r.reporter && r.role == "" {
		return leadIn{}
	}
	return leadIn{dateline: s.print(stroke+1, to), people: r.people, end: s.at[to]}
}

// telegraphed reads a dateline with its day and, behind a comma, the reporters: 南港镇5日讯，记者王小明.
func (s strip) telegraphed(from, shut int) leadIn {
	comma := s.find(from, shut, '，')
	if comma < from+4 || !s.telegram(from, comma) {
		return leadIn{}
	}
	r := roll{strip: s}
	if r.read(comma+1, shut); !r.reporter || !r.listed() {
		return leadIn{}
	}
	return leadIn{dateline: s.print(from, comma), people: r.people, end: s.at[shut]}
}

// reporterFrom reads a reporter and his place without a stroke between them:
// 【記者王小明台北報導】, 【記者 王小明 台北報導】. Glued, the name has three hanzi where two are left
// for the place.
func (s strip) reporterFrom(from, shut int) leadIn {
	r := roll{strip: s}
	start, at := r.reporterAt(from, shut)
	if start != from || !s.endsDateline(max(from, shut-4), shut) || s.reported(shut-2, shut) < 0 {
		return leadIn{}
	}
	place := shut - 2
	for place > at && !unicode.IsSpace(s.look[place-1]) {
		place--
	}
	if place == at { // no space at all
		place = at + min(3, shut-2-at-2)
	}
	if r.read(from, place); place >= shut-2 || place < at+2 || !r.listed() {
		return leadIn{}
	}
	return leadIn{dateline: s.print(place, shut), people: r.people, end: s.at[shut+1]}
}

// reportersAt adds the people who stand behind a dateline: （记者 王芳）, 记者王芳报道：, 记者 文 博.
func (s strip) reportersAt(l leadIn, from int) leadIn {
	i := s.skip(from)
	if i >= len(s.look) {
		return l
	}
	r := roll{strip: s}
	if closer(s.look[i]) == 0 {
		return s.reporting(l, i)
	}
	shut := s.closing(i)
	if shut < 0 || shut-i > 120 || s.look[i] == '《' && r.firstReporter(i+1, shut) != i+1 { // 《革命报》今天发表
		return l
	}
	if r.read(i+1, shut); !r.listed() {
		return l
	}
	l.people, l.end = r.people, s.at[shut+1]
	return l
}

// reporting reads roles and names in running text up to 报道, a colon, or the first
// words that are neither: 记者王芳报道：, 记者 普文 实习生 李倩 “斤斤足秤…. Without a role only a name
// before 报道 is taken, and only after a dateline.
func (s strip) reporting(l leadIn, from int) leadIn {
	r := roll{strip: s}
	if start, _ := r.reporterAt(from, min(from+14, len(s.look))); start != from && (l.dateline == "" || !s.namedReport(from)) {
		return l
	}
	i, end := from, -1
	for i < len(s.look) {
		stop := s.pieceEnd(i, len(s.look))
		if at := s.reported(i, stop); at >= 0 {
			r.piece(i, at, at)
			end = s.skip(at + 2)
			if s.begins(at, "发自") { // 记者王芳发自江渚
				end = s.skip(stop)
			}
			if end < len(s.look) && s.look[end] == '：' {
				end++
			}
			break
		}
		if !r.running(i, stop) {
			break
		}
		if i = s.past(stop, len(s.look)); strings.ContainsRune(string(s.look[stop:i]), '、') {
			r.flush()
		}
		if i < len(s.look) && s.look[i] == '：' {
			i++
			break
		}
	}
	return s.reportedBy(l, &r, i, end)
}

// namedReport tells a name without a role: 贺守信报道：.
func (s strip) namedReport(from int) bool {
	at := s.reported(from, min(from+6, len(s.look)))
	return at >= from+2 && s.hasSurname(from, at) && at+2 < len(s.look) && (s.look[at+2] == '：' || unicode.IsSpace(s.look[at+2]))
}

// reportedBy settles what reporting has read: before 报道 any name holds, else each
// must begin with a surname.
func (s strip) reportedBy(l leadIn, r *roll, i, end int) leadIn {
	r.flush()
	if len(r.people) == 0 {
		return l
	}
	if end < 0 {
		if !allSurnamed(r.people) {
			return l
		}
		end = i
	}
	l.people, l.end = r.people, s.at[end]
	return l
}

// reported finds 报道 or 发自 in a run of print: where it begins, or -1.
func (s strip) reported(from, to int) int {
	for i := from; i+1 < to; i++ {
		if i >= from+2 && s.begins(i, "发自") {
			return i
		}
		if s.look[i] == '报' && (s.look[i+1] == '道' || s.look[i+1] == '导') {
			if i-2 >= from && s.begins(i-2, "摄影") {
				return i - 2
			}
			return i
		}
	}
	return -1
}

// running takes a run of print as a role or a name, if it can be one in running
// text: short, hanzi, and not followed by the comma of a sentence.
func (r *roll) running(from, to int) bool {
	if to == from || to < len(r.look) && strings.ContainsRune("，。；！？“", r.look[to]) {
		return false
	}
	start, stop := r.reporterAt(from, to)
	name := to - from
	if start >= 0 {
		if start != from {
			return false
		}
		name = to - stop
	}
	if name > 4 && (name > 12 || r.find(from, to, '·') < 0) || start < 0 && name == 0 {
		return false
	}
	for _, c := range r.look[from:to] {
		if !isHanzi(c) && c != '·' {
			return false
		}
	}
	r.piece(from, to, to)
	return true
}
