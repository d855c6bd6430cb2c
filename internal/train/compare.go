package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/banmian/banmian/internal/paper"
)

// A mark is what the reading says of one line.
type mark struct {
	article int // its place among all articles, -1: furniture
	role    paper.Role
	joined  bool
}

// comparison is one page beside what it was read as.
type comparison struct {
	*score
	page
	got      *paper.Edition
	articles []paper.Article
	marks    map[int]mark // by line number
	faulty   map[int]bool // items with a line whose role or join is wrong
}

// compare scores one page that was read as an edition.
func compare(p page, got *paper.Edition) *score {
	c := comparison{score: newScore(), page: p, got: got, marks: map[int]mark{}, faulty: map[int]bool{}}
	for _, page := range got.Pages {
		for _, b := range page.Furniture {
			c.mark(b.Lines, -1, b.Role)
		}
		for _, a := range page.Articles {
			for _, span := range a.Spans {
				c.mark(span.Lines, len(c.articles), span.Role)
			}
			c.articles = append(c.articles, a)
		}
	}
	c.compareLines()
	c.compareStarts()
	c.compareItems()
	c.compareFacts()
	c.compareCharacters()
	c.pages.count(c.flawless())
	return c.score
}

// flawless tells whether nothing on the page is wrong, kinds aside.
func (c *comparison) flawless() bool {
	for _, s := range []share{c.lines, c.exact, c.facts, c.lossless} {
		if s.right < s.of {
			return false
		}
	}
	return c.joins.extra+c.joins.missed == 0
}

// mark notes the lines of a block. The first role that claims a line keeps it: a
// line may hold a caption and its credit.
func (c *comparison) mark(lines []int, article int, role paper.Role) {
	for k, n := range lines {
		if _, taken := c.marks[n]; !taken && strings.TrimSpace(c.Rows[n-1]) != "" {
			c.marks[n] = mark{article, role, k > 0}
		}
	}
}

// fault notes a difference; sort is what it is counted under.
func (c *comparison) fault(line int, sort, what string) {
	c.errors[sort]++
	if line == 0 {
		c.differences = append(c.differences, fmt.Sprintf("%s: %s", c.name, what))
		return
	}
	text := []rune(c.Rows[line-1])
	c.differences = append(c.differences, fmt.Sprintf("%s: line %d: %s: %s", c.name, line, what, string(text[:min(len(text), 36)])))
}

func (c *comparison) compareLines() {
	for _, l := range c.Lines {
		want, m := roleName(l), c.marks[l.Number]
		got := m.role.String()
		switch {
		case allows(l, m.role):
			got = want
		case m.role == paper.NoRole:
			got = "(lost)"
		}
		c.lines.count(got == want)
		c.countRole(want, got)
		if got != want {
			c.faulty[l.Item] = true
			sort := want + " read as " + got
			c.fault(l.Number, sort, sort)
		}
		c.joins.count(l.Joined, m.joined)
		if l.Joined != m.joined {
			c.faulty[l.Item] = true
			c.fault(l.Number, map[bool]string{true: want + " not joined", false: want + " joined"}[l.Joined],
				map[bool]string{true: "should join the line before", false: "joined to the line before"}[l.Joined])
		}
	}
}

// roleName names a line's role; T and D, which leave it open, have names of their own.
func roleName(l paper.AnnotatedLine) string {
	switch l.Loose {
	case 'T':
		return "text"
	case 'D':
		return "head"
	}
	return l.Role.String()
}

// allows tells whether the annotation lets a line have the role.
func allows(l paper.AnnotatedLine, r paper.Role) bool {
	switch l.Loose {
	case 'T':
		return r >= paper.Byline
	case 'D':
		return r >= paper.Kicker && r <= paper.Deck
	}
	return r == l.Role
}

