package inspect

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// The index has a link for each page, with its picture and its figures.
func TestIndex(t *testing.T) {
	page := examplePage(t)
	var out strings.Builder
	x, err := NewIndex(&out, "栖河 <b>")
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Add("./1.html", sheetsOf(t, "1.txt", page+"\f"+page)); err != nil {
		t.Fatal(err)
	}
	if err := x.End(); err != nil {
		t.Fatal(err)
	}
	var links []string
	for _, n := range elements(t, out.String()) {
		switch n.Data {
		case "a":
			links = append(links, attribute(n, "href")+" "+textOf(n))
		case "h1":
			if textOf(n) != "栖河 <b>" {
				t.Errorf("title: %s", textOf(n))
			}
		}
	}
	want := []string{
		"./1.html#a2-1 2 综合新闻, 浣溪报 2025-03-141.txt9 articles",
		"./1.html#ap2-1 2 综合新闻, 浣溪报 2025-03-141.txt9 articles, 9 to look at", // the same page again: its number, and eight long articles
	}
	if strings.Join(links, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s", strings.Join(links, "\n"))
	}
	if n, err := html.Parse(strings.NewReader(out.String())); err != nil || n == nil {
		t.Error(err)
	}
}

// Every bar stands within the picture, and none on another.
func TestBars(t *testing.T) {
	for name, text := range map[string]string{
		"a page": examplePage(t), "one line": "一", "a long page": strings.Repeat(examplePage(t), 20),
	} {
		bars, height := bars(&sheetsOf(t, "", text)[0])
		if len(bars) == 0 || len(bars) > mostBars {
			t.Errorf("%s: %d bars", name, len(bars))
		}
		for i, b := range bars {
			if b.H < 1 || b.W < 1 || b.X < 0 || b.Y < 0 || b.X+b.W > 105 || b.Y+b.H > height {
				t.Errorf("%s: %+v of %d", name, b, height)
			}
			if i > 0 && b.X == bars[i-1].X && b.Y < bars[i-1].Y+bars[i-1].H {
				t.Errorf("%s: %+v stands on %+v", name, b, bars[i-1])
			}
		}
	}
}
