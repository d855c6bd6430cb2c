package document

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/banmian/banmian/internal/paper"
)

// article checks an article, counts its characters, and fills in what may be left out.
func (c *checker) article(a *paper.Article, from paper.Source, path string) {
	if other := c.ids[a.ID]; other != "" {
		c.wrong(path+".id", "%q is the id of %s too: give each article its own", a.ID, other)
	} else {
		c.ids[a.ID] = path
	}
	for i, b := range a.Body {
		at := fmt.Sprintf("%s.body[%d]", path, i)
		c.role(at+".role", b.Role, bodyRoles)
		if len(b.Lines) > 0 {
			c.wrong(at+".lines", "the lines of a body stand in spans: leave the key out")
		}
	}
	for i, s := range a.Spans {
		at := fmt.Sprintf("%s.spans[%d]", path, i)
		c.role(at+".role", s.Role, spanRoles)
		if len(s.Lines) == 0 {
			c.wrong(at+".lines", "no line: name those on which the block stands, or leave the span out")
		}
		c.onLines(at+".lines", from, s.Lines)
	}
	if a.Dateline != nil {
		c.day(path+".dateline.date", a.Dateline.Date)
	}
	c.link(a.ContinuedFrom, path+".continued_from")
	c.link(a.ContinuedOn, path+".continued_on")
	c.fit(a, path)
	c.fill(a, path)
}

// link notes an article that is said to go on or to have begun elsewhere.
func (c *checker) link(j *paper.JumpLine, path string) {
	if j != nil && j.Article != "" {
		c.links = append(c.links, struct{ path, id string }{path + ".article", j.Article})
	}
}

// fit notes where an article and its spans tell of different blocks. Spans say where a
// block is printed and not how it reads: its words may be mended without touching
// them. But who makes a kicker of a deck says so in both places, or the document
// would not know its own print. A story without any span was not printed.
func (c *checker) fit(a *paper.Article, path string) {
	if len(a.Spans) == 0 {
		return
	}
	var spans [paper.Roles]int
	for _, s := range a.Spans {
		spans[s.Role]++
	}
	same := func(role paper.Role, key string, blocks int) {
		if spans[role] != blocks {
			c.wrong(path+".spans", "%s with the role %s, but %s has %s: mend the role of a span as well, or take out the span of what is not there any more",
				counted(spans[role], "span"), role, key, counted(blocks, "text"))
		}
	}
	same(paper.Kicker, "kickers", len(a.Kickers))
	same(paper.Deck, "decks", len(a.Decks))
	same(paper.Headline, "headline", atLeast(spans[paper.Headline], a.Headline != ""))
	same(paper.Byline, "byline", atLeast(spans[paper.Byline], a.Byline != ""))
	crossheads := 0
	for _, b := range a.Body {
		if b.Role == paper.Crosshead {
			crossheads++
		}
	}
	if !isStitched(a) {
		same(paper.Crosshead, "body", crossheads)
	}
}

// atLeast is how many spans a text of any number of lines has: as many as there
// are, but one at least where there is a text, and none where there is none.
func atLeast(spans int, text bool) int {
	if text {
		return max(spans, 1)
	}
	return 0
}

// isStitched tells an article whose body does not stand where it was printed.
func isStitched(a *paper.Article) bool {
	return a.ContinuedFrom != nil && a.ContinuedFrom.Stitched || a.ContinuedOn != nil && a.ContinuedOn.Stitched
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// fill counts the characters of the body, which may have been mended, and takes an
// article without a confidence for the work of a person.
func (c *checker) fill(a *paper.Article, path string) {
	a.Chars = 0
	for _, b := range a.Body {
		a.Chars += len([]rune(strings.Map(visible, b.Text)))
	}
	if c.lines[path+".confidence"] == 0 {
		a.Confidence = 1
	}
	if a.Spans == nil {
		a.Spans = []paper.Span{}
	}
}

// visible leaves out white space.
func visible(r rune) rune {
	if unicode.IsSpace(r) {
		return -1
	}
	return r
}