// countRole adds to the F1 of the roles.
func (c *comparison) countRole(want, got string) {
	t := c.roles[want]
	if t.count(true, want == got); want != got {
		extra := c.roles[got]
		extra.extra++
		c.roles[got] = extra
	}
	c.roles[want] = t
}

// compareStarts compares where items begin: at their first line.
func (c *comparison) compareStarts() {
	begun, found := map[int]bool{-1: true}, map[int]bool{-1: true}
	for _, l := range c.Lines {
		m, marked := c.marks[l.Number]
		want, got := !begun[l.Item], marked && !found[m.article]
		begun[l.Item] = true
		if marked {
			found[m.article] = true
		}
		c.starts.count(want, got)
		switch {
		case want && !got:
			c.fault(l.Number, "start missed at "+roleName(l), "item starts here, not found")
		case got && !want:
			c.fault(l.Number, "start invented at "+roleName(l), "no item starts here")
		}
	}
}

func (c *comparison) compareItems() {
	exact, shaped := map[int]bool{}, map[int]bool{}
	for i, it := range c.Items {
		owner, whole := c.owner(i)
		if !whole && c.starts.extra+c.starts.missed == 0 { // else a start tells why
			c.fault(c.firstLine(i), "item not whole", "the item's lines are not those of one article")
		}
		fits := whole && !c.faulty[i]
		right := fits
		if !it.HeadsOnly { // people, datelines and jumps are not known there
			var a paper.Article
			if owner >= 0 {
				a = c.articles[owner]
			}
			right = c.compareWords(i, a) && fits
			if whole && it.Kind != "" {
				c.compareKind(i, a)
			}
		}
		c.shaped.count(fits)
		c.exact.count(right)
		shaped[owner] = shaped[owner] || fits
		exact[owner] = exact[owner] || right
	}
	for n, a := range c.articles {
		b := &c.bands[bandOf(a.Confidence)]
		b.articles++
		if shaped[n] {
			b.shaped++
		}
		if exact[n] {
			b.exact++
		}
	}
}

func bandOf(confidence float64) int {
	for i := len(bandsFrom) - 1; i > 0; i-- {
		if confidence >= bandsFrom[i] {
			return i
		}
	}
	return 0
}

// owner finds the article that has the lines of an item, -1 if several have or none.
// whole tells that it has all of them and no others.
func (c *comparison) owner(item int) (article int, whole bool) {
	article = -1
	lines, marked := 0, 0
	for _, l := range c.Lines {
		if l.Item != item {
			continue
		}
		lines++
		m, ok := c.marks[l.Number]
		if !ok {
			continue
		}
		if marked > 0 && m.article != article {
			return -1, false
		}
		article = m.article
		marked++
	}
	if article < 0 {
		return -1, false
	}
	size := 0
	for _, m := range c.marks {
		if m.article == article {
			size++
		}
	}
	return article, marked == lines && size == lines
}

// compareWords compares what an item's words say: who wrote it, where it comes from
// and where it goes on.
func (c *comparison) compareWords(item int, a paper.Article) (right bool) {
	it, line := c.Items[item], c.firstLine(item)
	right = true
	check := func(t *tally, what string, gold, got []string) {
		if !t.add(gold, got) {
			right = false
			c.fault(line, what, fmt.Sprintf("%s %q read as %q", what, gold, got))
		}
	}
	names, roles := people(it.Bylines)
	gotNames, gotRoles := people(a.Bylines)
	check(&c.bylines, "bylines", names, gotNames)
	c.bylineRoles.add(roles, gotRoles) // a role that is missing does not spoil the item
	check(&c.datelines, "dateline", one(squeeze(it.Dateline)), one(squeeze(datelineText(a))))
	check(&c.jumps, "jumps", jumpsOf(it.JumpFrom != "", it.JumpFrom, it.JumpTo != "", it.JumpTo),
		jumpsOf(a.ContinuedFrom != nil, pageOf(a.ContinuedFrom), a.ContinuedOn != nil, pageOf(a.ContinuedOn)))
	return right
}

