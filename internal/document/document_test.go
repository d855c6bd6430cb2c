package document

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/formats"
	"github.com/banmian/banmian/internal/paper"
)

// editions reads so many annotated pages from their plain text; as one edition the first
// eight again, with links between them and a stitched story.
func editions(t testing.TB, most int) (all []*paper.Edition) {
	t.Helper()
	files, err := filepath.Glob("../../testdata/editions/*.ann")
	if err != nil || len(files) == 0 {
		t.Fatal("no annotated pages: ", err)
	}
	for _, file := range files[:min(most, len(files))] {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		page, err := paper.ParseAnnotated(string(text))
		if err != nil {
			t.Fatal(file, err)
		}
		e, err := convert.Read(convert.Source{Path: filepath.Base(file), Bytes: []byte(strings.Join(page.Rows, "\n"))}, convert.Options{})
		if err != nil {
			t.Fatal(file, err)
		}
		all = append(all, e)
	}
	issue := convert.Join(all[:8]...)
	convert.Link(issue)
	whole := convert.Join(issue)
	convert.Stitch(whole)
	return append(all, issue, whole)
}

// TestReadBack: what was written is read, and written again byte for byte, whichever
// way it went.
func TestReadBack(t *testing.T) {
	for _, e := range editions(t, math.MaxInt) {
		direct := spelled(t, formats.JSON, e)
		for _, format := range []formats.Format{formats.JSON, formats.YAML, formats.JSONLines} {
			text := spelled(t, format, e)
			again := mustRead(t, format.Name, text)
			if got := spelled(t, format, again); !bytes.Equal(got, text) {
				t.Fatalf("%s: %s is read as\n%s\nnot\n%s", e.Pages[0].Source.Path, format.Name, got, text)
			}
			if got := spelled(t, formats.JSON, again); !bytes.Equal(got, direct) {
				t.Fatalf("%s: %s gives other JSON:\n%s\nnot\n%s", e.Pages[0].Source.Path, format.Name, got, direct)
			}
		}
	}
}

