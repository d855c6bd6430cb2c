package main

import (
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/network"
	"github.com/banmian/banmian/internal/paper"
)

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

// learn teaches a reader from pages.
func learn(f foundation, pages []page, joins, roles recipe) *convert.Reader {
	words := wordsOf(pages, 5)
	fresh := func() *convert.Reader { return convert.NewReader(words, f.characters, f.seam) }
	var halves [2][]page
	for i, p := range pages {
		halves[i%2] = append(halves[i%2], p)
	}
	half := joins
	half.epochs = joins.epochs * 2 / 3
	var other [2]*convert.Reader
	for k := range halves {
		other[k] = learnJoins(fresh(), halves[1-k], half)
	}
	r := learnJoins(fresh(), pages, joins)
	net, _ := r.Joins()
	_, chain := r.Roles()
	roleNet := fit(roles, r.Signs(), r.Measures(), chain, func(epoch int, rng *rand.Rand) []lesson {
		return each(pages, rng, func(i int, p page, rng *rand.Rand) lesson {
			v := vary(p, pages, rng)
			return lesson{r.RoleExample(v.Annotated, other[i%2].JoinOdds(v.Annotated)), p.weight, p.name}
		})
	})
	r.SetNetworks(net, roleNet)
	return r
}

func learnJoins(r *convert.Reader, pages []page, how recipe) *convert.Reader {
	_, chain := r.Joins()
	net := fit(how, r.Signs(), r.Measures(), chain, func(epoch int, rng *rand.Rand) []lesson {
		return each(pages, rng, func(i int, p page, rng *rand.Rand) lesson {
			return lesson{r.JoinExample(vary(p, pages, rng).Annotated), p.weight, p.name}
		})
	})
	r.SetNetworks(net, nil)
	return r
}

// each makes a lesson of every page, in parallel, with a generator of its own
// for each page.
func each(pages []page, rng *rand.Rand, make_ func(i int, p page, rng *rand.Rand) lesson) []lesson {
	out := make([]lesson, len(pages))
	seeds := make([]uint64, len(pages))
	for i := range seeds {
		seeds[i] = rng.Uint64()
	}
	var wait sync.WaitGroup
	gate := make(chan struct{}, workers)
	for i, p := range pages {
		wait.Add(1)
		gate <- struct{}{}
		go func() {
			defer func() { <-gate; wait.Done() }()
			out[i] = make_(i, p, rand.New(rand.NewPCG(seeds[i], 5)))
		}()
	}
	wait.Wait()
	return out
}

// vary sets a page as another paper might: in another layout, with paragraphs
// cut by columns, its items in another order.
func vary(p page, all []page, rng *rand.Rand) page {
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
