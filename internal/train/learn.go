package main

import (
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/network"
	"github.com/banmian/banmian/internal/paper"
	"github.com/banmian/banmian/internal/sheet"
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

// mixShare is how many of the pages are mixed with others.
const mixShare = 0.4

// variants is how many layouts of each page are learned from.
const variants = 10

// learn teaches a reader from pages, and the words that at least least of them have.
func learn(f foundation, pages []page, least int, joins, roles recipe) *convert.Reader {
	words := wordsOf(pages, least)
	fresh := func() *convert.Reader { return convert.NewReader(words, f.characters, f.seam) }
	r := fresh()
	set := setAll(pages, joins.seed)
	joinLessons := each(set, func(i int, p page) lesson { return lesson{r.JoinExample(p.Annotated), p.weight} })
	var other [2]*convert.Reader
	half := joins
	half.epochs = joins.epochs * 2 / 3
	for k := range other {
		other[k] = learnJoins(fresh(), joinLessons, half, func(page int) bool { return page%2 != k })
	}
	learnJoins(r, joinLessons, joins, func(int) bool { return true })
	roleLessons := each(set, func(i int, p page) lesson {
		return lesson{r.RoleExample(p.Annotated, joinLessons[i].Example, other[i/variants%2]), p.weight}
	})
	joinNets, _ := r.Joins()
	r.SetNetworks(joinNets, learnRoles(r, fresh, roleLessons, roles))
	return r
}

// learnRoles teaches a committee, each member with a chain of its own, and gives the
// reader's chain the mean of these.
func learnRoles(r *convert.Reader, fresh func() *convert.Reader, lessons []lesson, how recipe) (nets network.Committee) {
	_, mean := r.Roles()
	for range how.members {
		_, chain := fresh().Roles()
		net := r.NewNetwork(how.hidden, how.filters, chain.Labels, how.dilations)
		fit(how, net, chain, pick(lessons, func(int) bool { return true }))
		network.Add(mean.Pair, chain.Pair, 1/float32(how.members))
		network.Add(mean.Phase, chain.Phase, 1/float32(how.members))
		nets = append(nets, net)
		how.seed += nextMember
	}
	mean.Prepare()
	return nets
}

// nextMember parts the seeds of a committee's members.
const nextMember = 1000

func learnJoins(r *convert.Reader, lessons []lesson, how recipe, wanted func(page int) bool) *convert.Reader {
	_, chain := r.Joins()
	net := r.NewNetwork(how.hidden, how.filters, chain.Labels, how.dilations)
	fit(how, net, chain, pick(lessons, wanted))
	r.SetNetworks(network.Committee{net}, nil)
	return r
}

// setAll sets each page in so many variants, in order: all of the first page,
// all of the second.
func setAll(pages []page, seed uint64) []page {
	var out []page
	for i, p := range pages {
		rng := rand.New(rand.NewPCG(seed, uint64(i)))
		for range variants {
			out = append(out, vary(p, pages, rng))
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
// cut by columns, its items in another order and among those of other pages.
func vary(p page, all []page, rng *rand.Rand) page {
	as := anyLayout(rng)
	if rng.Float32() < mixShare {
		p = mix(p, all, as, rng)
	}
	if rng.Float32() < 0.5 {
		p = cutColumns(p, rng)
	}
	return p.set(as)
}

// anyLayout draws a layout: a third of the pages stay as they are.
func anyLayout(rng *rand.Rand) sheet.Layout {
	switch x := rng.Float32(); {
	case x < 0.35:
		return sheet.Layout{Name: "as-is"}
	case x < 0.52:
		return sheet.Layout{Name: "blank"}
	case x < 0.67:
		return sheet.Layout{Name: "tight"}
	case x < 0.75:
		return sheet.Layout{Name: "flat"}
	}
	return sheet.Layout{Name: "wrap", Width: 11 + rng.IntN(13)}
}

// mix puts a page's chunks in another order, leaves some out, and, where the
// layout is the same for all, takes some from another page.
func mix(p page, all []page, as sheet.Layout, rng *rand.Rand) page {
	head, rest := sheet.Chunks(p.Annotated)
	rng.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
	if as.Name != "as-is" {
		rest = rest[:max(1, len(rest)*2/3)]
		_, more := sheet.Chunks(all[rng.IntN(len(all))].Annotated)
		rng.Shuffle(len(more), func(i, j int) { more[i], more[j] = more[j], more[i] })
		rest = append(rest, more[:min(len(more), 1+rng.IntN(6))]...)
		rng.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
	}
	out := sheet.Sheet{Annotated: &paper.Annotated{Facts: p.Facts}}
	for _, c := range append([]sheet.Chunk{head}, rest...) {
		out.Paste(c)
	}
	return page{p.name, out.Annotated, p.weight}
}

// cutColumns cuts some long paragraphs in two, as a column's foot does.
func cutColumns(p page, rng *rand.Rand) page {
	out := sheet.Sheet{Annotated: &paper.Annotated{Facts: p.Facts, Items: p.Items}}
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
				out.Add(l, string(runes[:at]))
				if blank {
					out.Rows = append(out.Rows, "")
				}
				l.Joined = true
				out.Add(l, string(runes[at:]))
				continue
			}
		}
		out.Add(l, l.Text)
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
