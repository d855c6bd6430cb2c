package main

import (
	"bytes"
	"os"
	"path/filepath"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/paper"
)

// generate learns from the whole corpus and writes what convert embeds.
func generate(c corpus, r recipes, folder string) error {
	say("learning how sentences go on")
	f := r.foundation(c.texts(c.annotated))
	partial := partialPages(c.ordered, r.partial)
	say("learning from %d annotated pages and %d whose heads are known", len(c.annotated), len(partial))
	reader, kinds := r.learn(f, c.annotated, partial)
	var weights bytes.Buffer
	if _, err := reader.WriteTo(&weights); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, "weights.txt"), weights.Bytes(), 0o666); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "kinds.txt"), []byte(kinds), 0o666)
}

// foundation learns what is learned before the pages are looked at.
func (r recipes) foundation(texts []record) (f foundation) {
	f.characters, f.seam = fitSeam(texts, r.characters, r.point, r.seamHidden, r.seamSteps, r.joins.seed)
	return f
}

// learn learns a reader and the weights of kinds, as convert/kinds.txt has them.
func (r recipes) learn(f foundation, annotated, partial []page) (reader *convert.Reader, kinds string) {
	var known []*paper.Annotated
	for _, p := range annotated {
		known = append(known, p.Annotated)
	}
	all := append(append([]page{}, annotated...), partial...)
	return learn(f, all, r.words, r.joins, r.roles), learnKinds(known)
}
