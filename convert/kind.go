package convert

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/banmian/banmian/internal/paper"
)

// An outline is what an item looks like to one who asks for its kind: how many
// blocks of each role, how long they are, how it begins and who signs it.
type outline struct {
	blocks, runes [paper.Roles]int
	first         paper.Role
	lede          string // none, dateline (本报讯), reporters (记者王芳报道：)
	byline        string // none, reporter, name, other (an office, a school)
	signature     string // none, sure, likely
	marked        bool   // the first paragraph begins with ●, ▲, …
	dashed        bool   // a deck begins with ——
	back, on      bool   // it came from another page, it goes on there
	answers       int    // paragraphs that begin with 问 or 答
	longest       int    // its longest line of verse
}

// outlineOf takes the outline of an item.
func outlineOf(it item) outline {
	s := outline{lede: "none", byline: "none", signature: "none"}
	if len(it.blocks) > 0 {
		s.first = it.blocks[0].role
	}
	last := lastParagraph(it)
	for n, b := range it.blocks {
		size := utf8.RuneCountInString(b.text)
		s.blocks[b.role]++
		s.runes[b.role] += size
		switch b.role {
		case paper.Paragraph:
			s.paragraph(b.text, s.blocks[b.role] == 1, n == last)
		case paper.Byline:
			s.byline = bylineSort(b.text)
		case paper.Jump:
			s.turn(b.text)
		case paper.Deck:
			s.dashed = s.dashed || strings.HasPrefix(b.text, "——") || strings.HasPrefix(b.text, "──")
		case paper.Verse:
			s.longest = max(s.longest, size)
		}
	}
	return s
}

func (s *outline) paragraph(text string, first, last bool) {
	s.turn(text)
	if strings.HasPrefix(text, "问") || strings.HasPrefix(text, "問") || strings.HasPrefix(text, "答") {
		s.answers++
	}
	if first {
		if l := lede(text); l.dateline != "" {
			s.lede = "dateline"
		} else if len(l.people) > 0 {
			s.lede = "reporters"
		}
		r, _ := utf8.DecodeRuneInString(text)
		s.marked = isMark(fold(r))
	}
	if last {
		if end, sure := signature(text); sure {
			s.signature = "sure"
		} else if len(end.people) > 0 {
			s.signature = "likely"
		}
	}
}

func (s *outline) turn(text string) {
	for _, t := range jump(text) {
		s.back, s.on = s.back || t.back, s.on || !t.back
	}
}

// bylineSort tells who signs: a reporter (本报记者 王芳), a name (闻道), or neither (某市自来水公司).
func bylineSort(text string) string {
	people, sure := byline(text)
	switch {
	case sure && people[0].Role != "":
		return "reporter"
	case len(people) > 0:
		return "name"
	}
	return "other"
}

// body is how many runes of text the item has.
func (s outline) body() int {
	return s.runes[paper.Paragraph] + s.runes[paper.Crosshead] + s.runes[paper.Verse]
}

// head is headed or headless: most signs weigh differently in a brief without a
// headline.
func (s outline) head() string {
	if s.blocks[paper.Headline] > 0 {
		return "headed"
	}
	return "headless"
}

// A teller names signs one by one, each in the same buffer, so that weighing the
// hundreds of signs of an item costs no memory.
type teller struct {
	buffer []byte
	tell   func(sign []byte)
}

// say tells the sign whose name is made of the parts: say("body", "3") tells body.3.
func (t *teller) say(parts ...string) {
	t.buffer = t.buffer[:0]
	for n, part := range parts {
		if n > 0 {
			t.buffer = append(t.buffer, '.')
		}
		t.buffer = append(t.buffer, part...)
	}
	t.tell(t.buffer)
}

// sayIf tells a sign only where it is so.
func (t *teller) sayIf(so bool, parts ...string) {
	if so {
		t.say(parts...)
	}
}

