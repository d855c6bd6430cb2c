package inspect

import (
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/paper"
)

func pageOf(t testing.TB, b Browser, sheets []Sheet) string {
	t.Helper()
	var out strings.Builder
	if err := b.Page(&out, sheets); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// elements lists all of a document.
func elements(t testing.TB, text string) (all []*html.Node) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			all = append(all, n)
		}
	}
	return all
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var text strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			text.WriteString(d.Data)
		}
	}
	return text.String()
}

// Each printed row stands on the page once, under its number and with its role; each article
// once; and whatever is linked to is there.
func TestPage(t *testing.T) {
	sheets := sheetsOf(t, "page.txt", examplePage(t))
	ids, links := map[string]string{}, []string{}
	for _, n := range elements(t, pageOf(t, Browser{}, sheets)) {
		if id := attribute(n, "id"); id != "" {
			if _, twice := ids[id]; twice {
				t.Errorf("%s stands there twice", id)
			}
			ids[id] = attribute(n, "class") + " " + textOf(n)
		}
		if href := attribute(n, "href"); href != "" {
			links = append(links, href)
		}
	}
	for _, link := range links {
		if _, ok := ids[strings.TrimPrefix(link, "#")]; !ok {
			t.Errorf("%s leads nowhere", link)
		}
	}
	if got := ids["L35"]; got != "row byline 35byline□ 本报记者 丁湘 石磊" {
		t.Errorf("line 35: %q", got)
	}
	if got := ids["L17"]; !strings.HasPrefix(got, "row paragraph 17↳ paragraph去年同期") {
		t.Errorf("line 17: %q", got)
	}
	if got := ids["a2-4"]; !strings.Contains(got, "本报记者 丁湘; 本报记者 石磊") {
		t.Errorf("article 2-4: %q", got)
	}
}

const hostile = `<script>alert(1)</script>"><img src=x onerror=alert(2)>

</style></script><!--{{.}}${1}` + "`" + ` javascript:alert(3)

本报讯（记者 <b onclick=alert(4)>李盼</b>）11月9日，&lt;全市&gt;现场会"召开'。</p></article></section><iframe src=//x>`

// Whatever stands on a page or in its name is text, and the page's own script is the only one.
func TestHostile(t *testing.T) {
	const name = `a"><script>alert(5)</script>.txt`
	sheets := sheetsOf(t, name, hostile)
	page := pageOf(t, Browser{Home: "./index.html"}, sheets)
	var scripts, texts []string
	for _, n := range elements(t, page) {
		switch n.Data {
		case "script":
			scripts = append(scripts, textOf(n))
		case "img", "iframe":
			t.Errorf("the page holds <%s>", n.Data)
		case "p":
			texts = append(texts, textOf(n))
		case "title":
			if !strings.HasPrefix(textOf(n), name) {
				t.Errorf("title: %s", textOf(n))
			}
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") {
				t.Errorf("<%s> has %s", n.Data, a.Key)
			}
		}
	}
	if !slices.Equal(scripts, []string{script}) {
		t.Errorf("scripts: %.300q", scripts)
	}
	all := strings.Join(texts, "\n")
	for row := range strings.Lines(hostile) {
		if !strings.Contains(all, strings.TrimSpace(row)) {
			t.Errorf("lost: %s", row)
		}
	}
	sum := sha256.Sum256([]byte(scripts[0]))
	if want := "script-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(page, `content="`) || !strings.Contains(html.UnescapeString(page), want) {
		t.Errorf("the policy does not name the script: %s", want)
	}
}

// FuzzPage: no text makes an element or an attribute that the template does not have.
func FuzzPage(f *testing.F) {
	f.Add(hostile)
	f.Add("一\n\n二\f三")
	known := map[string]bool{}
	for _, n := range elements(f, pageOf(f, Browser{}, sheetsOf(f, "", examplePage(f)))) {
		known[n.Data] = true
	}
	for _, also := range []string{"details", "summary", "ol", "li", "a", "h2"} {
		known[also] = true
	}
	f.Fuzz(func(t *testing.T, text string) {
		source := convert.Source{Bytes: []byte(text)}
		e, err := convert.Read(source, convert.Options{Lenient: true})
		if err != nil || len(text) > 5000 {
			return
		}
		sheets, err := NewLayout(e).Sheets(source, convert.Options{Lenient: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range elements(t, pageOf(t, Browser{}, sheets)) {
			if !known[n.Data] {
				t.Errorf("%q makes <%s>", text, n.Data)
			}
		}
	})
}

// What should be looked at comes first: what was found, then the shaky articles, the worst first.
func TestDoubts(t *testing.T) {
	article := func(line int, sure float64) paper.Article {
		return paper.Article{ID: "2-1", Headline: "题", Confidence: sure, Spans: []paper.Span{{Role: paper.Headline, Lines: []int{line}}}}
	}
	s := &Sheet{
		Page:     &paper.Page{Articles: []paper.Article{article(3, 0.4), article(6, 0.2), article(9, 0.9), article(12, 0.1)}},
		Findings: []paper.Warning{{Kind: "low-confidence", Lines: []int{12}, Text: "…"}, {Kind: "odd-character", Lines: []int{9}}},
	}
	s.Rows = append(s.Rows, Row{})
	var got []int
	for _, d := range doubts(s) {
		got = append(got, d.Line)
	}
	if !slices.Equal(got, []int{12, 9, 6, 3}) {
		t.Errorf("%v", got)
	}
}

// Links between pages survive any name of a file.
func TestHref(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"1.html", "2.html", "./2.html"}, {"a/b/1.html", "index.html", "../../index.html"}, {"index", "a/第 2版.html", "./a/%E7%AC%AC%202%E7%89%88.html"},
		{"index", "javascript:alert(1).html", "./javascript:alert%281%29.html"}, {"index", "a#b?c%.html", "./a%23b%3Fc%25.html"},
	} {
		got := Href(c.from, c.to)
		if got != c.want {
			t.Errorf("%s to %s: %s", c.from, c.to, got)
		}
		base := &url.URL{Path: "/out/" + c.from}
		if u, err := base.Parse(got); err != nil || u.Path != path.Join("/out", c.to) || u.RawQuery+u.Fragment != "" {
			t.Errorf("%s leads to %v, %v", got, u, err)
		}
	}
}
