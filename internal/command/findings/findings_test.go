package findings

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/golden"
	"github.com/banmian/banmian/internal/paper"
)

// fragments trip up one format or the other.
var fragments = []string{
	"栖河市", "，", "\n", "\r\n", "\r", "::", "%", "%0A", "]]>", "&", "&amp;", "<", ">", `"`, "'", `\`, "|", "`", "@team", "##[error]",
	"::error::", "\x00", "\x1b[2J", "\u202e", "\u2028", "\ufffe", "\ufffd", "\xff", "\xe7\x89", "a b", "#", "?", "../", ":", ",", "𠮷", "\u3000", "=1+1",
}

func awkwardText(label string) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(fragments), rapid.String()), 1, 5).Draw(t, label), "")
	})
}

// awkwardFiles are any findings in any files; no file has the empty name of standard input.
var awkwardFiles = rapid.Custom(func(t *rapid.T) []File {
	var files []File
	for range rapid.IntRange(0, 4).Draw(t, "files") {
		f := File{Name: awkwardText("name").Draw(t, "name")}
		if f.Name == "" {
			f.Name = "a"
		}
		for range rapid.IntRange(0, 5).Draw(t, "findings") {
			found := Finding{File: f.Name, Line: rapid.IntRange(0, 9).Draw(t, "line"), Text: awkwardText("text").Draw(t, "text"), Level: Warning}
			found.Kind = rapid.SampledFrom(convert.FindingKinds).Draw(t, "kind").Name
			if found.Kind == convert.Unreadable {
				found.Level = Error
			}
			found.Known = found.Level == Warning && rapid.Bool().Draw(t, "known")
			f.Findings = append(f.Findings, found)
		}
		files = append(files, f)
	}
	return files
})

// spelt writes findings in a format, as they are marked.
func spelt(t rapid.TB, format string, o Options, files ...File) string {
	t.Helper()
	f, err := Named(format)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := f.New(&out, o)
	for _, f := range files {
		w.Add(f)
	}
	if err := w.End(Tally{Files: len(files), Compared: o.Compare}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// all are the findings of files, one after the other.
func all(files []File) (out []Finding) {
	for _, f := range files {
		out = append(out, f.Findings...)
	}
	return out
}

// fresh are those that the baseline does not know.
func fresh(files []File) []Finding {
	return slices.DeleteFunc(all(files), func(f Finding) bool { return f.Known })
}

// ordinary are files as a check meets them.
func ordinary() []File {
	return []File{
		{Name: "2024-12-03/第1版.txt", Findings: []Finding{
			{File: "2024-12-03/第1版.txt", Line: 12, Kind: convert.NoHeadline, Text: "a story without headline, see whether a line above is its headline: 本报讯 6月13日", Level: Warning},
			{File: "2024-12-03/第1版.txt", Line: 40, Kind: convert.OddCharacter, Text: "U+E005 ×2 stands where no page prints it, put what it prints: <100% & 更多>", Level: Warning},
		}},
		{Name: "02.txt"},
		OfFailure("a\nb,c:d.pdf", &convert.Error{Line: 3, Message: "a PDF, not plain text: take its text out first, with pdftotext"}),
		{Name: "", Findings: []Finding{{Kind: convert.MostlyOther, Text: "29 of 35 characters are in no article, see whether this is a page in reading order", Level: Warning}}},
	}
}

const expected = "../../../testdata/findings"

// What the formats look like.
func TestFormats(t *testing.T) {
	known := baseline(t, `{"file":"2024-12-03/第1版.txt","kind":"odd-character","text":"U+E005 ×2 stands where no page prints it, put what it prints: <100% & 更多>"}
{"file":"02.txt","kind":"no-body","text":"a head without text, see whether the text below belongs to it: 招聘"}`)
	for _, f := range Formats {
		var out, summary bytes.Buffer
		w := f.New(&out, Options{Version: "v1.2.3", Compare: true, Summary: &summary})
		if _, err := Check(slices.Values(ordinary()), w, Policy{Baseline: known}); err != nil {
			t.Error(f.Name, err)
		}
		golden.Check(t, filepath.Join(expected, f.Name), out.Bytes())
		if f.Name == "github" {
			golden.Check(t, filepath.Join(expected, "github.md"), summary.Bytes())
		}
	}
}

// Each writer tells of a writer's error.
func TestWriteErrors(t *testing.T) {
	for _, f := range Formats {
		w := f.New(cramped{}, Options{})
		w.Add(ordinary()[0])
		if err := w.End(Tally{}); !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	w := newGitHub(io.Discard, Options{Summary: cramped{}})
	if err := w.End(Tally{}); !errors.Is(err, io.ErrShortWrite) {
		t.Error("the summary:", err)
	}
}

type cramped struct{}

func (cramped) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

// Each finding is a line, and its text can be read back from it.
func TestTextLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		files := awkwardFiles.Draw(t, "files")
		lines := strings.Split(spelt(t, "text", Options{}, files...), "\n")
		found := fresh(files)
		if len(lines) != len(found)+1 {
			t.Fatalf("%d findings on %d lines", len(found), len(lines)-1)
		}
		for i, f := range found {
			front := fmt.Sprintf("%s: %s: %s: ", f.position(), f.Level, f.Kind)
			text, ok := strings.CutPrefix(lines[i], front)
			if !ok || unshown(text, f.Text) != f.Text {
				t.Fatalf("%q: %q", f.Text, lines[i])
			}
		}
	})
}

