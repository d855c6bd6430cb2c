package formats

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"github.com/banmian/banmian/internal/golden"
	"github.com/banmian/banmian/internal/paper"
)

// A document of one page has the page's name for its h1.
func TestAwkwardPage(t *testing.T) {
	e := awkward()
	e.Pages = e.Pages[:1]
	golden.Check(t, filepath.Join(expected, "awkward-page.xhtml"), written(t, XHTML, e, Options{}))
}

func TestXHTMLIsSound(t *testing.T) {
	checkXHTML(t, awkward())
	rapid.Check(t, func(t *rapid.T) { checkXHTML(t, anyEdition.Draw(t, "edition")) })
}

func FuzzXHTML(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, text string) { checkXHTML(t, sampleOf(text)) })
}

// checkXHTML fails the test if the document is not well-formed, loses or adds
// text, skips a level of headings or has a link or a label that leads nowhere,
// or if a reader of HTML sees another text than a reader of XML.
func checkXHTML(t rapid.TB, e *paper.Edition) {
	t.Helper()
	document := written(t, XHTML, e, Options{})
	seen, seenHTML := readXHTML(t, document), readHTML(t, document)
	_, document, _ = bytes.Cut(document, []byte("</style>")) // enough to show
	if seen.title == "" {
		t.Fatalf("no title\n%s", document)
	}
	want := letters(strings.Map(visible, lineEnds.Replace(textOf(e))))
	if got := letters(seen.text); got != want {
		t.Fatalf("the document holds\n%q, the pages\n%q", got, want)
	}
	if got := letters(seenHTML); got != letters(seen.text+seen.added) {
		t.Fatalf("a reader of HTML sees\n%q\n%s", got, document)
	}
	checkHeadings(t, seen.levels)
	for _, id := range seen.refs {
		if !slices.Contains(seen.ids, id) {
			t.Fatalf("nothing is called %q\n%s", id, document)
		}
	}
	slices.Sort(seen.ids)
	if n := len(seen.ids); n != len(slices.Compact(seen.ids)) {
		t.Fatalf("an ID twice\n%s", document)
	}
}

// checkHeadings wants one h1, the first, and each level reached from the one above.
func checkHeadings(t rapid.TB, levels []int) {
	t.Helper()
	last := 0
	for i, level := range levels {
		if level > last+1 || (level == 1) != (i == 0) {
			t.Fatalf("headings go %v", levels)
		}
		last = level
	}
}

// seenXHTML is what a reader of XML finds in a document.
type seenXHTML struct {
	title, text, added string // added is the text of elements of that class
	levels             []int
	ids, refs          []string
}

func readXHTML(t rapid.TB, document []byte) (seen seenXHTML) {
	t.Helper()
	var open []xml.StartElement
	in := func(matches func(xml.StartElement) bool) bool { return slices.ContainsFunc(open, matches) }
	for d := xml.NewDecoder(bytes.NewReader(document)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return seen
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, document)
		}
		switch token := token.(type) {
		case xml.StartElement:
			open = append(open, token.Copy())
			seen.element(token)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			switch {
			case in(named("title")):
				seen.title += string(token)
			case in(isAdded):
				seen.added += string(token)
			case in(named("body")):
				seen.text += string(token)
			}
		}
	}
}

func named(name string) func(xml.StartElement) bool {
	return func(e xml.StartElement) bool { return e.Name.Local == name }
}

func isAdded(e xml.StartElement) bool {
	return slices.Contains(strings.Fields(attributeOf(e, "class")), "added")
}

func attributeOf(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// element takes note of headings, names and what refers to them.
func (seen *seenXHTML) element(e xml.StartElement) {
	if name := e.Name.Local; len(name) == 2 && name[0] == 'h' && name[1] <= '6' {
		seen.levels = append(seen.levels, int(name[1]-'0'))
	}
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "id":
			seen.ids = append(seen.ids, a.Value)
		case "href":
			seen.refs = append(seen.refs, strings.TrimPrefix(a.Value, "#"))
		case "aria-labelledby":
			seen.refs = append(seen.refs, a.Value)
		}
	}
}

// readHTML gives the text of the body as a browser sees it that takes the
// document for HTML.
func readHTML(t rapid.TB, document []byte) string {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for n := range root.Descendants() {
		inHead := slices.ContainsFunc(slices.Collect(n.Ancestors()), func(up *html.Node) bool { return up.Data == "head" })
		if n.Type == html.TextNode && !inHead {
			text.WriteString(n.Data)
		}
	}
	return text.String()
}

func TestXMLID(t *testing.T) {
	for id, want := range map[string]string{
		"2-1": "a2-1", "A3-1": "aA3-1", "增刊-2": "a增刊-2", "": "a", "B 4-1": "aB_20_4-1", "a_20_b": "aa_5F_20_5F_b", "𠮷": "a_20BB7_", "1.2": "a1_2E_2",
	} {
		if got := xmlID("a", id); got != want {
			t.Errorf("xmlID(%q) = %q, not %q", id, got, want)
		}
	}
}

// The stylesheet stands in the document as it is.
func TestStylesheetNeedsNoEscapes(t *testing.T) {
	if strings.ContainsAny(xhtmlStyle, "<&") || strings.Contains(xhtmlStyle, "]]>") {
		t.Error("a sign of XML in xhtml.css")
	}
}