func spelled(t testing.TB, f formats.Format, e *paper.Edition) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b, e, formats.Options{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func mustRead(t testing.TB, format string, text []byte) *paper.Edition {
	t.Helper()
	f, ok := Named(format)
	if !ok {
		t.Fatal(format)
	}
	e, err := f.Read(text)
	if err != nil {
		t.Fatalf("%s: %v\n%s", format, err, text)
	}
	return e
}

// small is a document that each case of TestFaults changes in one place.
const small = `schema: banmian/edition/1
date: "2024-12-03"
pages:
  - number: "2"
    source:
      lines: 9
    furniture:
      - role: masthead
        text: 栖河日报
        lines: [1]
    articles:
      - id: 2-1
        kind: news
        decks:
          - 副题
        headline: 标题
        continued_on:
          page: "3"
          article: 2-2
        body:
          - role: paragraph
            text: 正文。
        spans:
          - role: headline
            lines: [2]
          - role: deck
            lines: [3]
          - role: paragraph
            lines: [4, 5]
        confidence: 0.9
      - id: 2-2
        kind: brief
        spans: []
`

// TestFaults changes the document in one place and reads what is said about it.
func TestFaults(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"edition/1", "edition/2", `1: schema: "banmian/edition/2"; this banmian reads banmian/edition/1`},
		{"schema: banmian/edition/1\n", "", `1: schema: missing; this banmian reads banmian/edition/1`},
		{"headline: 标题", "headlines: 标题", `16: pages[0].articles[0]: unknown key "headlines": did you mean headline? use id, kind, kickers, headline, decks, byline, bylines, dateline, continued_from, continued_on, body, images, spans, chars, confidence`},
		{"kind: brief", "kind: briefs", `32: pages[0].articles[1].kind: unknown kind "briefs": did you mean brief? use news, commentary, feature, brief, photo, notice, poem, continuation`},
		{"- role: paragraph\n            text", "- role: caption\n            text", `21: pages[0].articles[0].body[0].role: a caption does not belong here: use paragraph, crosshead, verse`},
		{"- role: deck", "- role: desk", `26: pages[0].articles[0].spans[1].role: unknown role "desk": did you mean deck? use kicker, headline, deck, byline, paragraph, crosshead, verse, caption, credit, jump`},
		{"role: masthead", "role: headline", `8: pages[0].furniture[0].role: a headline does not belong here: use masthead, section, section-latin, colophon, other`},
		{"lines: [4, 5]", "lines: [4, 10]", `29: pages[0].articles[0].spans[2].lines[1]: line 10, but the source has the lines 1 to 9`},
		{"lines: [4, 5]", "lines: [3, 4]", `29: pages[0].articles[0].spans[2].lines[0]: line 3 stands in pages[0].articles[0].spans[1] too: a line has one place`},
		{"lines: [4, 5]", "lines: [four]", `29: pages[0].articles[0].spans[2].lines[0]: "four" is no number of lines or characters`},
		{"article: 2-2", "article: 3-2", `19: pages[0].articles[0].continued_on.article: no article has the id "3-2": name one that is here, or leave the key out`},
		{"id: 2-1", "id: 2-2", `31: pages[0].articles[1].id: "2-2" is the id of pages[0].articles[0] too: give each article its own`},
		{"decks:\n          - 副题\n        ", "", `22: pages[0].articles[0].spans: 1 span with the role deck, but decks has 0 texts: mend the role of a span as well, or take out the span of what is not there any more`},
		{"confidence: 0.9", "confidence: 1.9", `30: pages[0].articles[0].confidence: "1.9" is no share between 0 and 1`},
		{`date: "2024-12-03"`, `date: 2024-13-03`, `2: date: "2024-13-03" is no day: write it as 2024-12-03`},
		{"kind: brief", "kind: brief\n        kind: news", `33: pages[0].articles[1].kind: the key stands here twice: keep one`},
		{"        kind: brief\n", "", `31: pages[0].articles[1]: the key kind is missing`},
		{"headline: 标题", "headline: ~", `16: pages[0].articles[0].headline: nothing: leave out the key of what is not known`},
		{"headline: 标题", "headline: [标题]", `16: pages[0].articles[0].headline: a list, where a text belongs`},
		{"headline: 标题", "headline: 标题: 副题", `16: not YAML: mapping values are not allowed in this context; put a text with a colon in quotes, and indent with spaces`},
		{"spans: []", "spans: *spans", `1: not YAML: unknown anchor 'spans' referenced`},
	} {
		text := strings.Replace(small, c.from, c.to, 1)
		if text == small {
			t.Fatalf("%q is not in the document", c.from)
		}
		f, _ := Named("yaml")
		_, err := f.Read([]byte(text))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q: %v\nwant %s", c.to, err, c.want)
		}
	}
}

// TestMended: words may be mended, texts may lose their quotes, and what a person
// adds needs no figures.
func TestMended(t *testing.T) {
	text := strings.Replace(small, "正文。", "正 文改。", 1)
	text = strings.Replace(text, `"2024-12-03"`, "2024-12-03", 1)
	e := mustRead(t, "yaml", []byte(text))
	first, second := e.Pages[0].Articles[0], e.Pages[0].Articles[1]
	if first.Chars != 4 || first.Confidence != 0.9 || second.Confidence != 1 || e.Date != "2024-12-03" {
		t.Errorf("%+v\n%+v\n%s", first, second, e.Date)
	}
}

