package convert

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/banmian/banmian/internal/golden"
	"github.com/banmian/banmian/internal/paper"
)

// A testEdition is a file of testdata/continuations: annotated pages, each from its
// row @page on, and what is to be found in rows #=: "1-2 > 3-1" for the two halves of
// a story, "1-4 ?" for a jump that leads to nothing.
type testEdition struct {
	name string
	want []string
	text string         // as plain text, a form feed between pages
	read *paper.Edition // as annotated
}

func testEditions(t testing.TB) (all []testEdition) {
	t.Helper()
	files, err := filepath.Glob("../testdata/continuations/*.ann")
	if err != nil || len(files) == 0 {
		t.Fatal("no editions: ", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, parseEdition(t, filepath.Base(file), string(text)))
	}
	return all
}

func parseEdition(t testing.TB, name, text string) testEdition {
	t.Helper()
	notes, pages, _ := strings.Cut(text, "@page")
	out := testEdition{name: name, read: &paper.Edition{Schema: paper.Schema}}
	for row := range strings.Lines(notes) {
		if want, ok := strings.CutPrefix(row, "#= "); ok {
			out.want = append(out.want, strings.TrimSpace(want))
		}
	}
	var rows []string
	for _, page := range strings.Split(pages, "\n@page") {
		a, err := paper.ParseAnnotated("@page" + page)
		if err != nil {
			t.Fatal(name, err)
		}
		items, furniture := itemsOf(a)
		p := paper.Page{Number: a.Facts["number"]}
		p.Articles = articles(items, builtInKinds().of(items), p.Number, "")
		for i := range furniture {
			shift(furniture[i].Lines, len(rows))
		}
		for _, article := range p.Articles {
			for _, span := range article.Spans {
				shift(span.Lines, len(rows))
			}
		}
		p.Furniture = furniture
		out.read.Pages = append(out.read.Pages, p)
		if len(rows) > 0 {
			a.Rows[0] = "\f" + a.Rows[0]
		}
		rows = append(rows, a.Rows...)
	}
	out.text, out.read = strings.Join(rows, "\n"), Join(out.read)
	return out
}

// shift moves line numbers down.
func shift(lines []int, by int) {
	for i := range lines {
		lines[i] += by
	}
}

// links lists the links of an edition, and the jumps without one.
func links(e *paper.Edition) (out []string) {
	for _, page := range e.Pages {
		for _, a := range page.Articles {
			switch on := a.ContinuedOn; {
			case on != nil && on.Article != "":
				out = append(out, a.ID+" > "+on.Article)
			case on != nil:
				out = append(out, a.ID+" ?")
			}
			if from := a.ContinuedFrom; from != nil && from.Article == "" {
				out = append(out, a.ID+" ?")
			}
		}
	}
	return out
}

// TestContinuations links the pages as annotated.
func TestContinuations(t *testing.T) {
	for _, c := range testEditions(t) {
		Link(c.read)
		if got := links(c.read); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
		checkLinks(t, c.read)
	}
}

// checkLinks checks that links are mutual, that each item has at most one partner
// in each direction, and that just the jumps without one are warned of.
func checkLinks(t rapid.TB, e *paper.Edition) {
	t.Helper()
	byID, into := map[string]paper.Article{}, map[string]int{}
	for _, page := range e.Pages {
		for _, a := range page.Articles {
			byID[a.ID] = a
			into["on "+partner(a.ContinuedOn)]++
			into["from "+partner(a.ContinuedFrom)]++
		}
	}
	open := 0
	for id, a := range byID {
		if on := partner(a.ContinuedOn); on != "" && (partner(byID[on].ContinuedFrom) != id || into["on "+on] != 1) {
			t.Errorf("%s goes on as %s, which is of %q", id, on, partner(byID[on].ContinuedFrom))
		}
		if from := partner(a.ContinuedFrom); from != "" && (partner(byID[from].ContinuedOn) != id || into["from "+from] != 1) {
			t.Errorf("%s is of %s, which goes on as %q", id, from, partner(byID[from].ContinuedOn))
		}
		for _, j := range []*paper.JumpLine{a.ContinuedOn, a.ContinuedFrom} {
			if j != nil && j.Article == "" && j.Page != "" {
				open++
			}
		}
	}
	warned := 0
	for _, w := range e.Warnings {
		if w.Kind == jumpUnmatched {
			warned++
		}
	}
	if warned != open {
		t.Errorf("%d warnings of %d jumps", warned, open)
	}
}

