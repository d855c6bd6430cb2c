package main

import (
	"hash/fnv"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/paper"
	"github.com/banmian/banmian/internal/sheet"
)

// A result is the score of one page in one layout.
type result struct {
	name, group, layout string
	*score
}

// An evaluation scores pages by what was not learned from them.
type evaluation struct {
	corpus
	recipes
	layouts []sheet.Layout
	folds   int
	only    int // so many folds are scored, 0: all
	sample  int // so many later real pages are scored
}

// run cross-validates the annotated pages by folds, then learns from the earlier
// pages and scores later ones.
func (e evaluation) run() []result {
	before := e.beforehand()
	teach := e.teacher(before)
	var results []result
	for fold := range e.folds {
		if e.only > 0 && fold >= e.only {
			break
		}
		seen, unseen := split(e.annotated, func(p page) bool { return foldOf(p.name)%e.folds != fold })
		say("fold %d of %d: learning from %d pages, to read %d", fold+1, e.folds, len(seen), len(unseen))
		results = append(results, readAll(teach(seen).Read, unseen, groupOf, e.layouts)...)
		say("so far: %s", briefly(results))
	}
	pages := laterPages(e.ordered, e.sample)
	if len(pages) == 0 {
		return results
	}
	earlier, _ := split(e.annotated, func(p page) bool { return p.day() < later })
	say("learning from %d pages before %s, to read %d after it", len(earlier), later, len(pages))
	return append(results, readAll(teach(earlier).Read, pages, func(page) string { return groupLater }, e.layouts)...)
}

// teacher learns from pages on top of the real text of a corpus. The foundation is
// the same for all folds, as long as there is real text to learn it from.
func (e evaluation) teacher(c corpus) func(seen []page) convert.Learned {
	partial := partialPages(c.ordered, e.partial)
	var shared *foundation
	if len(c.ordered)+len(c.others) > 0 {
		f := e.foundation(c.texts(nil))
		shared = &f
	}
	return func(seen []page) convert.Learned {
		began := time.Now()
		f := shared
		if f == nil {
			own := e.foundation(c.texts(seen))
			f = &own
		}
		reader, kinds := e.learn(*f, seen, partial)
		say("learned in %s", time.Since(began).Round(time.Second))
		return convert.Learned{Reader: reader, Kinds: convert.ParseKinds(kinds)}
	}
}

func split(pages []page, first func(page) bool) (a, b []page) {
	for _, p := range pages {
		if first(p) {
			a = append(a, p)
		} else {
			b = append(b, p)
		}
	}
	return a, b
}

// foldOf draws a number for a page from its name: a new page moves no other.
func foldOf(name string) int {
	h := fnv.New32a()
	h.Write([]byte(name))
	return int(h.Sum32() % 1000)
}

// laterPages takes a sample of the real pages from the later day on, evenly, a few
// of their paragraphs cut as by the foot of a column.
func laterPages(records []record, most int) (pages []page) {
	var all []record
	for _, r := range records {
		if r.Date >= later {
			all = append(all, r)
		}
	}
	rng := rand.New(rand.NewPCG(1, 5))
	for k := range min(most, len(all)) {
		i := k * len(all) / min(most, len(all))
		if p := all[i].page("later-"+all[i].Date+"-"+strconv.Itoa(i), true); len(p.Items) > 0 {
			pages = append(pages, cutSome(p, rng))
		}
	}
	return pages
}

// cutSome cuts six of a hundred long paragraphs in two, as the foot of a column does
// on a printed page.
func cutSome(p page, rng *rand.Rand) page {
	out := sheet.Sheet{Annotated: &paper.Annotated{Facts: p.Facts, Items: p.Items}}
	for _, l := range p.Lines {
		runes := []rune(l.Text)
		if l.Loose == 'T' && len(runes) > 60 && rng.Float64() < 0.06 {
			at := 20 + rng.IntN(len(runes)-40)
			if !strings.ContainsRune("。！？”’；：", runes[at-1]) && !strings.ContainsRune("，。、；：！？”’）》", runes[at]) {
				out.Add(l, string(runes[:at]))
				l.Joined = true
				out.Add(l, string(runes[at:]))
				continue
			}
		}
		out.Add(l, l.Text)
	}
	return page{p.name, out.Annotated, p.weight}
}

// A way to read: by what was just learned, or by what is built in.
type read func(convert.Source, convert.Options) (*paper.Edition, error)

// readAll reads and scores every page in every layout, side by side.
func readAll(read read, pages []page, group func(page) string, layouts []sheet.Layout) []result {
	results := make([]result, len(pages)*len(layouts))
	var wait sync.WaitGroup
	gate := make(chan struct{}, workers)
	for i := range results {
		p, as := pages[i/len(layouts)], layouts[i%len(layouts)]
		gate <- struct{}{}
		wait.Go(func() {
			defer func() { <-gate }()
			set := p.set(as)
			got, err := read(convert.Source{Bytes: []byte(text(set))}, convert.Options{})
			if err != nil { // scores as an empty document
				say("%s: %s: %v", p.name, as.Name, err)
				got = &paper.Edition{}
			}
			results[i] = result{p.name, group(p), as.Name, compare(set, got)}
		})
	}
	wait.Wait()
	return results
}

// text is the page as a reader gets it.
func text(p page) string { return strings.Join(p.Rows, "\n") + "\n" }
