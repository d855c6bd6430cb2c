package convert

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/banmian/banmian/internal/paper"
)

// annotatedEdition makes the edition of annotated pages, as a reading without mistakes
// would: 1.txt, 2.txt and so on.
func annotatedEdition(t testing.TB, texts ...string) *paper.Edition {
	t.Helper()
	var editions []*paper.Edition
	for n, text := range texts {
		a, err := paper.ParseAnnotated(text)
		if err != nil {
			t.Fatal(err)
		}
		editions = append(editions, pagesOf(a, fmt.Sprintf("%d.txt", n+1)))
	}
	return Join(editions...)
}

func pagesOf(a *paper.Annotated, path string) *paper.Edition {
	items, furniture := itemsOf(a)
	var kinds []paper.Kind
	for _, it := range a.Items {
		kinds = append(kinds, it.Kind)
	}
	says := factsOf(furniture)
	page := paper.Page{Number: says.number, Source: paper.Source{Path: path, Lines: len(a.Rows)}, Furniture: furniture}
	page.Articles = articles(items, kinds, says.number, says.date)
	return &paper.Edition{Schema: paper.Schema, Paper: says.paper, Date: says.date, Pages: []paper.Page{page}}
}

// says gives findings as check prints them, less the texts.
func says(found []paper.Warning) string {
	var out []string
	for _, w := range found {
		out = append(out, fmt.Sprintf("%s:%v: %s", w.Source, w.Lines, w.Kind))
	}
	return strings.Join(out, "\n")
}

// docs/warnings.md tells of every kind in the words of the list, and shows print: the
// annotated pages of its examples give this kind and no other.
func TestFindingKindsInDocs(t *testing.T) {
	text, err := os.ReadFile("../docs/warnings.md")
	if err != nil {
		t.Fatal(err)
	}
	var sections []string
	for _, section := range strings.Split(string(text), "\n### ")[1:] {
		name, body, _ := strings.Cut(section, "\n")
		sections = append(sections, name)
		i := slices.IndexFunc(FindingKinds, func(k FindingKind) bool { return k.Name == name })
		if i < 0 {
			t.Errorf("%s is no kind", name)
			continue
		}
		for _, sentence := range []string{FindingKinds[i].Means, FindingKinds[i].Do} {
			if !strings.Contains(strings.Join(strings.Fields(body), " "), sentence) {
				t.Errorf("%s: the text lacks %q", name, sentence)
			}
		}
		checkExample(t, name, body)
	}
	var names []string
	for _, k := range FindingKinds {
		names = append(names, k.Name)
	}
	if !slices.Equal(sections, names) {
		t.Errorf("the text tells of %v, the list of %v", sections, names)
	}
}

var fence = regexp.MustCompile("(?s)```(\\w*)\n(.*?)```")

// elsewhere are the kinds that Findings takes from others: what they need is not in an
// annotated page.
var elsewhere = []string{Unreadable, ReplacedBytes, MixedEncodings, PathUnmatched, StaleCorrection, LowConfidence, JumpUnmatched}

func checkExample(t *testing.T, name, body string) {
	t.Helper()
	var pages []string
	fences := fence.FindAllStringSubmatch(body, -1)
	for _, f := range fences {
		if f[1] == "ann" {
			pages = append(pages, f[2])
		}
	}
	if slices.Contains(elsewhere, name) {
		if len(fences) == 0 {
			t.Errorf("%s: no example", name)
		}
		return
	}
	if len(pages) == 0 {
		t.Errorf("%s: no annotated example", name)
		return
	}
	found := Findings(annotatedEdition(t, pages...))
	if len(found) == 0 || slices.ContainsFunc(found, func(w paper.Warning) bool { return w.Kind != name }) {
		t.Errorf("%s: the example gives %s", name, says(found))
	}
}

// On pages as they should be read a finding is a false alarm, but for a page whose
// number is not found. There may not be more.
func TestFalseAlarms(t *testing.T) {
	most := map[string]int{NoHeadline: 2, NoBody: 2, NoPageNumber: 10}
	counts := map[string]int{}
	names, pages := annotatedPages(t)
	for i, page := range pages {
		for _, w := range Findings(pagesOf(page, names[i])) {
			if counts[w.Kind]++; counts[w.Kind] > most[w.Kind] {
				t.Errorf("%s:%v: %s: %s", w.Source, w.Lines, w.Kind, w.Text)
			}
		}
	}
}

