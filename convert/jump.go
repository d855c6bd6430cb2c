package convert

import (
	"strconv"
	"strings"
	"unicode"
)

// A turn is words that send the reader to another page: （上接第一版）, 下转A6版▶.
type turn struct {
	back       bool   // the story began there (上接), else it goes on there (下转)
	page       string // as a number without leading zeros: "1", "A3"
	start, end int    // bytes of the text, brackets and arrows with them
}

// jumpLimit is how many runes at either end of a text may be a jump.
const jumpLimit = 60

// Verbs that lead back, and verbs that lead on, the longer ones first. The short
// ones (接, 转, 续) count only in brackets and with a page.
var (
	backVerbs = [...]string{"上接", "紧接", "文接自", "文接", "续接", "续自", "接自", "续上", "接上", "上承", "接", "续"}
	onVerbs   = [...]string{"下转", "下接", "文转", "转入", "续转", "接转", "转接", "下续", "转下", "转"}
)

// jump finds the jumps that open and close a text; a line that is only a jump
// gives one of them, and it covers the line. 详见二版 and 相关报道见第十版 lead to another
// story and are none.
func jump(text string) []turn {
	if !strings.ContainsAny(text, "接转轉续續") {
		return nil
	}
	var turns []turn
	from := 0
	if t, ok := peel(text, jumpLimit).jumpAt(); ok {
		turns = append(turns, t)
		from = t.end
	}
	if t, ok := peelTail(text[from:], jumpLimit).jumpBefore(); ok {
		t.start, t.end = t.start+from, t.end+from
		turns = append(turns, t)
	}
	return turns
}

// onlyJump tells a line that is nothing but a jump: ▲上接A01版, （上接第一版·下篇）.
func onlyJump(text string) bool {
	turns := jump(text)
	return len(turns) == 1 && strings.TrimSpace(text[:turns[0].start]) == "" && strings.TrimSpace(text[turns[0].end:]) == ""
}

// jumpAt finds a jump at the head of a text. Without brackets it must be the whole
// of it: 上接第一版 in running text is somebody's words. So must a jump behind a
// title: 《一座桥的“退休”与“返聘”》（上接1版）.
func (s strip) jumpAt() (turn, bool) {
	i := s.arrows(0)
	if i == len(s.look) {
		return turn{}, false
	}
	if shut := s.closing(i); s.look[i] == '《' && shut > 0 {
		t, ok := s.jumpFrom(s.skip(shut + 1))
		if !ok { // 〈上接第八版〉
			t, ok = s.jumpFrom(i)
		}
		t.start = s.at[0]
		return t, ok && t.end == len(s.text)
	}
	return s.jumpFrom(i)
}

func (s strip) jumpFrom(i int) (turn, bool) {
	if i == len(s.look) {
		return turn{}, false
	}
	if closer(s.look[i]) != 0 {
		shut := s.closing(i)
		if shut < 0 { // （下转A6版 at the end of a line that was cut
			shut = len(s.look)
		}
		t, ok := s.turn(i+1, shut, true)
		t.start, t.end = s.at[0], s.at[min(shut+1, len(s.look))]
		if s.arrows(shut+1) >= len(s.look) {
			t.end = len(s.text)
		}
		return t, ok
	}
	t, ok := s.turn(i, len(s.look), false)
	t.start, t.end = s.at[0], len(s.text)
	return t, ok && s.at[len(s.look)] == len(s.text)
}

// jumpBefore finds a jump in brackets at the foot of a text: …各项工作，（下转第二版）.
func (s strip) jumpBefore() (turn, bool) {
	end := len(s.look)
	for end > 0 && (unicode.IsSpace(s.look[end-1]) || isArrow(s.look[end-1])) {
		end--
	}
	if end == 0 {
		return turn{}, false
	}
	open, shut := -1, end
	if c := s.look[end-1]; c == '）' || c == '】' || c == '>' {
		open, shut = s.opening(end-1), end-1
	} else {
		for i := end - 1; i >= 0 && end-i < 14 && open < 0; i-- {
			if s.look[i] == '（' {
				open = i
			}
		}
	}
	if open < 0 {
		return s.bareJump(end)
	}
	t, ok := s.turn(open+1, shut, true)
	t.start, t.end = s.at[open], len(s.text)
	return t, ok && !t.back
}

