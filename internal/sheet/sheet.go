// Package sheet sets annotated pages anew: in other layouts, and with their items in
// another order or on other pages. What is learned from, measured and generated is made
// with it.
package sheet

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/banmian/banmian/internal/paper"
)

// A Page is an annotated page and the name of its file.
type Page struct {
	Name string
	*paper.Annotated
}

// Load reads all annotated pages that the patterns name, in the order of
// their names.
func Load(patterns ...string) (pages []Page, err error) {
	for _, pattern := range patterns {
		files, err := filepath.Glob(pattern)
		if err != nil {
			return nil, err
		}
		slices.Sort(files)
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			a, err := paper.ParseAnnotated(string(text))
			if err != nil {
				return nil, fmt.Errorf("%s:%w", file, err)
			}
			pages = append(pages, Page{filepath.Base(file), a})
		}
	}
	return pages, nil
}

// A Sheet is a page being set line by line.
type Sheet struct {
	*paper.Annotated
	blank bool // a blank line between all lines
}

// Add puts a line below the others, with another text.
func (s *Sheet) Add(line paper.AnnotatedLine, text string) {
	if s.blank && len(s.Rows) > 0 {
		s.Rows = append(s.Rows, "")
	}
	s.Rows = append(s.Rows, text)
	line.Text, line.Number = text, len(s.Rows)
	s.Lines = append(s.Lines, line)
}

// A Chunk is a run of lines that nothing outside it goes on with: one item, or
// several that interrupt each other, and the furniture that follows.
type Chunk struct {
	from *paper.Annotated
	a, b int // lines
}

// Whole is all of a page.
func Whole(p *paper.Annotated) Chunk { return Chunk{p, 0, len(p.Lines)} }

// Lines gives the lines of the chunk.
func (c Chunk) Lines() []paper.AnnotatedLine { return c.from.Lines[c.a:c.b] }

// Chunks cuts a page into its furniture before the first item, and the rest.
func Chunks(p *paper.Annotated) (head Chunk, rest []Chunk) {
	last := make([]int, len(p.Items)) // the last line of each item
	for i, l := range p.Lines {
		if l.Item >= 0 {
			last[l.Item] = i
		}
	}
	begun, open, at := 0, 0, 0
	for i, l := range p.Lines {
		if l.Item >= begun {
			if begun > 0 && open < i {
				rest = append(rest, Chunk{p, at, i})
				at = i
			}
			if begun == 0 {
				head, at = Chunk{p, 0, i}, i
			}
			begun = l.Item + 1
		}
		if l.Item >= 0 {
			open = max(open, last[l.Item])
		}
	}
	return head, append(rest, Chunk{p, at, len(p.Lines)})
}

// Paste adds a chunk with the blank rows above its lines.
func (s *Sheet) Paste(c Chunk) {
	items := map[int]int{-1: -1}
	for i := c.a; i < c.b; i++ {
		l := c.from.Lines[i]
		above := 0
		if i > 0 {
			above = c.from.Lines[i-1].Number
		}
		s.Rows = append(s.Rows, c.from.Rows[above:l.Number-1]...)
		if _, known := items[l.Item]; !known {
			items[l.Item] = len(s.Items)
			s.Items = append(s.Items, c.from.Items[l.Item])
		}
		l.Item = items[l.Item]
		s.Add(l, l.Text)
	}
}
