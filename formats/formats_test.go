package formats

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/banmian/banmian/internal/golden"
	"github.com/banmian/banmian/internal/paper"
)

// expected is where the awkward edition stands in every format.
const expected = "../testdata/formats"

func TestAwkwardEdition(t *testing.T) {
	for _, f := range List {
		golden.Check(t, filepath.Join(expected, "awkward"+f.Extension), written(t, f, awkward(), Options{}))
	}
}

// written spells an edition.
func written(t rapid.TB, f Format, e *paper.Edition, o Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := f.Write(&out, e, o); err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
	return out.Bytes()
}

// sampleOf makes an edition that has the text in every place.
func sampleOf(text string) *paper.Edition {
	jump := &paper.JumpLine{Page: text, Text: text, Article: text}
	return &paper.Edition{
		Schema: paper.Schema, Paper: text, Date: text, Issue: text, Language: "zh-Hant",
		Pages: []paper.Page{{
			Number: text, Section: text, SectionLatin: text, Source: paper.Source{Path: text},
			Furniture: []paper.Block{{Role: paper.Section, Text: text, Lines: []int{1}}, {Role: paper.Other, Text: text, Lines: []int{2}}},
			Articles: []paper.Article{{
				ID: text, Kind: paper.News, Kickers: []string{text, text}, Headline: text, Decks: []string{text}, Byline: text,
				Bylines: []paper.Person{{Name: text, Role: text}}, ContinuedFrom: jump, ContinuedOn: jump,
				Dateline: &paper.Dateline{Text: text, Agency: text, Place: text, Date: text},
				Body:     []paper.Block{{Role: paper.Paragraph, Text: text}, {Role: paper.Crosshead, Text: text}, {Role: paper.Verse, Text: text + "\n" + text}},
				Images:   []paper.Image{{Caption: text, Credit: text}}, Spans: []paper.Span{{Role: paper.Headline, Lines: []int{3}}},
			}},
		}},
		Warnings: []paper.Warning{{Kind: text, Source: text, Text: text}},
	}
}

// seed gives a fuzz test all the fragments that trip writers up.
func seed(f *testing.F) {
	f.Add("")
	for _, fragment := range fragments {
		f.Add(fragment)
		f.Add("栖" + fragment + "河\n" + fragment)
	}
}

// Each writer gives the same bytes every time and stops at a writer's error.
func TestEveryFormat(t *testing.T) {
	for _, f := range List {
		t.Run(f.Name, func(t *testing.T) {
			once, twice := written(t, f, awkward(), Options{}), written(t, f, awkward(), Options{})
			if !bytes.Equal(once, twice) {
				t.Error("not the same bytes twice")
			}
			for _, room := range []int{0, 1, len(once) - 1} {
				if err := f.Write(&cramped{room}, awkward(), Options{}); err != io.ErrShortWrite {
					t.Errorf("with room for %d bytes: %v", room, err)
				}
			}
			written(t, f, &paper.Edition{}, Options{})
			if found, err := Named(f.Name); err != nil || found.Name != f.Name {
				t.Errorf("Named(%q): %v", f.Name, err)
			}
			if found, ok := ForFile("a.b/C" + strings.ToUpper(f.Extension)); !ok || found.Name != f.Name {
				t.Errorf("ForFile finds %q for %s", found.Name, f.Extension)
			}
		})
	}
}

// cramped takes so many bytes and no more.
type cramped struct{ room int }

func (c *cramped) Write(p []byte) (int, error) {
	n := min(len(p), c.room)
	c.room -= n
	if n < len(p) {
		return n, io.ErrShortWrite
	}
	return n, nil
}

func TestUnknownFormat(t *testing.T) {
	if _, err := Named("docx"); err == nil || err.Error() != `unknown format "docx": use json, jsonl, yaml, csv, xhtml` {
		t.Error(err)
	}
	for _, name := range []string{"page.txt", "page", ".", "yaml"} {
		if f, ok := ForFile(name); ok {
			t.Errorf("%s is taken for %s", name, f.Name)
		}
	}
	if f, _ := ForFile("out/1.yml"); f.Name != "yaml" {
		t.Errorf(".yml is taken for %q", f.Name)
	}
}

func TestUnknownOptions(t *testing.T) {
	for want, o := range map[string]Options{
		`unknown rows "lines": use articles or paragraphs`: {Rows: "lines"},
		`unknown CSV dialect "tsv": use rfc4180 or excel`:  {Dialect: "tsv"},
	} {
		if err := CSV.Write(io.Discard, awkward(), o); err == nil || err.Error() != want {
			t.Errorf("%v, not %s", err, want)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	e := ordinary()
	for _, f := range List {
		b.Run(f.Name, func(b *testing.B) {
			b.SetBytes(int64(len(written(b, JSON, e, Options{}))))
			for b.Loop() {
				if err := f.Write(io.Discard, e, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// ordinary is the size of a page of a daily: 12 articles, 20 KB of text.
func ordinary() *paper.Edition {
	text := strings.Repeat("栖河市委组织部召开会议，研究部署2024年工作。", 9)
	page := paper.Page{Number: "2", Section: "要闻", Source: paper.Source{Path: "02.txt", Lines: 84}}
	for i := range 12 {
		a := paper.Article{ID: fmt.Sprintf("2-%d", i+1), Kind: paper.News, Headline: "市委组织部召开理论学习中心组会议", Chars: 500, Confidence: 0.98}
		a.Spans = append(a.Spans, paper.Span{Role: paper.Headline, Lines: []int{i*7 + 1}})
		for j := range 3 {
			a.Body = append(a.Body, paper.Block{Role: paper.Paragraph, Text: text})
			a.Spans = append(a.Spans, paper.Span{Role: paper.Paragraph, Lines: []int{i*7 + 2 + j, i*7 + 3 + j}})
		}
		page.Articles = append(page.Articles, a)
	}
	return &paper.Edition{Schema: paper.Schema, Paper: "栖河日报", Date: "2024-11-11", Language: "zh-Hans", Pages: []paper.Page{page}}
}