func TestShown(t *testing.T) {
	for text, want := range map[string]string{
		"第1版.txt": "第1版.txt", "a b": "a b", "本报讯\u3000记者": "本报讯\u3000记者",
		"a\nb": `"a\nb"`, "\x1b[2J": `"\x1b[2J"`, "\xff": `"\xff"`, "\u202e": `"\u202e"`,
	} {
		if got := shown(text); got != want {
			t.Errorf("%q: %s", text, got)
		}
	}
}

func TestNamed(t *testing.T) {
	_, err := Named("sarfi")
	if err == nil || err.Error() != "unknown format of findings sarfi: use text, json, sarif, junit, github" {
		t.Error(err)
	}
	if unknown := (*UnknownError)(nil); !errors.As(err, &unknown) || !slices.Contains(unknown.Known, "sarif") {
		t.Error("no UnknownError")
	}
}

// An edition gives its files in the order of its pages, the clean ones too.
func TestOfEdition(t *testing.T) {
	e := &paper.Edition{
		Pages: []paper.Page{{Source: paper.Source{Path: "b.txt"}}, {Source: paper.Source{Path: "a.txt"}}, {Source: paper.Source{Path: "b.txt"}}},
		Warnings: []paper.Warning{
			{Kind: "jump-unmatched", Source: "a.txt", Lines: []int{27, 28}, Text: "（下转第三版）"}, {Kind: "replaced-bytes", Source: "a.txt", Text: "3 bytes"},
		},
	}
	got := fmt.Sprint(OfEdition(e))
	want := fmt.Sprint([]File{{Name: "b.txt"}, {"a.txt", []Finding{
		{File: "a.txt", Kind: "replaced-bytes", Text: "3 bytes", Level: Warning}, {File: "a.txt", Line: 27, Kind: "jump-unmatched", Text: "（下转第三版）", Level: Warning}}}})
	if got != want {
		t.Errorf("%s\nnot\n%s", got, want)
	}
}

func TestOfFailure(t *testing.T) {
	for want, err := range map[string]error{
		"a.txt:3: error: unreadable: a NUL byte": fmt.Errorf("a.txt: %w", &convert.Error{Line: 3, Message: "a NUL byte"}),
		"a.txt: error: unreadable: no such file": errors.New("no such file"),
	} {
		if got := OfFailure("a.txt", err).Findings[0].String(); got != want {
			t.Errorf("%s, not %s", got, want)
		}
	}
}

func BenchmarkWriters(b *testing.B) {
	for _, f := range Formats {
		b.Run(f.Name, func(b *testing.B) {
			w := f.New(io.Discard, Options{})
			b.ReportAllocs()
			for b.Loop() {
				w.Add(ordinary()[0])
			}
		})
	}
}
