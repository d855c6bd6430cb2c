package main

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/banmian/banmian/internal/paper"
)

// bridge is a page of two items. What it is read as below stands beside it in the
// same spelling, so that every figure can be counted by hand.
const bridge = `
@page paper=甲报 date=2024-01-02 number=2
M| 甲报 2024年1月2日 第2版
@article kind=news
H| 修桥
Y{by="本报记者/王芳"}| 本报记者 王芳
B{dateline=本报讯}| 本报讯 桥修好了，路也

B+| 通了。
X| 后来
B| 人来了。
@article kind=brief
H| 下雨
B{to=3}| 今天下雨。（下转第三版）
`

// annotated is a page of this text.
func annotated(t *testing.T, text string) page {
	t.Helper()
	a, err := paper.ParseAnnotated(strings.TrimPrefix(text, "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return page{"page.ann", a, 1}
}

// readAs is the edition that says what an annotated page does.
func readAs(t *testing.T, text string) *paper.Edition {
	t.Helper()
	p := annotated(t, text)
	read := paper.Page{Number: p.Facts["number"], Section: p.Facts["section"]}
	for _, it := range p.Items {
		a := paper.Article{Kind: it.Kind, Bylines: it.Bylines}
		if it.Dateline != "" {
			a.Dateline = &paper.Dateline{Text: it.Dateline}
		}
		if it.JumpFrom != "" {
			a.ContinuedFrom = &paper.JumpLine{Page: it.JumpFrom}
		}
		if it.JumpTo != "" {
			a.ContinuedOn = &paper.JumpLine{Page: it.JumpTo}
		}
		read.Articles = append(read.Articles, a)
	}
	for _, l := range p.Lines {
		if l.Item < 0 {
			read.Furniture = append(read.Furniture, paper.Block{Role: l.Role, Text: l.Text, Lines: []int{l.Number}})
			continue
		}
		a := &read.Articles[l.Item]
		a.Body = append(a.Body, paper.Block{Text: l.Text})
		if l.Joined {
			last := &a.Spans[len(a.Spans)-1]
			last.Lines = append(last.Lines, l.Number)
			continue
		}
		a.Spans = append(a.Spans, paper.Span{Role: l.Role, Lines: []int{l.Number}})
	}
	return &paper.Edition{Paper: p.Facts["paper"], Date: p.Facts["date"], Issue: p.Facts["issue"], Pages: []paper.Page{read}}
}

// checkFigures compares the figures that are named; all others must be 1 or unknown.
func checkFigures(t *testing.T, s *score, want map[string]float64) {
	t.Helper()
	for _, f := range s.figures() {
		w, named := want[f.name]
		if !named {
			w = 1
		}
		if (f.known || named) && math.Abs(f.value-w) > 1e-9 {
			t.Errorf("%s is %.4f, by hand %.4f", f.name, f.value, w)
		}
	}
	if t.Failed() {
		t.Log(strings.Join(s.differences, "\n"))
	}
}

func TestCompareRight(t *testing.T) {
	s := compare(annotated(t, bridge), readAs(t, bridge))
	checkFigures(t, s, nil)
	if s.pages != (share{1, 1}) || len(s.differences) > 0 {
		t.Error("not a page without fault: ", s.pages, s.differences)
	}
}

// The crosshead is read as the headline of a third item, and the jump is missed.
func TestCompareWrong(t *testing.T) {
	s := compare(annotated(t, bridge), readAs(t, `
@page paper=甲报 date=2024-01-02
M| 甲报 2024年1月2日 第2版
@article kind=news
H| 修桥
Y{by="本报记者/王芳"}| 本报记者 王芳
B{dateline=本报讯}| 本报讯 桥修好了，路也

B+| 通了。
@article kind=news
H| 后来
B| 人来了。
@article kind=news
H| 下雨
B| 今天下雨。（下转第三版）
`))
	checkFigures(t, s, map[string]float64{
		"items_exact":     0,      // the second has its lines, but not its jump
		"items_structure": 1. / 2, // the second
		"roles":           8. / 9, // all but the crosshead
		"boundaries_f1":   4. / 5, // 2 found, 1 too many
		"bylines_f1":      0,      // no single article has the first item
		"byline_roles_f1": 0,
		"datelines_f1":    0,
		"jumps_f1":        0,
		"page_facts":      2. / 3, // not the number
		"kinds":           0. / 1, // the second was found, and is no news
	})
	if got, want := s.roles["headline"], (tally{hit: 2, extra: 1}); got != want {
		t.Errorf("headlines: %+v, by hand %+v", got, want)
	}
	checkErrors(t, s, "bylines", "crosshead read as headline", "dateline", "jumps", "kind brief read as news",
		"page number", "start invented at crosshead")
}

// checkErrors compares the sorts of errors, each of which is there once.
func checkErrors(t *testing.T, s *score, want ...string) {
	t.Helper()
	var got []string
	for sort, n := range s.errors {
		for range n {
			got = append(got, sort)
		}
	}
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("errors %q, by hand %q", got, want)
	}
}

// The second item begins one line late, its headline is lost, and the page says
// something that is not printed.
func TestCompareLost(t *testing.T) {
	e := readAs(t, bridge)
	second := &e.Pages[0].Articles[1]
	second.Spans, second.Body[0].Text = second.Spans[1:], "雨雪"
	s := compare(annotated(t, bridge), e)
	checkFigures(t, s, map[string]float64{
		"items_exact": 1. / 2, "items_structure": 1. / 2, "roles": 8. / 9,
		"boundaries_f1": 1. / 2, // of 2 and 2 one is the same
		"lossless":      0,      // 下 lost, 雪 added
	})
	checkErrors(t, s, "characters added", "characters lost", "headline read as (lost)", "start invented at paragraph", "start missed at headline")
}

// The paragraph below the picture belongs to the story above it.
const interrupted = `
@article kind=news
H| 修桥
B| 桥修好了，路也
@article kind=photo
C| 图为大桥。
R| 王芳 摄
@resume
B+| 通了。
`

func TestCompareInterrupted(t *testing.T) {
	p := annotated(t, interrupted)
	checkFigures(t, compare(p, readAs(t, interrupted)), nil)
	e := readAs(t, interrupted)
	story, picture := &e.Pages[0].Articles[0], &e.Pages[0].Articles[1]
	story.Spans[1].Lines = []int{2}
	picture.Spans = append(picture.Spans, paper.Span{Role: paper.Paragraph, Lines: []int{5}})
	s := compare(p, e)
	checkFigures(t, s, map[string]float64{
		"items_exact": 0, "items_structure": 0, "joins_f1": 0,
	})
	checkErrors(t, s, "item not whole", "item not whole", "paragraph not joined")
}

// Of a real page only the heads are known: T may be any part of a body and D any
// line of a head, and names do not count.
func TestCompareOpenRoles(t *testing.T) {
	p := annotated(t, `
@article gold=heads
D| 要闻
D| 修桥
T| 后来
T| 人来了。王芳
@article gold=heads
H| 下雨
T| 今天下雨。
`)
	s := compare(p, readAs(t, `
@article kind=news
K| 要闻
H| 修桥
X| 后来
B{by=/王芳}| 人来了。王芳
@article kind=news
H| 下雨
H| 今天下雨。
`))
	checkFigures(t, s, map[string]float64{
		"items_exact": 1. / 2, "items_structure": 1. / 2, "roles": 5. / 6,
	})
	if got, want := s.roles["text"], (tally{hit: 2, missed: 1}); got != want {
		t.Errorf("text: %+v, by hand %+v", got, want)
	}
}

// A line may hold a caption and its credit: the first counts.
func TestCompareFirstRole(t *testing.T) {
	p := annotated(t, "@article kind=photo\nC| 图为大桥。王芳 摄\n")
	e := readAs(t, "@article kind=photo\nC| 图为大桥。王芳 摄\n")
	e.Pages[0].Articles[0].Spans = append(e.Pages[0].Articles[0].Spans, paper.Span{Role: paper.Credit, Lines: []int{1}})
	checkFigures(t, compare(p, e), nil)
}

// A byline's role counts by itself, and a name that stands twice counts twice.
func TestCompareBylines(t *testing.T) {
	gold := "@article kind=news\nH| 修桥\nY{by=\"本报记者/王　芳,通讯员/李明\"}| 本报记者 王　芳 通讯员 李明\n"
	s := compare(annotated(t, gold), readAs(t, strings.Replace(gold, "通讯员/李明", "本报记者/李明", 1)))
	checkFigures(t, s, map[string]float64{"byline_roles_f1": 1. / 2})
	s = compare(annotated(t, gold), readAs(t, strings.Replace(gold, "李明\"", "李明,通讯员/李明\"", 1)))
	checkFigures(t, s, map[string]float64{"bylines_f1": 4. / 5, "byline_roles_f1": 4. / 5, "items_exact": 0})
}

// Of what is found with the same confidence some is right: the second of two.
func TestCompareConfidence(t *testing.T) {
	e := readAs(t, bridge)
	e.Pages[0].Articles[0].Confidence, e.Pages[0].Articles[1].Confidence = 0.93, 0.9
	e.Pages[0].Articles[0].Spans[0].Role = paper.Kicker
	s := compare(annotated(t, bridge), e)
	if got, want := s.bands[bandOf(0.9)], (band{articles: 2, shaped: 1, exact: 1}); got != want {
		t.Errorf("%+v, by hand %+v", got, want)
	}
	for confidence, from := range map[float64]float64{0: 0, 0.29: 0, 0.3: 0.3, 0.94: 0.9, 0.95: 0.95, 1: 0.99} {
		if got := bandsFrom[bandOf(confidence)]; got != from {
			t.Errorf("%.2f is in the band from %.2f, not %.2f", confidence, got, from)
		}
	}
}

func TestPlus(t *testing.T) {
	right, wrong := compare(annotated(t, bridge), readAs(t, bridge)), compare(annotated(t, bridge), &paper.Edition{})
	total := newScore()
	total.plus(right)
	total.plus(wrong)
	checkFigures(t, total, map[string]float64{
		"items_exact": 1. / 2, "items_structure": 1. / 2, "roles": 1. / 2, "page_facts": 1. / 2, "lossless": 1. / 2,
		"boundaries_f1": 2. / 3, "joins_f1": 2. / 3, "bylines_f1": 2. / 3, "byline_roles_f1": 2. / 3,
		"datelines_f1": 2. / 3, "jumps_f1": 2. / 3,
	})
	if got, want := total.roles["headline"], (tally{hit: 2, missed: 2}); got != want {
		t.Errorf("headlines: %+v, by hand %+v", got, want)
	}
}
