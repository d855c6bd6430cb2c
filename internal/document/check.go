package document

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/banmian/banmian/internal/paper"
)

// The roles that blocks have in each place of the document.
var (
	bodyRoles = []paper.Role{paper.Paragraph, paper.Crosshead, paper.Verse}
	spanRoles = []paper.Role{paper.Kicker, paper.Headline, paper.Deck, paper.Byline, paper.Paragraph,
		paper.Crosshead, paper.Verse, paper.Caption, paper.Credit, paper.Jump}
	furnitureRoles = []paper.Role{paper.Masthead, paper.Section, paper.SectionLatin, paper.Colophon, paper.Other}
)

// rolesAt names the roles that a place of the tree allows.
func rolesAt(path string) []string {
	roles := bodyRoles
	switch {
	case strings.Contains(path, ".spans["):
		roles = spanRoles
	case strings.Contains(path, ".furniture["):
		roles = furnitureRoles
	}
	names := make([]string, len(roles))
	for i, role := range roles {
		names[i] = role.String()
	}
	return names
}

func kindNames() []string {
	names := make([]string, len(paper.Kinds))
	for i, kind := range paper.Kinds {
		names[i] = string(kind)
	}
	return names
}

func contains(words []string, word string) bool { return slices.Contains(words, word) }

// placed notes where the values of a tree stand, by their paths. Those of several
// trees are told apart by the pages before them.
func (r *reading) placed(tree *yaml.Node) map[string]int {
	first := 0
	for r.lines[fmt.Sprintf("pages[%d]", first)] > 0 {
		first++
	}
	var walk func(n *yaml.Node, path string)
	walk = func(n *yaml.Node, path string) {
		r.lines[path] = n.Line
		for i, child := range n.Content {
			switch n.Kind {
			case yaml.SequenceNode:
				if path == "pages" {
					i += first
				}
				walk(child, fmt.Sprintf("%s[%d]", path, i))
			case yaml.MappingNode:
				if i%2 == 1 {
					walk(child, join(path, n.Content[i-1].Value))
				}
			}
		}
	}
	walk(tree, "")
	return r.lines
}

// wrong notes a fault at a place of the tree, or at what holds it.
func (r *reading) wrong(path, message string, args ...any) {
	at := path
	for at != "" && r.lines[at] == 0 {
		at = at[:max(strings.LastIndexAny(at, ".["), 0)]
	}
	r.fault(max(r.lines[at], 1), path, message, args...)
}

// A checker holds an edition against itself.
type checker struct {
	*reading
	ids     map[string]string           // the place of each article, by its ID
	printed map[int]string              // what stands on each line of the page
	links   []struct{ path, id string } // that lead to other articles
}

// check notes what does not hold together, and counts characters and fills in what a
// person may leave out.
func (r *reading) check(e *paper.Edition) {
	c := checker{reading: r, ids: map[string]string{}, printed: map[int]string{}}
	c.day("date", e.Date)
	if e.Language != "" && e.Language != "zh-Hans" && e.Language != "zh-Hant" {
		c.wrong("language", "unknown language %q: use zh-Hans or zh-Hant", e.Language)
	}
	for i := range e.Pages {
		c.page(&e.Pages[i], fmt.Sprintf("pages[%d]", i))
	}
	for _, link := range c.links {
		if c.ids[link.id] == "" {
			c.wrong(link.path, "no article has the id %s: name one that is here, or leave the key out", strconv.Quote(link.id))
		}
	}
}

// day notes a date that is none.
func (c *checker) day(path, date string) {
	if date == "" {
		return
	}
	if _, err := time.Parse(time.DateOnly, date); err != nil {
		c.wrong(path, "%s is no day: write it as 2024-12-03", short(date))
	}
}

// page checks a page. A form feed in the middle of a line gives that to two pages, but a
// page has it once.
func (c *checker) page(p *paper.Page, path string) {
	clear(c.printed)
	for i, b := range p.Furniture {
		at := fmt.Sprintf("%s.furniture[%d]", path, i)
		c.role(at+".role", b.Role, furnitureRoles)
		c.onLines(at+".lines", p.Source, b.Lines)
	}
	for i := range p.Articles {
		c.article(&p.Articles[i], p.Source, fmt.Sprintf("%s.articles[%d]", path, i))
	}
}

// role notes a role that does not belong where it stands.
func (c *checker) role(path string, role paper.Role, allowed []paper.Role) {
	if role != paper.NoRole && !slices.Contains(allowed, role) {
		c.wrong(path, "a %s does not belong here: %s", role, oneOf("", rolesAt(path)))
	}
}

// onLines notes lines that the source does not have, or that hold something else too.
func (c *checker) onLines(path string, from paper.Source, lines []int) {
	for i, line := range lines {
		at, block := fmt.Sprintf("%s[%d]", path, i), strings.TrimSuffix(path, ".lines")
		switch other := c.printed[line]; {
		case line < 1 || line > from.Lines:
			c.wrong(at, "line %d, but the source has the lines 1 to %d", line, from.Lines)
		case other != "":
			c.wrong(at, "line %d stands in %s too: a line has one place", line, other)
		default:
			c.printed[line] = block
		}
	}
}
