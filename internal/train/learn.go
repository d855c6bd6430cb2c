package main

import (
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/network"
	"github.com/banmian/banmian/internal/paper"
)

var leastPages = 5

// foundation is what is learned from real text before the pages are looked at.
type foundation struct {
	characters []rune
	seam       *network.Seam
}

// wordsOf lists the words that stand on at least least pages.
func wordsOf(pages []page, least int) []string {
	spread := map[string]int{}
	for _, p := range pages {
		seen := map[string]bool{}
		for _, l := range p.Lines {
			convert.EachWord(l.Text, func(name string) {
				if !seen[name] {
					seen[name] = true
					spread[name]++
				}
			})
		}
	}
	var words []string
	for w, n := range spread {
		if n >= least {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	return words
}

// variants is how many layouts of each page are learned from.
const variants = 10

// learn teaches a reader from pages.
func learn(f foundation, pages []page, joins, roles recipe) *convert.Reader {
	words := wordsOf(pages, leastPages)
	fresh := func() *convert.Reader { return convert.NewReader(words, f.characters, f.seam) }
	r := fresh()
	set := setAll(pages, joins.seed)
	joinLessons := each(set, func(i int, p page) lesson { return lesson{r.JoinExample(p.Annotated), p.weight, p.name} })
	var other [2]*convert.Reader
	half := joins
	half.epochs = joins.epochs * 2 / 3
	for k := range other {
		other[k] = learnJoins(fresh(), joinLessons, half, func(page int) bool { return page%2 != k })
	}
	learnJoins(r, joinLessons, joins, func(int) bool { return true })
	roleLessons := each(set, func(i int, p page) lesson {
		return lesson{r.RoleExample(p.Annotated, joinLessons[i].Example, other[i/variants%2]), p.weight, p.name}
	})
	net, _ := r.Joins()
	_, chain := r.Roles()
	r.SetNetworks(net, fit(roles, r.Signs(), r.Measures(), chain, pick(roleLessons, func(int) bool { return true })))
	return r
}

func learnJoins(r *convert.Reader, lessons []lesson, how recipe, wanted func(page int) bool) *convert.Reader {
	_, chain := r.Joins()
	r.SetNetworks(fit(how, r.Signs(), r.Measures(), chain, pick(lessons, wanted)), nil)
	return r
}

// setAll sets each page in so many variants, in order: all of the first page,
// all of the second.
func setAll(pages []page, seed uint64) []page {
	var out []page
	for i, p := range pages {
		rng := rand.New(rand.NewPCG(seed, uint64(i)))
		for range variants {
			out = append(out, vary(p, rng))
		}
	}
	return out
}

// pick gives each epoch one variant of every wanted page.
func pick(lessons []lesson, wanted func(page int) bool) func(epoch int) []lesson {
	return func(epoch int) []lesson {
		var out []lesson
		for page := range len(lessons) / variants {
			if wanted(page) {
				out = append(out, lessons[page*variants+(epoch+page)%variants])
			}
		}
		return out
	}
}

// each makes a lesson of every page, in parallel.
func each(pages []page, lessonOf func(i int, p page) lesson) []lesson {
	out := make([]lesson, len(pages))
	var wait sync.WaitGroup
	gate := make(chan struct{}, workers)
	for i, p := range pages {
		wait.Add(1)
		gate <- struct{}{}
		go func() {
			defer func() { <-gate; wait.Done() }()
			out[i] = lessonOf(i, p)
		}()
	}
	wait.Wait()
	return out
}

// vary sets a page as another paper might: in another layout, with paragraphs
// cut by columns, its items in another order.
func vary(p page, rng *rand.Rand) page {
	if rng.Float32() < 0.25 {
		p = shuffle(p, rng)
	}
	if rng.Float32() < 0.5 {
		p = cutColumns(p, rng)
	}
	switch x := rng.Float32(); {
	case x < 0.35:
		return p
	case x < 0.52:
		return layout{name: "blank"}.set(p)
	case x < 0.67:
		return layout{name: "tight"}.set(p)
	case x < 0.75:
		return layout{name: "flat"}.set(p)
	}
	return layout{"wrap", 11 + rng.IntN(13)}.set(p)
}

// shuffle puts the items of a page in another order, if none interrupts another.
func shuffle(p page, rng *rand.Rand) page {
	type run struct{ from, to int }
	runs := make([]run, len(p.Items))
	last := -1
	for i, l := range p.Lines {
		if l.Item < 0 {
			if last >= 0 && last < len(p.Items)-1 {
				return p // furniture between items keeps its place
			}
			continue
		}
		if l.Item < last {
			return p
		}
		if l.Item > last {
			runs[l.Item].from, last = i, l.Item
		}
		runs[l.Item].to = i + 1
	}
	order := rng.Perm(len(p.Items))
	out := sheet{Annotated: &paper.Annotated{Facts: p.Facts, Items: p.Items}}
	put := func(from, to int) {
		for i := from; i < to; i++ {
			start := 0
			if i > 0 {
				start = p.Lines[i-1].Number
			}
			out.Rows = append(out.Rows, p.Rows[start:p.Lines[i].Number-1]...)
			out.add(p.Lines[i], p.Lines[i].Text)
		}
	}
	if len(runs) == 0 {
		return p
	}
	put(0, runs[0].from)
	for _, k := range order {
		put(runs[k].from, runs[k].to)
	}
	put(runs[len(runs)-1].to, len(p.Lines))
	return page{p.name, out.Annotated, p.weight}
}

// cutColumns cuts some long paragraphs in two, as a column's foot does.
func cutColumns(p page, rng *rand.Rand) page {
	out := sheet{Annotated: &paper.Annotated{Facts: p.Facts, Items: p.Items}}
	blank := false
	for i, l := range p.Lines {
		start := 0
		if i > 0 {
			start = p.Lines[i-1].Number
		}
		gap := p.Rows[start : l.Number-1]
		out.Rows = append(out.Rows, gap...)
		blank = len(gap) > 0
		runes := []rune(l.Text)
		if l.Role == paper.Paragraph && len(runes) > 40 && rng.Float32() < 0.15 {
			at := 10 + rng.IntN(len(runes)-20)
			if !contains(noOpening, runes[at]) && !contains(noEnding, runes[at-1]) && !contains("。！？…", runes[at-1]) {
				out.add(l, string(runes[:at]))
				if blank {
					out.Rows = append(out.Rows, "")
				}
				l.Joined = true
				out.add(l, string(runes[at:]))
				continue
			}
		}
		out.add(l, l.Text)
	}
	return page{p.name, out.Annotated, p.weight}
}

func contains(set string, r rune) bool {
	for _, x := range set {
		if x == r {
			return true
		}
	}
	return false
}