// Where a finding stands, and what is none.
func TestFindings(t *testing.T) {
	const body = "B| 本报讯　6月13日，全市重大项目建设现场推进会举行，实地观摩9个重大项目。\n"
	for _, c := range []struct {
		shows string
		pages []string
		want  string
	}{
		{"a page that says nothing of itself needs no number", []string{"@article kind=news\nH| 县城通公交\n" + body}, ""},
		{"pieces of a column need no headlines", []string{"@article kind=feature\nK| 读者来电\n" + body + "@article kind=feature\nB| 人民路的路灯不亮。\n"}, ""},
		{"nor do briefs, pictures, notices, poems and rests", []string{"@article kind=brief\n" + body +
			"@article kind=photo\nC| 图为会场。\n@article kind=notice\nB| 声明作废。\n@article kind=poem\nV| 且把春秋装笔管\n@article kind=continuation\nB{from=1}| （上接第一版）干部群众说好。\n"}, ""},
		{"a story below a picture does", []string{"@article kind=photo\nC| 图为会场。\n@article kind=news\n" + body}, "1.txt:[2]: no-headline"},
		{"a rest of a story has no kicker", []string{"@article kind=continuation\nK| 守好一江清水\nB| （上接第一版）干部群众说好。\n"}, "1.txt:[1]: no-headline"},
		{"where it breaks off, not where it begins", []string{"@article kind=news\nH| 县城通公交\n" + body + "\nB| 他说，\n"}, "1.txt:[4]: unfinished"},
		{"a jump leads on", []string{"@article kind=news\nH| 县城通公交\nB| 他说，（下转第三版）\n"}, ""},
		{"odd characters by block, in order", []string{"M| 栖河日报\ue005 第2版\n@article kind=news\nH| 县城通公交\n" + body + "B| 车\ufffd费\ufffd两元。\n"}, "1.txt:[1]: odd-character\n1.txt:[4]: odd-character"},
		{"pages in order, though doubles are found last", []string{"@article kind=news\nH| 县城通公交\n" + body,
			"@article kind=news\nH| 县城通了公交\n" + body + "@article kind=news\nH| 天气\nB| 他说，\n"}, "2.txt:[1]: doubled-article\n2.txt:[4]: unfinished"},
		{"short texts recur", []string{"@article kind=news\nH| 甲\nB| 声明作废。\n@article kind=news\nH| 乙\nB| 声明作废。\n"}, ""},
		{"a page of another date is not the same page", []string{"M| 栖河日报 2024年12月3日 第2版\n@article kind=news\nH| 甲\n" + body,
			"M| 栖河日报 2024年12月4日 第2版\n@article kind=news\nH| 乙\n" + strings.Replace(body, "13", "14", 1)}, "2.txt:[1]: other-date"},
		{"one page of adverts and a line", []string{"O| 福满楼盛大开业\n@article kind=brief\nB| 今日多云\n"}, "1.txt:[1]: mostly-other"},
		{"nothing at all", []string{""}, ""},
	} {
		if got := says(Findings(annotatedEdition(t, c.pages...))); got != c.want {
			t.Errorf("%s:\n%s\nnot\n%s", c.shows, got, c.want)
		}
	}
}

// The edition's own warnings stand among the findings, and the edition stays as it was.
func TestFindingsKeepWarnings(t *testing.T) {
	e := annotatedEdition(t, "@article kind=news\nH| 县城通公交\nB| 他说，\n", "O| 福满楼盛大开业\n")
	e.Warnings = []paper.Warning{{Kind: LowConfidence, Source: "2.txt", Lines: []int{1}}, {Kind: JumpUnmatched, Source: "1.txt", Lines: []int{9}}, {Kind: ReplacedBytes, Source: "gone.txt"}}
	want := "gone.txt:[]: replaced-bytes\n1.txt:[2]: unfinished\n1.txt:[9]: jump-unmatched\n2.txt:[1]: low-confidence\n2.txt:[1]: mostly-other"
	if got := says(Findings(e)); got != want {
		t.Errorf("%s\nnot\n%s", got, want)
	}
	if len(e.Warnings) != 3 || e.Warnings[0].Source != "2.txt" {
		t.Errorf("the edition's own are %v", e.Warnings)
	}
}

// The text of a finding is one line that shows, whatever the page holds; moved lines
// change nothing in it.
func FuzzFindings(f *testing.F) {
	for _, seed := range []string{"栖河日报 2024年12月3日\f第2版\n", "县城通公交\n\n　　他说，\ue005\u202e\n", "　　本报讯　6月13日举行\u2028，", "〓�"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		e, err := Read(Source{Path: "a.txt", Bytes: []byte(text)}, Options{})
		if err != nil {
			return
		}
		for _, w := range Findings(e) {
			if !slices.ContainsFunc(FindingKinds, func(k FindingKind) bool { return k.Name == w.Kind }) {
				t.Errorf("unknown kind %s", w.Kind)
			}
			if w.Text == "" || strings.ContainsFunc(w.Text, func(r rune) bool { return !unicode.IsPrint(r) }) {
				t.Errorf("%s: %q", w.Kind, w.Text)
			}
		}
	})
}
