package convert

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/banmian/banmian/internal/paper"
)

// A signOff is what a paragraph says after the story: （记者 王芳）, （据新华社电）, 　卢芳.
type signOff struct {
	dateline string
	people   []paper.Person
	start    int // where it begins, in bytes; the end of the text if there is none
}

// How long a signature may be, in runes: in brackets as long as a byline, without
// them a name and an office.
const signatureLimit, bareLimit = bylineLimit, 32

// signature reads the names and the dateline in brackets that close a paragraph
// (（祝小禾）, （据新华社电 记者何欣、杨友竹）), and names that stand off from its last stop (　　卢芳).
// The bool tells a signature beyond doubt; （小满） and （芦苇） may be something else.
func signature(text string) (signOff, bool) {
	c := signOff{start: len(text)}
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	switch last, _ := utf8.DecodeLastRuneInString(text); fold(last) {
	case '）', ')', '】', ']', '》', '>':
		s := peelTail(text, signatureLimit)
		return s.bracketedEnd(c, len(s.look)-1)
	}
	s := peelTail(text, bareLimit)
	return s.bareEnd(c, len(s.look))
}

// bracketedEnd reads a signature in brackets.
func (s strip) bracketedEnd(c signOff, shut int) (signOff, bool) {
	open := s.opening(shut)
	if open < 0 || s.look[open] == '《' && (&roll{strip: s}).firstReporter(open+1, shut) != open+1 {
		return c, false
	}
	from := open + 1
	switch {
	case from == shut, open > 0 && s.look[open-1] == '摄', s.unnamed(from, shut):
		return c, false
	case s.credits(from, shut):
		return signOff{dateline: s.print(from, shut), start: s.at[open]}, true
	case s.find(from, shut, '《') >= 0:
		return c, false
	}
	if end := s.datelineAt(from); end > from && end <= shut {
		c.dateline, from = s.print(from, end), end
	}
	sure := c.dateline != ""
	r := roll{strip: s}
	if s.begins(from, "综合") {
		from += 2
	}
	if r.read(from, shut); r.listed() && r.likely() {
		c.people = r.people
		sure = sure || r.cast() || s.spaced(from, shut) || s.stopped(open) && allSurnamed(r.people)
	}
	if sure || c.people != nil {
		c.start = s.at[open]
	}
	return c, sure
}

// stopped tells whether a sentence has ended before a place, or nothing stands there.
func (s strip) stopped(at int) bool {
	return at == 0 || isStop(s.look[at-1]) || unicode.IsSpace(s.look[at-1]) || s.look[at-1] == '”'
}

// unnamed tells words in brackets that are nobody's name: 完, 打一成语, 谜底见下期, 作者单位：….
func (s strip) unnamed(from, to int) bool {
	return strangers().has(s.look[from:to]) || s.begins(from, "打一") || s.begins(from, "谜底") || s.begins(from, "答案") || s.unsigned(from, to)
}

// credits tells a note that names only the source: 据新华社, 新华社发, 据《西原日报》, 据布拉德通讯社.
func (s strip) credits(from, to int) bool {
	told := s.look[from] == '据'
	if told {
		from++
	}
	if from >= to {
		return false
	}
	if s.look[from] == '《' {
		return told && s.closing(from) == to-1
	}
	if n := agencies().prefix(s.look[from:to]); n > 2 {
		return from+n == to || s.begins(from+n, "发") && from+n+1 == to
	}
	return told && to-from <= 10 && s.isPaper(from, to)
}

// spaced tells whether white space stands between the runes: 乔 木.
func (s strip) spaced(from, to int) bool {
	return slices.ContainsFunc(s.look[from:to], unicode.IsSpace)
}

// bareEnd reads names that stand off from the last stop of a paragraph, or follow a
// dash: “…路面。　　卢 芳”, ——江左省委党校 白 石. A pen name (　小禾) is only likely.
func (s strip) bareEnd(c signOff, end int) (signOff, bool) {
	for i := end - 1; i > 0 && end-i < 28; i-- {
		if strings.ContainsRune("，：；、", s.look[i]) {
			break
		}
		dash := s.look[i] == '—' && s.look[i-1] == '—'
		if !isStop(s.look[i]) && s.look[i] != '”' && !dash {
			continue
		}
		if dash && !s.spaced(i+1, end) { // ——林向远: who is quoted
			break
		}
		if !dash && !unicode.IsSpace(s.look[min(i+1, end-1)]) {
			break
		}
		r := roll{strip: s}
		r.read(i+1, end)
		if !r.listed() || !r.likely() {
			break
		}
		c.people, c.start = r.people, s.at[i+1]
		return c, r.reporter || !dash && allSurnamed(r.people)
	}
	return c, false
}