// signs tells what the outline shows.
func (s outline) signs(t *teller) {
	head, size := s.head(), tier(s.body(), 0, 40, 80, 140, 220, 350, 600, 1000, 1800)
	t.say("any")
	t.say("first", s.first.String())
	t.say("lede", s.lede)
	t.say("byline", s.byline)
	t.say("signature", s.signature)
	t.say("paragraphs", tier(s.blocks[paper.Paragraph], 0, 1, 2, 4, 8, 16))
	t.say("body", size)
	t.say(head, "body", size)
	t.say(head, "byline", s.byline)
	t.say(head, "lede", s.lede)
	t.say("headline.length", tier(s.runes[paper.Headline], 0, 6, 10, 14, 20, 30))
	t.say("lede", s.lede, "byline", s.byline)
	t.say("lede", s.lede, "body", tier(s.body(), 80, 140, 220, 350, 600, 1000))
	for _, r := range [...]paper.Role{paper.Kicker, paper.Headline, paper.Deck, paper.Byline, paper.Crosshead, paper.Verse, paper.Caption, paper.Credit} {
		t.say("count", r.String(), tier(s.blocks[r], 0, 1, 3, 8))
	}
	if n := s.blocks[paper.Paragraph]; n > 0 {
		t.say("paragraph.length", tier(s.runes[paper.Paragraph]/n, 30, 60, 100, 160))
	}
	if n := s.blocks[paper.Verse]; n > 0 {
		t.say("verse.share", tier(10*s.runes[paper.Verse]/max(1, s.body()), 2, 5, 8, 9))
		t.say("verse.longest", tier(s.longest, 10, 16, 24))
		t.say("verse.mean", tier(s.runes[paper.Verse]/n, 6, 9, 12, 16))
	}
	t.sayIf(s.body() == 0, "bodyless")
	t.sayIf(s.dashed, "deck.dash")
	t.sayIf(s.marked, "marked")
	t.sayIf(s.marked, head, "marked")
	t.sayIf(s.back, "from.page")
	t.sayIf(s.on, "to.page")
	t.sayIf(s.answers > 1, "answers")
}

// tier names the step that a number reaches: the count of the ends below it.
func tier(n int, ends ...int) string {
	step := 0
	for step < len(ends) && n > ends[step] {
		step++
	}
	return strconv.Itoa(step)
}

// A commons is what the items of a page have in common, each as a tier of the
// share of items: a page of notices, of verse, of letters.
type commons struct{ headless, told, named, verse, long, items string }

func commonsOf(outlines []outline) commons {
	share := func(is func(outline) bool) string {
		k := 0
		for _, s := range outlines {
			if is(s) {
				k++
			}
		}
		return tier(10*k/max(1, len(outlines)), 0, 1, 3, 5, 7)
	}
	return commons{
		headless: share(func(s outline) bool { return s.blocks[paper.Headline] == 0 }),
		told:     share(func(s outline) bool { return s.lede != "none" }),
		named:    share(func(s outline) bool { return s.byline == "name" }),
		verse:    share(func(s outline) bool { return s.blocks[paper.Verse] > 0 }),
		long:     share(func(s outline) bool { return s.body() > 600 }),
		items:    tier(len(outlines), 2, 5, 8, 12, 20),
	}
}

func (l commons) signs(t *teller) {
	t.say("page.headless", l.headless)
	t.say("page.ledes", l.told)
	t.say("page.names", l.named)
	t.say("page.verse", l.verse)
	t.say("page.long", l.long)
	t.say("page.items", l.items)
}

// words tells the words of an item's heads and of its first lines, as pairs of
// neighbouring hanzi: 简讯, 声明, 时评; of the lines other marks as well.
func (t *teller) words(it item) {
	left := 100 // runes of the body that are looked at: with 160 no more items were right
	for _, b := range it.blocks {
		switch b.role {
		case paper.Kicker, paper.Headline, paper.Deck, paper.Byline:
			t.pairs(b.role.String(), b.text, len(b.text), false)
		case paper.Paragraph:
			left -= t.pairs("text", b.text, left, true)
		}
	}
}

// pairs tells the pairs of neighbouring hanzi among the first runes of a text, and
// with marks also each rune that is no hanzi. It returns how many runes it saw.
func (t *teller) pairs(name, text string, limit int, marks bool) int {
	seen, last := 0, rune(0)
	for _, r := range text {
		if seen >= limit {
			break
		}
		r = foldNarrow(fold(r), last)
		t.buffer = append(append(t.buffer[:0], name...), '.')
		switch hanzi := isHanzi(r); {
		case hanzi && isHanzi(last):
			t.tell(utf8.AppendRune(utf8.AppendRune(t.buffer, last), r))
		case !hanzi && marks:
			t.tell(utf8.AppendRune(t.buffer, r))
		}
		seen, last = seen+1, r
	}
	return seen
}
