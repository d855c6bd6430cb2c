package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/network"
	"github.com/banmian/banmian/internal/paper"
	"github.com/banmian/banmian/internal/sheet"
)

// record is a real page whose heads are known, as the data's README tells.
type record struct {
	Date     string
	Articles []struct{ Kicker, Headline, Subheads, Byline, Body, Captions []string }
}

// loadRecords reads real pages dated before a day.
func loadRecords(file, before string) ([]record, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var out []record
	rows := bufio.NewScanner(z)
	rows.Buffer(nil, 1<<24)
	for rows.Scan() {
		var r record
		if err := json.Unmarshal(rows.Bytes(), &r); err != nil {
			return nil, err
		}
		if r.Date < before {
			out = append(out, r)
		}
	}
	return out, rows.Err()
}

// page makes an annotated page of a real one: T for text of a body, D for a line
// of a head where its role is not known. It has no furniture.
func (r record) page(name string, headsKnown bool) page {
	out := sheet.Sheet{Annotated: &paper.Annotated{}}
	for _, a := range r.Articles {
		if len(a.Body)+len(a.Captions) == 0 {
			continue
		}
		out.Items = append(out.Items, paper.AnnotatedItem{HeadsOnly: true})
		add := func(texts []string, role paper.Role, loose byte) {
			for _, t := range texts {
				if t = strings.Join(strings.Fields(t), " "); t != "" {
					out.Add(paper.AnnotatedLine{Role: role, Item: len(out.Items) - 1, Loose: loose}, t)
				}
			}
		}
		head := byte('D')
		if headsKnown {
			head = 0
		}
		add(a.Kicker, paper.Kicker, head)
		add(a.Headline, paper.Headline, head)
		add(a.Subheads, paper.Deck, head)
		add(a.Byline, paper.Byline, 0)
		add(a.Body, paper.Paragraph, 'T')
		add(a.Captions, paper.Caption, 0)
	}
	return page{name, out.Annotated, 0.3}
}

// blocks lists the texts of a real page in order, folded.
func (r record) blocks() [][]rune {
	var out [][]rune
	add := func(texts []string) {
		for _, t := range texts {
			if t = strings.TrimSpace(t); t != "" {
				out = append(out, convert.Fold(t))
			}
		}
	}
	for _, a := range r.Articles {
		add(a.Kicker)
		add(a.Headline)
		add(a.Subheads)
		add(a.Byline)
		add(a.Body)
		add(a.Captions)
	}
	return out
}

// frequent lists the characters that stand in the texts most often.
func frequent(pages [][][]rune, most int) []rune {
	counts := map[rune]int{}
	for _, p := range pages {
		for _, b := range p {
			for _, x := range b {
				if x > 0x7f || !(x >= '0' && x <= '9' || x >= 'a' && x <= 'z' || x >= 'A' && x <= 'Z') {
					counts[x]++
				}
			}
		}
	}
	var all []rune
	for x := range counts {
		all = append(all, x)
	}
	slices.SortFunc(all, func(a, b rune) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return int(a - b)
	})
	return all[:min(most, len(all))]
}

const noOpening = "，。、；：！？”’）》】…· "
const noEnding = "“‘（《【"

// seamPool draws pairs of texts that go on with each other, or not.
type seamPool struct {
	pages [][][]rune
	rng   *rand.Rand
}

func (p *seamPool) block() []rune {
	page := p.pages[p.rng.IntN(len(p.pages))]
	return page[p.rng.IntN(len(page))]
}

// halves cuts a block somewhere a column could.
func (p *seamPool) halves() (before, behind []rune) {
	for {
		b := p.block()
		if len(b) < 20 {
			continue
		}
		at := 4 + p.rng.IntN(len(b)-7)
		if strings.ContainsRune(noOpening, b[at]) || strings.ContainsRune(noEnding, b[at-1]) {
			continue
		}
		return b[:at], b[at:]
	}
}

// neighbours gives two blocks that follow each other on a page.
func (p *seamPool) neighbours() (before, behind []rune) {
	for {
		page := p.pages[p.rng.IntN(len(p.pages))]
		if len(page) < 2 {
			continue
		}
		at := 1 + p.rng.IntN(len(page)-1)
		stop := strings.ContainsRune("。！？”", page[at-1][len(page[at-1])-1])
		if stop && p.rng.Float32() < 0.5 {
			continue // an end without a stop teaches more
		}
		return page[at-1], page[at]
	}
}

// draw gives a cut and whether the text goes on across it.
func (p *seamPool) draw() (before, behind []rune, goesOn bool) {
	switch x := p.rng.Float32(); {
	case x < 0.45:
		before, behind = p.halves()
		return before, behind, true
	case x < 0.75:
		before, behind = p.neighbours()
	case x < 0.87:
		before, _ = p.halves()
		behind = p.block()
	case x < 0.95:
		before = p.block()
		_, behind = p.halves()
	default:
		before, _ = p.halves()
		_, behind = p.halves()
	}
	return before, behind, false
}

// fitSeam learns the seam and the points of the characters from real text.
func fitSeam(records []record, numbered, size, hidden, steps int, seed uint64) ([]rune, *network.Seam) {
	var pages [][][]rune
	for _, r := range records {
		if b := r.blocks(); len(b) > 0 {
			pages = append(pages, b)
		}
	}
	characters := frequent(pages, numbered)
	rng := rand.New(rand.NewPCG(seed, 11))
	s, grad := network.NewSeam(convert.Characters(len(characters)), size, hidden), network.NewSeam(convert.Characters(len(characters)), size, hidden)
	for i := range s.Points {
		s.Points[i] = float32(rng.NormFloat64() * 0.3)
	}
	for i := range s.In {
		s.In[i] = float32(rng.NormFloat64() * math.Sqrt(1/float64(2*network.Reach*size)))
	}
	for i := range s.Out {
		s.Out[i] = float32(rng.NormFloat64() * math.Sqrt(1/float64(hidden)))
	}
	reader := convert.NewReader(nil, characters, s)
	pool := &seamPool{pages, rng}
	opt := newAdam(s.Tensors(), grad.Tensors(), 0)
	middle := make([]float32, hidden)
	const batch = 256
	for step := range steps {
		for range batch {
			before, behind, goesOn := pool.draw()
			cut := reader.CutAt(before, behind)
			p := 1 / (1 + math.Exp(-float64(s.Score(&cut, middle))))
			if goesOn {
				p--
			}
			s.Back(&cut, middle, float32(p)/batch, grad)
		}
		opt.update(0.004 * pace(float64(step)/float64(steps)))
		if step*5 > steps*4 {
			opt.remember()
		}
	}
	opt.settle()
	return characters, s
}
