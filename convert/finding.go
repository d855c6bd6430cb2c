package convert

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/banmian/banmian/internal/paper"
)

// Where a finding begins, in characters. Annotated pages print less.
const (
	longHead  = 90 // a kicker, headline or deck: the longest there has 81
	longOther = 60 // an advert, a slogan or a line of an index: the longest there has 55
	fewest    = 30 // a text that two articles share only if they are one: 声明作废 stands on a page often
)

// wantsHeadline tells a story whose headline was missed. Briefs, pictures, notices,
// poems and the rests of stories often stand without one, and so do the pieces of a
// column (读者来电, 微言), which follow its kicker or one another. But a rest with a
// kicker has more than a rest is given: the kicker is its headline.
func wantsHeadline(a, above *paper.Article) bool {
	if a.Headline != "" {
		return false
	}
	switch a.Kind {
	case paper.News, paper.Commentary, paper.Feature:
		inColumn := above != nil && above.Headline == "" && above.Kind == a.Kind
		return len(a.Kickers) == 0 && !inColumn
	case paper.Continuation:
		return len(a.Kickers) > 0
	}
	return false
}

// brokenOff gives the last paragraph of a story and its last line where it stops in
// the middle of a sentence and no jump leads on: …会议强调，
func brokenOff(a *paper.Article) (text string, lines []int) {
	if len(a.Body) == 0 || a.ContinuedOn != nil {
		return "", nil
	}
	last := a.Body[len(a.Body)-1]
	if mark, _ := utf8.DecodeLastRuneInString(last.Text); last.Role != paper.Paragraph || !strings.ContainsRune("，、；：（“《", mark) {
		return "", nil
	}
	for _, span := range slices.Backward(a.Spans) {
		if n := len(span.Lines); span.Role == paper.Paragraph && n > 0 {
			return last.Text, span.Lines[n-1:]
		}
	}
	return last.Text, nil
}

// numbered tells a page whose number is known, or that says nothing of itself: the
// text of a web edition often has no folio at all.
func numbered(p *paper.Page) bool {
	return p.Number != "" || !slices.ContainsFunc(p.Furniture, func(b paper.Block) bool { return b.Role == paper.Masthead })
}

func isHead(r paper.Role) bool {
	return r == paper.Kicker || r == paper.Headline || r == paper.Deck
}

// outside counts the characters of a page that are in no article, and all of them.
func outside(p *paper.Page) (outside, all int) {
	for _, b := range p.Furniture {
		outside += utf8.RuneCountInString(b.Text)
	}
	all = outside
	for i := range p.Articles {
		for _, b := range texts(&p.Articles[i]) {
			all += utf8.RuneCountInString(b.Text)
		}
	}
	return outside, all
}

// oddIn lists the characters of a text that no page prints, with how often each
// stands there: "U+E005 ×2, U+FFFD ×1"; "" if there is none.
func oddIn(text string) string {
	if strings.IndexFunc(text, isOdd) < 0 {
		return ""
	}
	counts := map[rune]int{}
	for _, r := range text {
		if isOdd(r) {
			counts[r]++
		}
	}
	var list []string
	for _, r := range slices.Sorted(maps.Keys(counts)) {
		list = append(list, fmt.Sprintf("%U ×%d", r, counts[r]))
	}
	return strings.Join(list, ", ")
}

func isOdd(r rune) bool { return r > 0x7f && unicode.Is(odd, r) }

// odd are the characters that only damage, one font or a program puts into a text.
var odd = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x00ad, Hi: 0x00ad, Stride: 1}, // soft hyphen
		{Lo: 0x200b, Hi: 0x200f, Stride: 1}, // zero width space and joiners, marks of direction
		{Lo: 0x202a, Hi: 0x202e, Stride: 1}, // embeddings and overrides of direction
		{Lo: 0x2060, Hi: 0x206f, Stride: 1}, // word joiner and other invisible ones
		{Lo: 0x2400, Hi: 0x2426, Stride: 1}, // control pictures: ␀ ␊
		{Lo: 0x2e80, Hi: 0x2fd5, Stride: 1}, // radicals: ⽂ (U+2F42) where 文 should stand
		{Lo: 0xe000, Hi: 0xf8ff, Stride: 1}, // private use
		{Lo: 0xfff9, Hi: 0xfffd, Stride: 1}, // annotations, object and replacement character
	},
	R32: []unicode.Range32{{Lo: 0xf0000, Hi: 0x10fffd, Stride: 1}}, // private use
}

