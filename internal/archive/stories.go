package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/banmian/banmian/internal/paper"
	"github.com/banmian/banmian/internal/sheet"
)

// A story is an item of a page, or several that interrupt each other, with the
// furniture below.
type story = *paper.Annotated

// A pool is the stories to draw from: by page, of either script.
type pool map[bool][][]story

// loadPool reads annotated pages and cuts them up.
func loadPool(pattern string) (pool, error) {
	pages, err := sheet.Load(pattern)
	if err != nil {
		return nil, err
	}
	p := pool{}
	for _, page := range pages {
		traditional := isTraditional(strings.Join(page.Rows, ""))
		if all := storiesOf(page.Annotated); len(all) > 0 {
			p[traditional] = append(p[traditional], all)
		}
	}
	if len(p[false]) == 0 || len(p[true]) == 0 {
		return nil, fmt.Errorf("%s: pages in both scripts are needed: run it from the root of the project", pattern)
	}
	return p, nil
}

// isTraditional tells the script of a page by a few characters that every page has.
func isTraditional(text string) bool {
	count := func(set string) (n int) {
		for _, r := range set {
			n += strings.Count(text, string(r))
		}
		return n
	}
	return count("國會報來時個學說為後們這") > count("国会报来时个学说为后们这")
}

// storiesOf gives the stories of a page that may stand on any page: those that lead to
// no other page, and hold nothing of the masthead.
func storiesOf(p *paper.Annotated) (all []story) {
	_, chunks := sheet.Chunks(p)
	for _, c := range chunks {
		if leads(c.Lines(), p.Items) {
			continue
		}
		s := sheet.Sheet{Annotated: &paper.Annotated{}}
		s.Paste(c)
		all = append(all, s.Annotated)
	}
	return all
}

// leads tells lines that belong to their own page.
func leads(lines []paper.AnnotatedLine, items []paper.AnnotatedItem) bool {
	for _, l := range lines {
		switch l.Role {
		case paper.Masthead, paper.Section, paper.SectionLatin, paper.Jump:
			return true
		}
		if l.Item >= 0 && (items[l.Item].Kind == paper.Continuation || items[l.Item].JumpFrom+items[l.Item].JumpTo != "") {
			return true
		}
		for _, word := range [...]string{"上接", "紧接", "下转", "下轉", "文轉", "續轉"} {
			if strings.Contains(l.Text, word) {
				return true
			}
		}
	}
	return false
}

// draw gives the stories of one page: those of a page that was annotated, in another
// order, some of them changed for such of other pages. None is in used, to which they
// are added, unless the pool is too small.
func (p pool) draw(traditional bool, used map[story]bool, rng *rand.Rand) (stories []story) {
	pages := p[traditional]
	for _, s := range pick(pages, rng) {
		if rng.IntN(2) == 0 {
			s = pick(pick(pages, rng), rng)
		}
		if !used[s] {
			stories, used[s] = append(stories, s), true
		}
	}
	if len(stories) == 0 {
		return []story{pick(pick(pages, rng), rng)}
	}
	rng.Shuffle(len(stories), func(i, j int) { stories[i], stories[j] = stories[j], stories[i] })
	return stories
}
