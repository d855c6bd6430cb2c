package main

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"path/filepath"
	"time"
)

// generate makes issue after issue, every paper's each day, until there are enough
// pages. Each issue is drawn by its own number, and forgotten when it is written.
func (o options) generate(p pool, out container, n *notes) error {
	var titles []*title
	for i := range o.papers {
		titles = append(titles, newTitle(i, o.trees, rand.New(rand.NewPCG(o.seed, uint64(i)))))
	}
	for left, number := o.pages, 0; left > 0; number++ {
		t := titles[number%len(titles)]
		rng := rand.New(rand.NewPCG(o.seed, uint64(mostPapers+number)))
		leaves, jumps := newIssue(o, p, t, o.from.AddDate(0, 0, number/len(titles)), min(left, t.pages), rng)
		if err := o.write(leaves, jumps, out, n, rng); err != nil {
			return err
		}
		left -= len(leaves)
	}
	return nil
}

// write puts the pages of an issue into the archive, and what is true of them into the
// notes.
func (o options) write(leaves []*leaf, jumps []*jump, out container, n *notes, rng *rand.Rand) error {
	damaged := map[*leaf]bool{}
	for _, l := range leaves {
		b, used := encode(l.text, l.encodingOf(o.encodings, rng))
		damage := ""
		if rng.Float64() < o.damage {
			d := pick(damages, rng)
			b, damage, damaged[l] = d.do(b, used, rng), d.name, true
		}
		if err := out.Put(l.path(), b); err != nil {
			return err
		}
		if err := n.page(l, used, damage); err != nil {
			return err
		}
	}
	for _, j := range jumps {
		if damaged[j.from.leaf] || damaged[j.to.leaf] {
			continue
		}
		if err := n.jump(j); err != nil {
			return err
		}
	}
	return nil
}

// encodingOf draws an encoding that the page's script is written in.
func (l *leaf) encodingOf(encodings mix, rng *rand.Rand) string {
	name := encodings.draw(rng)
	if name == "big5" && !l.of.traditional {
		return "gb18030"
	}
	return name
}

func (l *leaf) path() string { return l.of.path(l.day, l.place) }

// notes are the files beside the archive that tell what is true of it.
type notes struct {
	truth, pages *file
}

func newNotes(home string) (*notes, error) {
	truth, err := newFile(filepath.Join(home, "truth.jsonl"))
	if err != nil {
		return nil, err
	}
	pages, err := newFile(filepath.Join(home, "pages.jsonl"))
	return &notes{truth, pages}, err
}

func (n *notes) Close() error { return errors.Join(n.truth.Close(), n.pages.Close()) }

// A pageNote is a line of pages.jsonl.
type pageNote struct {
	Path     string `json:"path"`
	Paper    string `json:"paper"`
	Date     string `json:"date"`
	Page     string `json:"page"`
	Section  string `json:"section,omitempty"`
	Layout   string `json:"layout"`
	Encoding string `json:"encoding"`
	Damage   string `json:"damage,omitempty"`
}

func (n *notes) page(l *leaf, encoding, damage string) error {
	return json.NewEncoder(n.pages).Encode(pageNote{l.path(), l.of.name, l.day.Format(time.DateOnly),
		l.of.number(l.place), l.section, l.layout, encoding, damage})
}

// A jumpNote is a line of truth.jsonl.
type jumpNote struct {
	Headline string   `json:"headline"`
	From     halfNote `json:"from"`
	To       halfNote `json:"to"`
}

// A halfNote tells where half a story stands: from its first line, counted from 1, to its
// last.
type halfNote struct {
	Path  string `json:"path"`
	Page  string `json:"page"`
	Lines [2]int `json:"lines"`
}

func (n *notes) jump(j *jump) error {
	return json.NewEncoder(n.truth).Encode(jumpNote{j.headline, noteOf(j.from), noteOf(j.to)})
}

func noteOf(h *half) halfNote {
	return halfNote{h.leaf.path(), h.leaf.of.number(h.leaf.place), [2]int{h.first, h.last}}
}