// texts lists what an article prints, role by role, each with the lines of its span;
// with those of the article's first span where a role has more or fewer spans than texts.
func texts(a *paper.Article) []paper.Block {
	blocks := roleByRole(a)
	var counts [paper.Roles]int
	for _, b := range blocks {
		counts[b.Role]++
	}
	var spans [paper.Roles][]paper.Span
	for _, s := range a.Spans {
		spans[s.Role] = append(spans[s.Role], s)
	}
	for i := range blocks {
		b := &blocks[i]
		b.Lines = firstSpan(a)
		if own := spans[b.Role]; len(own) == counts[b.Role] {
			counts[b.Role]--
			b.Lines, spans[b.Role] = own[0].Lines, own[1:]
		}
	}
	return blocks
}

// roleByRole lists what an article prints, a line each where the source has one.
func roleByRole(a *paper.Article) (out []paper.Block) {
	add := func(role paper.Role, text string) {
		for line := range strings.SplitSeq(text, "\n") {
			if line != "" {
				out = append(out, paper.Block{Role: role, Text: line})
			}
		}
	}
	for _, kicker := range a.Kickers {
		add(paper.Kicker, kicker)
	}
	add(paper.Headline, a.Headline)
	for _, deck := range a.Decks {
		add(paper.Deck, deck)
	}
	add(paper.Byline, a.Byline)
	for _, b := range a.Body {
		add(b.Role, b.Text)
	}
	for _, image := range a.Images {
		add(paper.Caption, image.Caption)
		add(paper.Credit, image.Credit)
	}
	for _, jump := range []*paper.JumpLine{a.ContinuedFrom, a.ContinuedOn} {
		if jump != nil {
			add(paper.Jump, jump.Text)
		}
	}
	return out
}

// bodyOf is the text of an article without its head and pictures.
func bodyOf(a *paper.Article) string {
	var text strings.Builder
	for _, b := range a.Body {
		text.WriteString(b.Text + "\n")
	}
	return text.String()
}

// nameOf is what a finding calls an article: the opening of its headline, or of its
// first text.
func nameOf(a *paper.Article) string {
	if a.Headline != "" {
		return opening(a.Headline)
	}
	for _, b := range roleByRole(a) {
		return opening(b.Text)
	}
	return ""
}

// excerpt is how many runes of print a finding shows.
const excerpt = 16

// opening is how a text begins, on one line: 本报讯（记者 程思齐 乔 木）6…
func opening(text string) string {
	runes := []rune(oneLine(text))
	if len(runes) <= excerpt {
		return string(runes)
	}
	return string(runes[:excerpt]) + "…"
}

// ending is how a text ends: …在“实”字上下功夫，
func ending(text string) string {
	runes := []rune(oneLine(text))
	if len(runes) <= excerpt {
		return string(runes)
	}
	return "…" + string(runes[len(runes)-excerpt:])
}

// oneLine leaves out what does not show, and makes white space single spaces.
func oneLine(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsPrint(r) {
			return r
		}
		return -1
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// firstSpan gives the lines on which an article begins; an edition that was edited by
// hand may not know them.
func firstSpan(a *paper.Article) []int {
	if len(a.Spans) == 0 {
		return nil
	}
	return a.Spans[0].Lines
}

// firstLine gives the first line that a page has in its source.
func topLine(p *paper.Page) []int {
	first := math.MaxInt
	for _, b := range p.Furniture {
		for _, line := range b.Lines {
			first = min(first, line)
		}
	}
	for _, a := range p.Articles {
		for _, s := range a.Spans {
			for _, line := range s.Lines {
				first = min(first, line)
			}
		}
	}
	if first == math.MaxInt {
		return nil
	}
	return []int{first}
}
