package convert

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/banmian/banmian/internal/paper"
)

// annotatedPages are the pages of testdata/editions by the names of their files.
func annotatedPages(t *testing.T) (names []string, pages []*paper.Annotated) {
	t.Helper()
	files, err := filepath.Glob("../testdata/editions/*.ann")
	if err != nil || len(files) == 0 {
		t.Fatal("no annotated pages: ", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		page, err := paper.ParseAnnotated(string(text))
		if err != nil {
			t.Errorf("%s:%v", file, err)
			continue
		}
		names, pages = append(names, filepath.Base(file)), append(pages, page)
	}
	return names, pages
}

// A tally counts what was found, missed and made up.
type tally struct{ hit, missed, extra int }

func (y *tally) add(want, got []string) (same bool) {
	left := slices.Clone(want)
	for _, g := range got {
		if i := slices.Index(left, g); i >= 0 {
			left = slices.Delete(left, i, i+1)
			y.hit++
		} else {
			y.extra++
		}
	}
	y.missed += len(left)
	return len(left) == 0 && len(want) == len(got)
}

func (y tally) f1() float64 {
	return 2 * float64(y.hit) / float64(max(1, 2*y.hit+y.missed+y.extra))
}

// TestArticles measures what is made of items whose roles are known. The floors
// may only rise while the pages stay the same. Kinds were learned from these pages: how well they are told on
// pages not seen is measured by internal/train.
func TestArticles(t *testing.T) {
	score := map[string]*tally{"bylines": {}, "byline roles": {}, "datelines": {}, "jumps": {}, "page facts": {}, "kinds": {}}
	names, pages := annotatedPages(t)
	for n, page := range pages {
		items, furniture := itemsOf(page)
		says := factsOf(furniture)
		got := articles(items, builtInKinds().of(items), "1", says.date)
		if says.paper == "" {
			says.paper = paperOf(got)
		}
		have := map[string]string{"paper": says.paper, "date": says.date, "issue": says.issue, "number": says.number, "section": says.section}
		for fact, want := range page.Facts {
			if !score["page facts"].add([]string{want}, []string{have[fact]}) {
				t.Logf("%s: %s is %q, read as %q", names[n], fact, want, have[fact])
			}
		}
		for i, want := range page.Items {
			wants, gots := wanted(want), found(got[i])
			for what := range wants {
				if !score[what].add(wants[what], gots[what]) {
					t.Logf("%s: %s of %.60q are %v, read as %v", names[n], what, items[i].blocks[0].text, wants[what], gots[what])
				}
			}
		}
	}
	for what, floor := range map[string]float64{
		"bylines": 0.98, "byline roles": 0.975, "datelines": 0.995, "jumps": 0.99, "page facts": 0.98, "kinds": 0.97,
	} {
		if f1 := score[what].f1(); f1 < floor {
			t.Errorf("%s: F1 %.4f, was at least %.4f", what, f1, floor)
		} else {
			t.Logf("%s: F1 %.4f", what, f1)
		}
	}
}

// wanted is what the annotation knows of an item besides its blocks.
func wanted(it paper.AnnotatedItem) map[string][]string {
	want := map[string][]string{"kinds": {string(it.Kind)}, "bylines": nil, "byline roles": nil, "datelines": nil, "jumps": nil}
	for _, p := range it.Bylines {
		want["bylines"] = append(want["bylines"], unspaced(p.Name))
		want["byline roles"] = append(want["byline roles"], p.Role+"/"+unspaced(p.Name))
	}
	for what, text := range map[string]string{"from": it.JumpFrom, "to": it.JumpTo} {
		if text != "" {
			want["jumps"] = append(want["jumps"], what+" "+text)
		}
	}
	if it.Dateline != "" {
		want["datelines"] = []string{unspaced(it.Dateline)}
	}
	return want
}

// found is the same of an article.
func found(a paper.Article) map[string][]string {
	it := paper.AnnotatedItem{Kind: a.Kind, Bylines: a.Bylines}
	if a.Dateline != nil {
		it.Dateline = a.Dateline.Text
	}
	if a.ContinuedFrom != nil {
		it.JumpFrom = a.ContinuedFrom.Page
	}
	if a.ContinuedOn != nil {
		it.JumpTo = a.ContinuedOn.Page
	}
	return wanted(it)
}

func unspaced(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}

// TestArticlesLoseNothing gives every block of every page its role, and then any
// role: each character still stands in the article once, each line in one span.
func TestArticlesLoseNothing(t *testing.T) {
	names, pages := annotatedPages(t)
	dice := rand.New(rand.NewPCG(1, 2))
	for n, page := range pages {
		for round := range 3 {
			items, _ := itemsOf(page)
			for i := range items {
				for k := range items[i].blocks {
					if round > 0 {
						items[i].blocks[k].role = paper.Kicker + paper.Role(dice.IntN(int(paper.Roles-paper.Kicker)))
					}
				}
			}
			for i, a := range articles(items, builtInKinds().of(items), "1", "") {
				checkWhole(t, names[n], items[i], a)
			}
		}
	}
}

// FuzzArticles makes one item of any text, a block a line, whose roles the other
// bytes choose.
func FuzzArticles(f *testing.F) {
	f.Add("本报讯（记者 王芳）昨日，\n（下转第三版）\n图为现场。 李一 摄\n□ 本报记者 李航", []byte{3, 8, 6, 2})
	f.Add("（上接A2版③）五是。（下转A7版）\n【記者王小明／台北報導】公車\n據《報》", []byte{3, 3, 3})
	f.Add("〔（【《<[\n）】》〕\n新华社北京（\n第 版 10月日 98年", []byte{3, 2, 7, 8})
	f.Fuzz(func(t *testing.T, text string, roles []byte) {
		var it item
		var furniture []paper.Block
		for n, row := range strings.Split(strings.ToValidUTF8(text, ""), "\n") {
			role := paper.Paragraph
			if n < len(roles) {
				role = paper.Kicker + paper.Role(roles[n])%(paper.Roles-paper.Kicker)
			}
			it.blocks = append(it.blocks, block{role: role, text: row, lines: []int{n + 1}})
			furniture = append(furniture, paper.Block{Role: paper.Masthead, Text: row})
		}
		factsOf(furniture)
		for _, b := range it.blocks {
			folio(b.text)
		}
		checkWhole(t, "fuzz", it, articles([]item{it}, builtInKinds().of([]item{it}), "1", "2024-11-11")[0])
	})
}

func checkWhole(t *testing.T, name string, it item, a paper.Article) {
	t.Helper()
	var before, after string
	for i, b := range it.blocks {
		before += b.text
		if s := a.Spans[i]; s.Role != b.role || !slices.Equal(s.Lines, b.lines) {
			t.Errorf("%s: block %v %v has the span %v", name, b.role, b.lines, s)
		}
	}
	if after = allText(a); runesOf(before) != runesOf(after) {
		t.Errorf("%s: the article does not hold the characters of its blocks:\n%s\n%s", name, before, after)
	}
	chars := 0
	for _, b := range a.Body {
		chars += len([]rune(unspaced(b.Text)))
	}
	if chars != a.Chars {
		t.Errorf("%s: %s has %d characters, not %d", name, a.ID, chars, a.Chars)
	}
}

// allText is every text of an article once.
func allText(a paper.Article) string {
	texts := slices.Concat(a.Kickers, a.Decks, []string{a.Headline, a.Byline})
	for _, b := range a.Body {
		texts = append(texts, b.Text)
	}
	for _, img := range a.Images {
		texts = append(texts, img.Caption, img.Credit)
	}
	for _, j := range []*paper.JumpLine{a.ContinuedFrom, a.ContinuedOn} {
		if j != nil {
			texts = append(texts, j.Text)
		}
	}
	return strings.Join(texts, "")
}

// runesOf is the characters of a text in order of their code, white space left out.
func runesOf(text string) string {
	runes := []rune(unspaced(text))
	slices.Sort(runes)
	return string(runes)
}