// TestContinuationRules reads small pages, ␌ where a form feed stands. The answer is
// the links and the warnings.
func TestContinuationRules(t *testing.T) {
	golden.Cases(t, "../testdata/rules/continuations.txt", func(text string) string {
		e := readCase(text, Options{})
		Link(e)
		var says []string
		for _, link := range links(e) {
			if !strings.HasSuffix(link, "?") {
				says = append(says, link)
			}
		}
		for _, w := range e.Warnings {
			says = append(says, fmt.Sprint(w.Lines, " ", w.Text))
		}
		return strings.Join(says, "\n")
	})
}

// TestContinuationsRead reads the same pages from their plain text, as form feeds
// part them, and counts the stories whose halves found each other. The floor may only
// rise while the pages stay the same.
func TestContinuationsRead(t *testing.T) {
	found, all := 0, 0
	for _, c := range testEditions(t) {
		e, err := Read(Source{Bytes: []byte(c.text)}, Options{})
		if err != nil {
			t.Fatal(c.name, err)
		}
		Link(e)
		checkLinks(t, e)
		Link(c.read)
		for _, first := range articlesOf(c.read) {
			rest := articleOf(c.read, partner(first.ContinuedOn))
			if rest == nil {
				continue
			}
			all++
			got, want := holding(e, jumpLines(first, false)), holding(e, jumpLines(rest, true))
			if got != nil && want != nil && partner(got.ContinuedOn) == want.ID {
				found++
			} else {
				t.Logf("%s: %s does not go on as %s", c.name, first.ID, rest.ID)
			}
		}
	}
	t.Logf("%d of %d", found, all)
	if found < 44 {
		t.Errorf("%d of %d stories are whole, were at least 44", found, all)
	}
}

func articlesOf(e *paper.Edition) (all []*paper.Article) {
	for i := range e.Pages {
		for k := range e.Pages[i].Articles {
			all = append(all, &e.Pages[i].Articles[k])
		}
	}
	return all
}

// articleOf finds an article by its ID, nil if there is none.
func articleOf(e *paper.Edition, id string) *paper.Article {
	for _, a := range articlesOf(e) {
		if a.ID == id {
			return a
		}
	}
	return nil
}

// holding finds the article that has the first of some lines.
func holding(e *paper.Edition, lines []int) *paper.Article {
	for _, a := range articlesOf(e) {
		for _, span := range a.Spans {
			if slices.Contains(span.Lines, lines[0]) {
				return a
			}
		}
	}
	return nil
}

