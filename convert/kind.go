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

// bylineSort tells who signs: a reporter (本报记者 王芳), a name (静好), or neither (某市自来水公司).
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

// signs names what the outline shows.
func (s outline) signs() []string {
	head, size := s.head(), tier(s.body(), 0, 40, 80, 140, 220, 350, 600, 1000, 1800)
	out := []string{
		"any", "first." + s.first.String(), "lede." + s.lede, "byline." + s.byline, "signature." + s.signature,
		"paragraphs." + tier(s.blocks[paper.Paragraph], 0, 1, 2, 4, 8, 16),
		"body." + size, head + ".body." + size, head + ".byline." + s.byline, head + ".lede." + s.lede,
		"headline.length." + tier(s.runes[paper.Headline], 0, 6, 10, 14, 20, 30),
		"lede." + s.lede + ".byline." + s.byline,
		"lede." + s.lede + ".body." + tier(s.body(), 80, 140, 220, 350, 600, 1000),
	}
	for _, r := range [...]paper.Role{paper.Kicker, paper.Headline, paper.Deck, paper.Byline, paper.Crosshead, paper.Verse, paper.Caption, paper.Credit} {
		out = append(out, r.String()+"s."+tier(s.blocks[r], 0, 1, 3, 8))
	}
	if n := s.blocks[paper.Paragraph]; n > 0 {
		out = append(out, "paragraph.length."+tier(s.runes[paper.Paragraph]/n, 30, 60, 100, 160))
	}
	if n := s.blocks[paper.Verse]; n > 0 {
		out = append(out, "verse.share."+tier(10*s.runes[paper.Verse]/max(1, s.body()), 2, 5, 8, 9),
			"verse.longest."+tier(s.longest, 10, 16, 24), "verse.mean."+tier(s.runes[paper.Verse]/n, 6, 9, 12, 16))
	}
	for _, f := range [...]struct {
		name string
		on   bool
	}{
		{"bodyless", s.body() == 0}, {"deck.dash", s.dashed}, {"marked", s.marked}, {head + ".marked", s.marked},
		{"from.page", s.back}, {"to.page", s.on}, {"answers", s.answers > 1},
	} {
		if f.on {
			out = append(out, f.name)
		}
	}
	return out
}

// tier names the step that a number reaches: the count of the ends below it.
func tier(n int, ends ...int) string {
	step := 0
	for step < len(ends) && n > ends[step] {
		step++
	}
	return strconv.Itoa(step)
}

// pageOutline names what the items of a page have in common: a page of notices, of
// verse, of letters.
func pageOutline(outlines []outline) []string {
	var headless, told, named, verse, long int
	for _, s := range outlines {
		headless += one(s.blocks[paper.Headline] == 0)
		told += one(s.lede != "none")
		named += one(s.byline == "name")
		verse += one(s.blocks[paper.Verse] > 0)
		long += one(s.body() > 600)
	}
	n := max(1, len(outlines))
	share := func(k int) string { return tier(10*k/n, 0, 1, 3, 5, 7) }
	return []string{
		"page.headless." + share(headless), "page.ledes." + share(told), "page.names." + share(named),
		"page.verse." + share(verse), "page.long." + share(long), "page.items." + tier(n, 2, 5, 8, 12, 20),
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// wordSigns names the words of an item's heads and of its first lines, as pairs of
// neighbouring hanzi: 简讯, 声明, 时评.
func wordSigns(it item) []string {
	const beginning = 100 // runes of the body that are looked at
	var out []string
	left := beginning
	for _, b := range it.blocks {
		switch b.role {
		case paper.Kicker, paper.Headline, paper.Deck, paper.Byline:
			out = append(out, pairs(b.role.String()+".", foldText(b.text))...)
		case paper.Paragraph:
			if left <= 0 {
				continue
			}
			look := peel(b.text, left).look
			out = append(out, pairs("text.", look)...)
			for _, r := range look {
				if !isHanzi(r) {
					out = append(out, "text."+string(r))
				}
			}
			left -= len(look)
		}
	}
	return out
}

// pairs names the pairs of neighbouring hanzi.
func pairs(prefix string, look []rune) []string {
	var out []string
	for i := 0; i+1 < len(look); i++ {
		if isHanzi(look[i]) && isHanzi(look[i+1]) {
			out = append(out, prefix+string(look[i:i+2]))
		}
	}
	return out
}
