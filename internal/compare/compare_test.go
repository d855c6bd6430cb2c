package compare

import (
	"bytes"
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/paper"
)

const page = `@page paper=栖河日报 number=2
M| 栖河日报 第2版
@article kind=news
H| 全县春耕备耕现场会召开
S| 罗守田讲话
B| 　　3月12日，全县春耕备耕现场会在沙埠镇召开，安排部署今春粮食生产，各乡镇负责人参加。
B| 　　罗守田要求，各乡镇要把面积落实到田块，把技术送到地头，一田一方，帮助农民把农时抢回来。
@article kind=notice
H| 停水通知
B| 　　因水厂清洗滤池，定于3月16日停水。
Y| 浣溪县自来水公司
`

// TestEditions changes the margin of a page, and reads what is said about it.
func TestEditions(t *testing.T) {
	for _, c := range []struct{ name, from, to, want string }{
		{"nothing", "", "", ""},
		{"a role", "S| 罗", "K| 罗", "page 2\n  2-1 全县春耕备耕现场会召开\n    deck → kicker        罗守田讲话\n"},
		{"a kind", "kind=notice", "kind=brief", "page 2\n  2-2 停水通知\n    kind               - notice\n                       + brief\n"},
		{"a word", "一田一方", "一田两方", "page 2\n  2-1 全县春耕备耕现场会召开\n    paragraph          - …术送到地头，一田一方，帮助农民把农时抢回来。\n                       + …术送到地头，一田两方，帮助农民把农时抢回来。\n"},
		{"furniture", "M| 栖河日报 第2版", "Z| 栖河日报 第2版", "page 2\n    masthead → colophon   栖河日报 第2版\n"},
		{"a line gone", "S| 罗守田讲话\n", "", "page 2\n  2-1 全县春耕备耕现场会召开\n    deck               - 罗守田讲话\n"},
		{"an order", "S| 罗守田讲话\n", "S| 邵立人主持\nS| 罗守田讲话\n", "page 2\n  2-1 全县春耕备耕现场会召开\n    deck               + 邵立人主持\n"},
		{"who signed", "Y| 浣", "Y{by=\"记者/李盼\"}| 浣", "page 2\n  2-2 停水通知\n    bylines            + 记者 李盼\n"},
		{"an article more", "B| 　　罗守田", "@article kind=brief\nB| 　　罗守田", "page 2\n  2-1 全县春耕备耕现场会召开\n    paragraph          - 罗守田要求，各乡镇要把面积落实到田块，把技术送到地头…\n+ 2-2 罗守田要求，各乡镇要把面积落实到田块，把技术送到地头，一田一方，帮助农民…\n"},
		{"the paper", "paper=栖河日报", "paper=浣溪报", "    paper              - 栖河日报\n                       + 浣溪报\n"},
	} {
		found := Editions(read(t, page), read(t, strings.Replace(page, c.from, c.to, 1)))
		var out bytes.Buffer
		if err := WriteText(&out, "a", "b", found); err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimPrefix(out.String(), "--- a\n+++ b\n"); got != c.want {
			t.Errorf("%s:\n%s\nnot\n%s", c.name, got, c.want)
		}
		for row := range strings.Lines(out.String()) {
			if uniseg.StringWidth(strings.TrimSuffix(row, "\n")) > columns {
				t.Errorf("%s: %s is wider than %d columns", c.name, row, columns)
			}
		}
	}
}

func read(t testing.TB, text string) *paper.Edition {
	t.Helper()
	e, err := convert.ReadAnnotated(convert.Source{Path: "page.ann", Bytes: []byte(text)}, convert.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestPages: pages are told apart by their numbers, a lone one is compared whatever its number.
func TestPages(t *testing.T) {
	two := page + strings.ReplaceAll(page, "number=2", "number=3")
	one := strings.ReplaceAll(page, "number=2", "number=3")
	for _, c := range []struct{ a, b, want string }{
		{two, two, ""},
		{two, page, "page 3\n- the page\n"},
		{page, two, "page 3\n+ the page\n"},
		{page, one, "page 2\n    number             - 2\n                       + 3\n"},
	} {
		var out bytes.Buffer
		if err := WriteText(&out, "a", "b", Editions(read(t, c.a), read(t, c.b))); err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimPrefix(out.String(), "--- a\n+++ b\n"); got != c.want {
			t.Errorf("%s\nnot\n%s", got, c.want)
		}
	}
}

func TestWriteJSON(t *testing.T) {
	found := Editions(read(t, page), read(t, strings.Replace(page, "S| 罗", "K| 罗", 1)))
	var out bytes.Buffer
	if err := WriteJSON(&out, "a", "b", found); err != nil {
		t.Fatal(err)
	}
	want := `{
  "a": "a",
  "b": "b",
  "differences": [
    {
      "page": "2",
      "article": "2-1",
      "title": "全县春耕备耕现场会召开",
      "a": {
        "role": "deck",
        "text": "罗守田讲话"
      },
      "b": {
        "role": "kicker",
        "text": "罗守田讲话"
      }
    }
  ]
}
`
	if out.String() != want {
		t.Error(out.String())
	}
}