// TestLinkWarns: warnings stand in the order of pages and lines, each once.
func TestLinkWarns(t *testing.T) {
	item := func(id, page string, line int) paper.Article {
		return paper.Article{ID: id, ContinuedOn: &paper.JumpLine{Page: page, Text: "（下转）"}, Spans: []paper.Span{{Role: paper.Headline, Lines: []int{line - 1}}, {Role: paper.Paragraph, Lines: []int{line}}}}
	}
	e := &paper.Edition{
		Pages: []paper.Page{
			{Number: "1", Source: paper.Source{Path: "b.txt"}, Articles: []paper.Article{item("1-1", "3", 4), item("1-2", "2", 9)}},
			{Number: "2", Source: paper.Source{Path: "a.txt"}, Articles: []paper.Article{item("2-1", "1", 2)}},
		},
		Warnings: []paper.Warning{
			{Kind: "date-unknown"}, {Kind: "low-confidence", Source: "b.txt", Lines: []int{7}},
			{Kind: "low-confidence", Source: "a.txt", Lines: []int{1}}, {Kind: jumpUnmatched, Source: "a.txt", Lines: []int{5}},
		},
	}
	for range 2 {
		Link(e)
		var got []string
		for _, w := range e.Warnings {
			got = append(got, fmt.Sprint(w.Kind, " ", w.Source, w.Lines))
		}
		want := []string{"date-unknown []", "jump-unmatched b.txt[4]", "low-confidence b.txt[7]", "jump-unmatched b.txt[9]", "low-confidence a.txt[1]", "jump-unmatched a.txt[2]"}
		if !slices.Equal(got, want) {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

// Joined from others, an edition is linked alone: theirs stay as they were.
func TestLinkLeavesTheJoined(t *testing.T) {
	for _, c := range testEditions(t) {
		before := spelt(t, c.read)
		joined := Join(c.read)
		Link(joined)
		Stitch(joined)
		if !bytes.Equal(spelt(t, c.read), before) {
			t.Errorf("%s was changed", c.name)
		}
	}
}

// TestHalves cuts every longer story of the annotated pages in two, at a third, in
// the middle and at two thirds, and looks for the halves of each page among one
// another, with nothing but the text to go by. The floor may only rise.
func TestHalves(t *testing.T) {
	found, all := 0, 0
	_, pages := annotatedPages(t)
	for _, page := range pages {
		items, _ := itemsOf(page)
		for third := range 3 {
			e := halved(articles(items, builtInKinds().of(items), "", ""), third+2)
			Link(e)
			for k, a := range e.Pages[0].Articles {
				if all++; partner(a.ContinuedOn) == e.Pages[1].Articles[len(e.Pages[1].Articles)-1-k].ID {
					found++
				}
			}
		}
	}
	t.Logf("%d of %d", found, all)
	if 1000*found < 970*all {
		t.Errorf("%d of %d halves found each other", found, all)
	}
}

// halved is an edition of two pages: stories to quarters/4 of their text, and their
// rests in the other order and without heads.
func halved(stories []paper.Article, quarters int) *paper.Edition {
	e := &paper.Edition{Pages: []paper.Page{{Number: "1"}, {Number: "2"}}}
	first, second := &e.Pages[0], &e.Pages[1]
	for _, a := range stories {
		if a.Chars < 250 || len(a.Body) < 2 {
			continue
		}
		rest := paper.Article{Kind: paper.Continuation, ContinuedFrom: &paper.JumpLine{Page: "1", Text: "（上接第一版）"}, Spans: a.Spans}
		a.ContinuedOn, a.ContinuedFrom = &paper.JumpLine{Page: "2", Text: "（下转第二版）"}, nil
		a.Body, rest.Body = cutBody(a.Body, a.Chars*(quarters-1)/4)
		first.Articles, second.Articles = append(first.Articles, a), slices.Insert(second.Articles, 0, rest)
	}
	return Join(e)
}

// cutBody cuts a body behind so many characters.
func cutBody(body []paper.Block, at int) (first, rest []paper.Block) {
	for _, b := range body {
		text := []rune(b.Text)
		cut := min(max(at, 0), len(text))
		at -= len(text)
		for i, text := range []string{string(text[:cut]), string(text[cut:])} {
			if part := []*[]paper.Block{&first, &rest}[i]; text != "" {
				*part = append(*part, paper.Block{Role: b.Role, Text: text})
			}
		}
	}
	return first, rest
}

// TestLinkHolds checks what holds of any edition: Link twice is Link once, by way of
// JSON too; Stitch loses no character and adds none, and links stay as they were.
func TestLinkHolds(t *testing.T) {
	editions := testEditions(t)
	rapid.Check(t, func(t *rapid.T) {
		e := copied(t, rapid.SampledFrom(editions).Draw(t, "edition").read)
		for range rapid.IntRange(0, 12).Draw(t, "times") {
			disturb(t, e)
		}
		e = Join(e)
		Link(e)
		checkDocument(t, e)
		if len(e.Pages) > 1 {
			checkLinks(t, e)
		}
		linked := spelt(t, e)
		again := copied(t, e)
		for _, twice := range []*paper.Edition{e, again} {
			if Link(twice); !bytes.Equal(spelt(t, twice), linked) {
				t.Fatalf("Link twice is another:\n%s\n%s", linked, spelt(t, twice))
			}
		}
		checkStitch(t, e)
	})
}

func copied(t rapid.TB, e *paper.Edition) *paper.Edition {
	t.Helper()
	var out paper.Edition
	if err := json.Unmarshal(spelt(t, e), &out); err != nil {
		t.Fatal(err)
	}
	return &out
}

// disturb does something to an edition that happens to editions.
func disturb(t *rapid.T, e *paper.Edition) {
	if len(e.Pages) == 0 {
		return
	}
	p := &e.Pages[rapid.IntRange(0, len(e.Pages)-1).Draw(t, "page")]
	if len(p.Articles) == 0 {
		return
	}
	a := &p.Articles[rapid.IntRange(0, len(p.Articles)-1).Draw(t, "article")]
	number := rapid.SampledFrom([]string{"", "1", "2", "3", "A1", "A3", "B3", "9"}).Draw(t, "number")
	switch rapid.SampledFrom([]string{"on", "from", "no on", "no from", "number", "page", "lose", "double", "bare", "stale", "warn", "swap"}).Draw(t, "what") {
	case "on":
		a.ContinuedOn = &paper.JumpLine{Page: number, Text: "（下转）"}
	case "from":
		a.ContinuedFrom = &paper.JumpLine{Page: number, Text: "（上接）"}
	case "no on":
		a.ContinuedOn = nil
	case "no from":
		a.ContinuedFrom = nil
	case "number":
		p.Number = number
	case "lose":
		e.Pages = slices.DeleteFunc(e.Pages, func(q paper.Page) bool { return q.Number == number })
	case "double":
		e.Pages = append(e.Pages, copied(t, &paper.Edition{Pages: []paper.Page{*p}}).Pages...)
	case "bare":
		a.Body, a.Chars = nil, 0
	case "stale":
		a.ContinuedOn = &paper.JumpLine{Page: number, Text: "（下转）", Article: rapid.SampledFrom([]string{"1-1", "2-1", "3-2", a.ID}).Draw(t, "to")}
	case "warn":
		e.Warnings = append(e.Warnings, paper.Warning{Kind: "low-confidence", Lines: []int{rapid.IntRange(1, 99).Draw(t, "line")}})
	case "swap":
		slices.Reverse(e.Pages)
	}
}

// checkStitch stitches an edition.
func checkStitch(t *rapid.T, e *paper.Edition) {
	t.Helper()
	before, whole := runesOf(documentText(e)), links(e)
	Stitch(e)
	checkDocument(t, e)
	if after := runesOf(documentText(e)); after != before {
		t.Fatalf("the document held %q, and holds %q", before, after)
	}
	for _, a := range articlesOf(e) {
		if a.Chars != characters(a.Body) {
			t.Errorf("%s has %d characters, not %d", a.ID, characters(a.Body), a.Chars)
		}
		if a.ContinuedFrom != nil && a.ContinuedFrom.Stitched && a.Body != nil {
			t.Errorf("%s still has a body", a.ID)
		}
	}
	once := spelt(t, e)
	if Stitch(e); !bytes.Equal(spelt(t, e), once) {
		t.Fatal("Stitch twice is another")
	}
	Link(e) // may find more, now that bodies stand elsewhere
	for _, link := range links(e) {
		whole = slices.DeleteFunc(whole, func(l string) bool { return l == link })
	}
	if slices.ContainsFunc(whole, func(l string) bool { return !strings.HasSuffix(l, "?") }) {
		t.Fatalf("links are gone: %q", whole)
	}
}

func documentText(e *paper.Edition) string {
	var out strings.Builder
	for _, page := range e.Pages {
		for _, b := range page.Furniture {
			out.WriteString(b.Text)
		}
	}
	for _, a := range articlesOf(e) {
		out.WriteString(allText(*a))
	}
	return out.String()
}