// bareJump finds a jump without brackets at the foot of a text, behind a mark or a
// space: …重点任务，下转A03版▶.
func (s strip) bareJump(end int) (turn, bool) {
	for i := end - 1; i > 0 && end-i < 12; i-- {
		if !unicode.IsSpace(s.look[i-1]) && !strings.ContainsRune("，。、；！？”", s.look[i-1]) {
			continue
		}
		if t, ok := s.turn(i, end, false); ok && !t.back {
			t.start, t.end = s.at[i], len(s.text)
			return t, true
		}
	}
	return turn{}, false
}

// turn reads the words of a jump between two places: 下转第三版②, 紧接01版《…》, 未完，下转第二版.
func (s strip) turn(from, to int, bracketed bool) (t turn, ok bool) {
	i := s.skip(from)
	for _, word := range [...]string{"未完", "本文", "全文"} {
		if s.begins(i, word) {
			i = s.past(i+2, to)
		}
	}
	n, back := s.verb(i)
	if n == 0 || i+n > to {
		return t, false
	}
	t.back = back
	page, at := s.pageAt(s.skip(i+n), to)
	if page == "" {
		return t, false
	}
	t.page = page
	named := at < to && strings.ContainsRune("版页叠", s.look[at])
	if !named && (n == 1 || !bracketed) {
		return t, false
	}
	if named {
		at++
	}
	return t, bracketed && named && n > 1 && to-at <= 12 || s.tail(at, to)
}

// past skips space and a comma.
func (s strip) past(from, to int) int {
	for from < to && (unicode.IsSpace(s.look[from]) || strings.ContainsRune("，、,", s.look[from])) {
		from++
	}
	return from
}

// verb is the length of the verb of a jump at a place, and whether it leads back.
func (s strip) verb(at int) (n int, back bool) {
	for _, word := range backVerbs {
		if s.begins(at, word) {
			return len([]rune(word)), true
		}
	}
	for _, word := range onVerbs {
		if s.begins(at, word) {
			return len([]rune(word)), false
		}
	}
	return 0, false
}

// pageAt reads a page's number: 第三, A06, 二, 第十三、十四 (the first counts).
func (s strip) pageAt(from, to int) (page string, at int) {
	i := from
	if s.begins(i, "头版") || s.begins(i, "首版") {
		return "1", i + 1
	}
	if i < to && s.look[i] == '第' {
		i = s.skip(i + 1)
	}
	letter := ""
	if i < to && isLetter(s.look[i]) {
		letter = string(unicode.ToUpper(s.look[i]))
		if i++; i < to && s.look[i] == '-' {
			i++
		}
	}
	end := i
	for end < to && isCount(s.look[end]) {
		end++
	}
	n, ok := number(s.look[i:end])
	if !ok || n == 0 || n > 400 {
		return "", from
	}
	for i = end; i < to && (strings.ContainsRune("、-至", s.look[i]) || isCount(s.look[i])); {
		i++
	}
	return letter + strconv.Itoa(n), s.skip(i)
}

// tail tells whether only a title, a part's number or arrows follow the page:
// 《守护一江春水》, ③, ·下篇.
func (s strip) tail(from, to int) bool {
	for i := from; i < to; {
		switch c := s.look[i]; {
		case c == '《':
			shut := s.closing(i)
			if shut < 0 || shut >= to {
				return false
			}
			i = shut + 1
		case unicode.IsSpace(c), isArrow(c), isMark(c), c >= '①' && c <= '⑳', isDigit(c), strings.ContainsRune("·上中下篇文之一二三", c):
			i++
		default:
			return false
		}
	}
	return true
}

// arrows skips the arrows and marks before a jump; one < may be a bracket.
func (s strip) arrows(from int) int {
	for from < len(s.look) {
		c := s.look[from]
		bracket := c == '<' && from+1 < len(s.look) && s.look[from+1] != '<'
		if bracket || !unicode.IsSpace(c) && !isArrow(c) && !isMark(c) {
			break
		}
		from++
	}
	return from
}

// isArrow tells the arrows around a jump: ▶▶下转A07版, >>>上接.
func isArrow(r rune) bool {
	switch {
	case r >= 0x25b2 && r <= 0x25c5, r >= 0x25d8 && r <= 0x25ff: // triangles: ▲ to ◅, ◘ to ◿
		return true
	case r >= 0x2190 && r <= 0x21ff, r >= 0x2794 && r <= 0x27bf: // arrows
		return true
	}
	return r == '>' || r == '»'
}
