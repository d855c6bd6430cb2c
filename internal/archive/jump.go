package main

import (
	"math/rand/v2"
	"strings"
	"unicode/utf8"

	"github.com/banmian/banmian/internal/paper"
	"github.com/banmian/banmian/internal/sheet"
)

// continueOn cuts one of the page's stories in two and puts the second half on another
// page. It gives nil where no story is long enough.
func (l *leaf) continueOn(to *leaf, rng *rand.Rand) *jump {
	for _, i := range rng.Perm(len(l.stories)) {
		s := l.stories[i]
		at := cutsOf(s)
		if l.halves[s] != nil || len(at) == 0 {
			continue
		}
		first, second := divide(s, pick(at, rng), l.of.turn(to.place, "下转", rng), l.of.turn(l.place, "上接", rng), rng)
		j := &jump{headlineOf(s), &half{leaf: l}, &half{leaf: to}}
		l.stories[i], l.halves[first] = first, j.from
		to.stories, to.halves[second] = append(to.stories, second), j.to
		return j
	}
	return nil
}

// turn spells a jump as the paper does: （下转第3版）, ▶▶下转A03版.
func (t *title) turn(place int, verb string, rng *rand.Rand) string {
	if t.traditional {
		verb = strings.ReplaceAll(verb, "转", "轉")
	}
	words := verb + t.pageWords(place)
	if t.arrow && rng.IntN(2) == 0 {
		words = "▶▶" + words
	}
	return "（" + words + "）"
}

// A cut is where a story may be cut: in the text of a line.
type cut struct{ line, at int }

// leastCut is how many characters a paragraph has that a jump stands in, and onward how
// many there are before it at least.
const leastCut, onward = 60, 20

// cutsOf lists where a story with one item and a headline may be cut: behind the commas
// within its long paragraphs.
func cutsOf(s story) (cuts []cut) {
	if len(s.Items) != 1 || headlineOf(s) == "" {
		return nil
	}
	switch s.Items[0].Kind {
	case paper.News, paper.Feature, paper.Commentary:
	default:
		return nil
	}
	for i, l := range s.Lines {
		if l.Item != 0 {
			return nil // furniture below would go to the other page
		}
		if l.Role != paper.Paragraph || utf8.RuneCountInString(l.Text) < leastCut {
			continue
		}
		for at, r := range l.Text {
			if r == '，' && at > onward*3 && len(l.Text)-at > onward*3 {
				cuts = append(cuts, cut{i, at + len("，")})
			}
		}
	}
	return cuts
}

func headlineOf(s story) string {
	for _, l := range s.Lines {
		if l.Role == paper.Headline {
			return strings.TrimSpace(l.Text)
		}
	}
	return ""
}

// divide makes two stories of one. The words of the jump end the first half; in the
// second they stand before the text or on a line of their own, some times below the
// headline.
func divide(s story, c cut, on, back string, rng *rand.Rand) (first, second story) {
	front := sheet.Sheet{Annotated: &paper.Annotated{Items: s.Items}}
	rear := sheet.Sheet{Annotated: &paper.Annotated{Items: []paper.AnnotatedItem{{Kind: paper.Continuation}}}}
	rear.Rows = append(rear.Rows, gapAbove(s, 0)...)
	style := rng.IntN(3)
	if style == 2 {
		rear.Add(paper.AnnotatedLine{Role: paper.Headline}, headlineOf(s))
	}
	if style > 0 {
		rear.Add(paper.AnnotatedLine{Role: paper.Jump}, back)
		back = ""
	}
	for i, l := range s.Lines {
		switch {
		case i < c.line:
			add(&front, s, i, l.Text)
		case i == c.line:
			add(&front, s, i, l.Text[:c.at]+on)
			l.Joined = true // it is no new paragraph
			rear.Add(l, back+l.Text[c.at:])
		default:
			add(&rear, s, i, l.Text)
		}
	}
	return front.Annotated, rear.Annotated
}

// add puts a line of a story on a sheet, with the blank rows above it.
func add(to *sheet.Sheet, s story, i int, text string) {
	to.Rows = append(to.Rows, gapAbove(s, i)...)
	to.Add(s.Lines[i], text)
}

// gapAbove gives the blank rows above a line.
func gapAbove(s story, i int) []string {
	above := 0
	if i > 0 {
		above = s.Lines[i-1].Number
	}
	return s.Rows[above : s.Lines[i].Number-1]
}
