package paper

import (
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
)

func TestParseAnnotated(t *testing.T) {
	a, err := ParseAnnotated(`# a page of two items
@page paper=栖河日报 date=2024-12-03 section="时政 要闻"
M| 栖河日报
@article kind=news
H| 壶关县开展评营商环境活动
B{dateline=本报讯 by="记者/李盼,/静好" to=3}| 　　本报讯（记者李盼）会议召开，

Z| 责编：王芳
@article kind=brief gold=heads
T| 另一条。
@resume back=1
B+{from=A2}| 听取了汇报。
`)
	if err != nil {
		t.Fatal(err)
	}
	want := &Annotated{
		Facts: map[string]string{"paper": "栖河日报", "date": "2024-12-03", "section": "时政 要闻"},
		Rows:  []string{"栖河日报", "壶关县开展评营商环境活动", "　　本报讯（记者李盼）会议召开，", "", "责编：王芳", "另一条。", "听取了汇报。"},
		Lines: []AnnotatedLine{
			{Number: 1, Role: Masthead, Item: -1, Text: "栖河日报"},
			{Number: 2, Role: Headline, Item: 0, Text: "壶关县开展评营商环境活动"},
			{Number: 3, Role: Paragraph, Item: 0, Text: "　　本报讯（记者李盼）会议召开，"},
			{Number: 5, Role: Colophon, Item: -1, Text: "责编：王芳"},
			{Number: 6, Role: Paragraph, Item: 1, Text: "另一条。", Loose: 'T'},
			{Number: 7, Role: Paragraph, Joined: true, Item: 0, Text: "听取了汇报。"},
		},
		Items: []AnnotatedItem{
			{Kind: News, Bylines: []Person{{Name: "李盼", Role: "记者"}, {Name: "静好"}}, Dateline: "本报讯", JumpFrom: "A2", JumpTo: "3"},
			{Kind: Brief, HeadsOnly: true},
		},
	}
	if !reflect.DeepEqual(a, want) {
		t.Errorf("%+v\nwant %+v", a, want)
	}
}

// A row that is not well-formed is named.
func TestParseAnnotatedRefusals(t *testing.T) {
	letters := "M masthead, N section, L section-latin, Z colophon, O other, K kicker, H headline, S deck, Y byline, B paragraph, X crosshead, V verse, C caption, R credit, J jump"
	for _, c := range []struct{ text, err string }{
		{"正文\n", "1: not a tagged line: 正文: write a letter and a stroke before it, as in B| (" + letters + ")"},
		{"M| 栖河日报\nQ| 什么\n", "2: unknown tag Q: use " + letters},
		{"B| 正文\n", "1: paragraph before any @article: begin its item with a row @article kind=news"},
		{"@article\n@sidebar\n", "2: unknown directive @sidebar: use @page, @article or @resume"},
		{"@article kind=story\n", `1: unknown kind "story": use news, commentary, feature, brief, photo, notice, poem, continuation`},
		{"@article kind\n", `1: @article: kind is no attribute: write it as key=value, or key="a value" where it holds a space`},
		{"@article kinds=news\n", "1: @article: unknown attribute kinds: use kind, gold"},
		{"@article\nB{bye=李盼}| 正文\n", "2: unknown attribute bye: use by, dateline, from, to"},
		{"@resume\n", "1: @resume back=1 reaches none of the 0 items before it"},
		{"@article\n\n@resume back=1\n", "3: @resume back=1 reaches none of the 1 items before it"},
		{"@article\n@resume back=-1\nB| 正文\n", "2: @resume back=-1 reaches none of the 1 items before it"},
	} {
		if _, err := ParseAnnotated(c.text); err == nil || err.Error() != c.err {
			t.Errorf("%q: %v, want %s", c.text, err, c.err)
		}
	}
	_, err := ParseAnnotatedPages("# notes\n@page number=1\nM| 1\n\n@page number=2\n\nQ| 什么\n")
	if want := "7: unknown tag Q: use " + letters; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// The lines of several pages are counted through.
func TestParseAnnotatedPages(t *testing.T) {
	pages, err := ParseAnnotatedPages("# notes\n@page number=1\nM| 一\n\n@page number=2\nM| 二\n@page number=3\n\nM| 三")
	if err != nil || len(pages) != 3 {
		t.Fatal(len(pages), err)
	}
	for i, line := range []int{1, 3, 5} {
		if p := pages[i]; p.Facts["number"] != strconv.Itoa(i+1) || p.Lines[0].Number != line {
			t.Errorf("page %d: %v, %+v", i+1, p.Facts, p.Lines)
		}
	}
}

// FuzzParseAnnotated: what is read holds together, all else is an error.
func FuzzParseAnnotated(f *testing.F) {
	files, err := filepath.Glob("../../testdata/editions/*.ann")
	if err != nil || len(files) == 0 {
		f.Fatal("no annotated pages: ", err)
	}
	for _, file := range files[:8] {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, err := ParseAnnotated(text)
		if err != nil {
			return
		}
		last := 0
		for _, l := range a.Lines {
			if l.Number <= last || l.Number > len(a.Rows) || a.Rows[l.Number-1] != l.Text || strings.TrimSpace(l.Role.String()) == "" {
				t.Fatalf("line %+v after line %d of %d rows", l, last, len(a.Rows))
			}
			if last = l.Number; l.Role.Furniture() != (l.Item < 0) || l.Item >= len(a.Items) {
				t.Fatalf("line %+v of %d items", l, len(a.Items))
			}
		}
	})
}