// TestJSONFaults: lines are told in JSON too, and all faults at once.
func TestJSONFaults(t *testing.T) {
	for _, c := range []struct{ format, text, want string }{
		{"json", "{\n  \"schema\": \"banmian/edition/1\",\n  \"pages\": [\n    {\"source\": {\"lines\": 1}, \"nomber\": 2}\n  ],\n  \"papier\": 1\n}",
			"4: pages[0]: unknown key \"nomber\": did you mean number? use number, section, section_latin, source, furniture, articles (and 1 more)"},
		{"json", "{\n  \"schema\":\n", "2: not JSON: it ends in the middle; is the file whole?"},
		{"json", "{\n  \"schema\": nix\n}", "2: not JSON: invalid character 'i' in literal null (expecting 'u')"},
		{"json", "", "1: an empty document: nothing to read"},
		{"json", "[]", "1: a list, where keys with values belong: schema, paper, date, issue, language, pages, warnings"},
		{"json", "{}\n\xff", "2: not UTF-8: a document is spelled in it"},
		{"json", "{\"schema\": \"banmian/edition/1\"}\n{}", "2: a second document begins here: keep one edition in a file, or say -f jsonl"},
		{"jsonl", "{\"schema\": \"banmian/edition/1\", \"date\": \"2024-12-03\"}\n{\"schema\": \"banmian/edition/1\", \"date\": \"2024-12-04\"}\n",
			"2: a page of 2024-12-04, and the first line is one of 2024-12-03: keep each issue in a file of its own"},
		{"jsonl", "{\"schema\": \"banmian/edition/1\"}\n{\"schema\": \"banmian/edition/1\", \"pages\": [{\"source\": {\"lines\": 1}, \"number\": []}]}\n",
			"2: pages[0].number: a list, where a text belongs"},
	} {
		f, _ := Named(c.format)
		if _, err := f.Read([]byte(c.text)); err == nil || err.Error() != c.want {
			t.Errorf("%q: %v\nwant %s", c.text, err, c.want)
		}
	}
}

// FuzzRead: what is read can be written and is read again as the same; all else is a
// fault that names a line of the text.
func FuzzRead(f *testing.F) {
	for i, e := range editions(f, 8)[2:] {
		format := formats.List[i%3]
		f.Add(i%3, spelled(f, format, e))
	}
	f.Add(2, []byte(small))
	f.Fuzz(func(t *testing.T, number int, text []byte) {
		format := Formats[uint(number)%uint(len(Formats))]
		e, err := format.Read(text)
		if err != nil {
			faults, ok := err.(Faults)
			lines := 2 // YAML counts the end, and more breaks than others do
			for _, r := range string(text) {
				if strings.ContainsRune("\n\r\u0085\u2028\u2029", r) {
					lines++
				}
			}
			bad := func(f Fault) bool { return f.Line < 1 || f.Line > lines || f.Message == "" }
			if !ok || len(faults) == 0 || slices.ContainsFunc(faults, bad) {
				t.Fatalf("%#v", err)
			}
			return
		}
		once := spelled(t, formats.JSON, e)
		if again := spelled(t, formats.JSON, mustRead(t, "json", once)); !bytes.Equal(again, once) {
			t.Fatalf("%s\nis read as\n%s", once, again)
		}
	})
}

// TestReadAwkward: no text is too awkward. The characters are counted anew.
func TestReadAwkward(t *testing.T) {
	chars := regexp.MustCompile(`"?chars"?: ?\d+`)
	for _, ending := range []string{"json", "jsonl", "yaml"} {
		text, err := os.ReadFile("../../testdata/formats/awkward." + ending)
		if err != nil {
			t.Fatal(err)
		}
		format, err := formats.Named(ending)
		if err != nil {
			t.Fatal(err)
		}
		again := spelled(t, format, mustRead(t, ending, text))
		if !bytes.Equal(chars.ReplaceAll(again, nil), chars.ReplaceAll(text, nil)) {
			t.Errorf("%s is read as\n%s", ending, again)
		}
	}
}

// FuzzReadBack: whatever text is converted, its document is read back byte for byte.
func FuzzReadBack(f *testing.F) {
	f.Add("栖河日报 第2版\n\n壶关县开展评营商环境活动\n——测出好服务\n□ 本报记者 李盼\n　　本报讯 会议召开，（下转第三版）\f责编：王芳\n")
	f.Fuzz(func(t *testing.T, text string) {
		e, err := convert.Read(convert.Source{Path: "a.txt", Bytes: []byte(text)}, convert.Options{Encoding: "utf-8", Lenient: true})
		if err != nil {
			return
		}
		for _, format := range []formats.Format{formats.JSON, formats.YAML, formats.JSONLines} {
			once := spelled(t, format, e)
			if again := spelled(t, format, mustRead(t, format.Name, once)); !bytes.Equal(again, once) {
				t.Fatalf("%s: %s\nnot\n%s", format.Name, again, once)
			}
		}
	})
}
