package main

import (
	"math/rand/v2"
	"strings"
	"time"

	"github.com/banmian/banmian/internal/paper"
	"github.com/banmian/banmian/internal/sheet"
)

// A leaf is one page of an issue.
type leaf struct {
	of      *title
	day     time.Time
	place   int    // in the issue, from 0
	section string // empty where the page does not print it
	layout  string
	stories []story
	halves  map[story]*half // which of them are half a story
	text    string
}

// A half is where one half of a continued story stands: on these lines of the leaf.
type half struct {
	leaf        *leaf
	first, last int
}

// A jump is a story that is continued on another leaf.
type jump struct {
	headline string
	from, to *half
}

// newIssue makes the first so many pages of an issue.
func newIssue(o options, p pool, of *title, day time.Time, pages int, rng *rand.Rand) ([]*leaf, []*jump) {
	leaves := make([]*leaf, pages)
	used := map[story]bool{}
	for i := range leaves {
		l := &leaf{of: of, day: day, place: i, layout: o.layouts.draw(rng), halves: map[story]*half{}}
		if of.masthead < bareMasthead {
			l.section = pick(sectionNames[of.traditional], rng)
		}
		for _, s := range p.draw(of.traditional, used, rng) {
			l.stories = append(l.stories, vary(s, day, rng))
		}
		leaves[i] = l
	}
	var jumps []*jump
	for i, l := range leaves[:len(leaves)-1] {
		if rng.Float64() >= o.jumps {
			continue
		}
		if j := l.continueOn(leaves[i+1+rng.IntN(len(leaves)-1-i)], rng); j != nil {
			jumps = append(jumps, j)
		}
	}
	for _, l := range leaves {
		l.setAll(rng)
	}
	return leaves, jumps
}

// setAll sets the page: its masthead, and the stories below.
func (l *leaf) setAll(rng *rand.Rand) {
	page := sheet.Sheet{Annotated: &paper.Annotated{}}
	lines, hasSection := l.of.mastheadOf(l.day, l.place, l.section)
	for i, text := range lines {
		role := paper.Masthead
		if hasSection && i == len(lines)-1 {
			role = paper.Section
		}
		page.Add(paper.AnnotatedLine{Role: role, Item: -1}, text)
	}
	items := map[int]*half{} // the first item of each half
	rng.Shuffle(len(l.stories), func(i, j int) { l.stories[i], l.stories[j] = l.stories[j], l.stories[i] })
	for _, s := range l.stories {
		if h := l.halves[s]; h != nil {
			items[len(page.Items)] = h
		}
		page.Paste(sheet.Whole(s))
	}
	layout, _ := sheet.LayoutNamed(l.layout)
	set := layout.Set(page.Annotated)
	for _, line := range set.Lines {
		if h := items[line.Item]; h != nil {
			if h.first == 0 {
				h.first = line.Number
			}
			h.last = line.Number
		}
	}
	l.text = strings.Join(set.Rows, "\n") + "\n"
}
