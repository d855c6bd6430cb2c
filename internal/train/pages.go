package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/banmian/banmian/internal/paper"
)

// page is one annotated page and where it came from.
type page struct {
	name string
	*paper.Annotated
	weight float32 // how much it counts in learning
}

// loadPages reads all annotated pages that the patterns name, in the order of
// their names.
func loadPages(patterns ...string) ([]page, error) {
	var pages []page
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
			pages = append(pages, page{filepath.Base(file), a, 1})
		}
	}
	return pages, nil
}

// A layout is a way to set a page: as it is, with a blank line between all
// lines, tight with indented paragraphs, or in columns of width characters.
type layout struct {
	name  string
	width int
}

// layouts are those that are measured.
var layouts = []layout{{name: "as-is"}, {name: "blank"}, {name: "tight"}, {"wrap13", 13}, {"wrap16", 16}, {"wrap20", 20}}

// layoutOf finds a layout by its name; lines may be wrapped at any width.
func layoutOf(name string) (layout, bool) {
	for _, l := range layouts {
		if l.name == name {
			return l, true
		}
	}
	width, err := strconv.Atoi(strings.TrimPrefix(name, "wrap"))
	return layout{name, width}, err == nil && width > 0 && strings.HasPrefix(name, "wrap")
}

// set gives a page in another layout.
func (l layout) set(p page) page {
	if l.name == "as-is" {
		return p
	}
	out := sheet{Annotated: &paper.Annotated{Facts: p.Facts, Items: p.Items}, blank: l.name == "blank"}
	for _, line := range p.Lines {
		text := strings.TrimSpace(line.Text)
		if l.name != "blank" && l.name != "flat" && line.Role == paper.Paragraph && !line.Joined {
			text = "\u3000\u3000" + text
		}
		pieces := []string{text}
		if l.width > 0 && wraps(line) {
			pieces = columns(text, l.width)
		}
		for k, piece := range pieces {
			line.Joined = line.Joined || k > 0
			out.add(line, piece)
		}
	}
	return page{p.name, out.Annotated, p.weight}
}

// sheet is a page being set line by line.
type sheet struct {
	*paper.Annotated
	blank bool // a blank line between all lines
}

func (s *sheet) add(line paper.AnnotatedLine, text string) {
	if s.blank && len(s.Rows) > 0 {
		s.Rows = append(s.Rows, "")
	}
	s.Rows = append(s.Rows, text)
	line.Text, line.Number = text, len(s.Rows)
	s.Lines = append(s.Lines, line)
}

// wraps tells whether a column breaks the line. Heads whose role is open (D) stay whole.
func wraps(l paper.AnnotatedLine) bool {
	return l.Loose != 'D' && (l.Role == paper.Paragraph || l.Role == paper.Headline || l.Role == paper.Caption)
}

// columns cuts a text into lines of so many characters; closing marks hang on
// the line before.
func columns(text string, width int) []string {
	runes := []rune(text)
	var out []string
	for at := 0; at < len(runes); {
		end := min(at+width, len(runes))
		for end < len(runes) && strings.ContainsRune("，。、；：！？”’）》】」』 ", runes[end]) {
			end++
		}
		out = append(out, strings.TrimRight(string(runes[at:end]), " "))
		at = end
	}
	return out
}