func (c *comparison) firstLine(item int) int {
	for _, l := range c.Lines {
		if l.Item == item {
			return l.Number
		}
	}
	return 0
}

func people(all []paper.Person) (names, roles []string) {
	for _, p := range all {
		names = append(names, squeeze(p.Name))
		roles = append(roles, p.Role+"/"+squeeze(p.Name))
	}
	return names, roles
}

// one is a list of one text, or of none if it is empty.
func one(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

func datelineText(a paper.Article) string {
	if a.Dateline == nil {
		return ""
	}
	return a.Dateline.Text
}

func jumpsOf(back bool, from string, on bool, to string) (jumps []string) {
	if back {
		jumps = append(jumps, "from "+from)
	}
	if on {
		jumps = append(jumps, "to "+to)
	}
	return jumps
}

func pageOf(j *paper.JumpLine) string {
	if j == nil {
		return ""
	}
	return j.Page
}

func (c *comparison) compareKind(item int, a paper.Article) {
	want := c.Items[item].Kind
	c.kinds.count(a.Kind == want)
	if a.Kind != want { // does not spoil the item
		c.errors[fmt.Sprintf("kind %s read as %s", want, a.Kind)]++
		c.differences = append(c.differences, fmt.Sprintf("%s: line %d: kind %s read as %s", c.name, c.firstLine(item), want, a.Kind))
	}
}

// compareFacts compares what the page says of itself.
func (c *comparison) compareFacts() {
	got := map[string]string{"paper": c.got.Paper, "date": c.got.Date, "issue": c.got.Issue}
	if len(c.got.Pages) > 0 {
		got["number"], got["section"] = c.got.Pages[0].Number, c.got.Pages[0].Section
	}
	for _, fact := range slices.Sorted(maps.Keys(c.Facts)) {
		want := c.Facts[fact]
		c.facts.count(got[fact] == want)
		if got[fact] != want {
			c.fault(0, "page "+fact, fmt.Sprintf("page %s %q read as %q", fact, want, got[fact]))
		}
	}
}

// compareCharacters checks that the edition has every character of the page once.
func (c *comparison) compareCharacters() {
	left := map[rune]int{}
	for _, r := range squeeze(strings.Join(c.Rows, "")) {
		left[r]++
	}
	for _, r := range squeeze(allText(c.got)) {
		left[r]--
	}
	lost, added := "", ""
	for _, r := range slices.Sorted(maps.Keys(left)) {
		lost += strings.Repeat(string(r), max(0, left[r]))
		added += strings.Repeat(string(r), max(0, -left[r]))
	}
	c.lossless.count(lost+added == "")
	if lost != "" {
		c.fault(0, "characters lost", fmt.Sprintf("characters lost: %.120q", lost))
	}
	if added != "" {
		c.fault(0, "characters added", fmt.Sprintf("characters added: %.120q", added))
	}
}

// allText is every text of the page that the edition holds.
func allText(e *paper.Edition) string {
	var out []string
	for _, p := range e.Pages {
		for _, b := range p.Furniture {
			out = append(out, b.Text)
		}
		for _, a := range p.Articles {
			out = append(out, articleText(a)...)
		}
	}
	return strings.Join(out, "")
}

func articleText(a paper.Article) []string {
	out := slices.Concat(a.Kickers, []string{a.Headline, a.Byline}, a.Decks)
	for _, b := range a.Body {
		out = append(out, b.Text)
	}
	for _, img := range a.Images {
		out = append(out, img.Caption, img.Credit)
	}
	for _, j := range []*paper.JumpLine{a.ContinuedFrom, a.ContinuedOn} {
		if j != nil {
			out = append(out, j.Text)
		}
	}
	return out
}

// squeeze leaves out white space and byte order marks.
func squeeze(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\ufeff' {
			return -1
		}
		return r
	}, text)
}
