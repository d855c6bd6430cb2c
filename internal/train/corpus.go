package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A corpus is all there is to learn from.
type corpus struct {
	annotated []page   // with every role
	ordered   []record // real pages with their heads, articles in the order of the page
	others    []record // real pages whose order is not known
}

// loadCorpus reads the project's annotated pages and those of the data folder,
// which need not be there.
func loadCorpus(folder string) (c corpus, err error) {
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		say("no folder %s: learning from testdata/editions alone", folder)
	}
	c.annotated, err = loadPages("testdata/editions/*.ann", filepath.Join(folder, "annotated", "*.ann"))
	if err != nil {
		return c, err
	}
	for _, file := range realFiles {
		records, err := loadRecords(filepath.Join(folder, file.name), "9999")
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return c, fmt.Errorf("%s: %w", file.name, err)
		}
		if file.ordered {
			c.ordered = append(c.ordered, records...)
		} else {
			c.others = append(c.others, records...)
		}
	}
	say("%d annotated pages, %d real pages with known heads", len(c.annotated), len(c.ordered)+len(c.others))
	return c, nil
}

// say prints a line of progress.
func say(format string, words ...any) { fmt.Fprintf(os.Stderr, format+"\n", words...) }

var dayInName = regexp.MustCompile(`-(\d{4}-\d{2}-\d{2})-`)

// day is the date of a real page, which stands in its name. A page written for the
// project has none there.
func (p page) day() string {
	if m := dayInName.FindStringSubmatch(p.name); m != nil {
		return m[1]
	}
	return ""
}

// beforehand is the corpus that may be learned from before any annotated page and any
// later one is scored: the real pages with known heads less the later and the
// annotated ones. Its annotated pages are all there still.
func (c corpus) beforehand() corpus {
	texts := map[string]string{} // of the annotated pages of a day
	for _, p := range c.annotated {
		if p.day() != "" {
			texts[p.day()] += squeeze(strings.Join(p.Rows, ""))
		}
	}
	seen := func(r record) bool { return r.Date >= later || r.standsIn(texts[r.Date]) }
	return corpus{c.annotated, slices.DeleteFunc(slices.Clone(c.ordered), seen), slices.DeleteFunc(slices.Clone(c.others), seen)}
}

// standsIn tells whether the text of a day's pages holds this page.
func (r record) standsIn(day string) bool {
	const enough = 16 // runes that no two pages of a day begin a paragraph with
	for _, a := range r.Articles {
		for _, text := range a.Body {
			if runes := []rune(squeeze(text)); len(runes) >= enough && strings.Contains(day, string(runes[:enough])) {
				return true
			}
		}
	}
	return false
}

// partialPages makes pages of about so many records, evenly taken.
func partialPages(records []record, most int) (pages []page) {
	if most == 0 {
		return nil
	}
	step := max(1, len(records)/most)
	for i := 0; i < len(records); i += step {
		p := records[i].page(fmt.Sprintf("partial-%d", i), true)
		if n := len(p.Lines); n > 8 && n < 250 { // the shortest teach little, the longest take long
			pages = append(pages, p)
		}
	}
	return pages
}

// texts gives what teaches the seam: real text, or where there is none, the text of
// the pages.
func (c corpus) texts(pages []page) []record {
	if records := slices.Concat(c.ordered, c.others); len(records) > 0 {
		return records
	}
	records := make([]record, len(pages))
	for i, p := range pages {
		records[i].Articles = slices.Grow(records[i].Articles, 1)[:1]
		body := &records[i].Articles[0].Body
		for _, l := range p.Lines {
			if n := len(*body); l.Joined && n > 0 {
				(*body)[n-1] += strings.TrimSpace(l.Text)
				continue
			}
			*body = append(*body, strings.TrimSpace(l.Text))
		}
	}
	return records
}
