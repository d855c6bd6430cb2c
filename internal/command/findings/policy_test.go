package findings

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/banmian/banmian/convert"
)

// found are findings of one file, each "kind text".
func found(name string, words ...string) File {
	f := File{Name: name}
	for n, word := range words {
		kind, text, _ := strings.Cut(word, " ")
		f.Findings = append(f.Findings, Finding{File: name, Line: n + 1, Kind: kind, Text: text, Level: Warning})
	}
	return f
}

func baseline(t testing.TB, text string) *Baseline {
	t.Helper()
	b, err := ReadBaseline(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestPolicy(t *testing.T) {
	clean, bad := File{Name: "b.txt"}, OfFailure("c.txt", errors.New("empty"))
	two := found("a.txt", "no-headline 甲", "unfinished 乙")
	known := baseline(t, `{"file":"a.txt","kind":"no-headline","text":"甲"}`)
	for _, c := range []struct {
		shows  string
		policy Policy
		files  []File
		status int
		says   string
	}{
		{"nothing", Policy{}, []File{clean}, 0, "nothing found in 1 file"},
		{"no file at all", Policy{}, nil, 0, "nothing found in 0 files"},
		{"any warning fails", Policy{}, []File{two, clean}, 1, "2 findings in 1 of 2 files"},
		{"but not so many", Policy{MaxWarnings: 2}, []File{two}, 0, "2 findings in 1 of 1 file"},
		{"one more does", Policy{MaxWarnings: 1}, []File{two}, 1, "2 findings in 1 of 1 file"},
		{"only these kinds", Policy{FailOn: []string{"no-body"}}, []File{two}, 0, "2 findings in 1 of 1 file"},
		{"one of these kinds", Policy{FailOn: []string{"no-body", "unfinished"}}, []File{two}, 1, "2 findings in 1 of 1 file"},
		{"so many of these kinds", Policy{FailOn: []string{"unfinished"}, MaxWarnings: 1}, []File{two}, 0, "2 findings in 1 of 1 file"},
		{"what cannot be read fails always", Policy{FailOn: []string{"no-body"}, MaxWarnings: 9, Keep: true}, []File{bad}, 1, "1 finding in 1 of 1 file"},
		{"what is known does not", Policy{Baseline: known}, []File{found("a.txt", "no-headline 甲")}, 0, "1 finding in 1 of 1 file, 0 new"},
		{"under another spelling of its name", Policy{Baseline: known}, []File{found("./a.txt", "no-headline 甲")}, 0, "1 finding in 1 of 1 file, 0 new"},
		{"what is new does", Policy{Baseline: known}, []File{two}, 1, "2 findings in 1 of 1 file, 1 new"},
		{"one is known, two are there", Policy{Baseline: known}, []File{found("a.txt", "no-headline 甲", "no-headline 甲")}, 1, "2 findings in 1 of 1 file, 1 new"},
		{"in another file it is new", Policy{Baseline: known}, []File{found("b.txt", "no-headline 甲")}, 1, "1 finding in 1 of 1 file, 1 new"},
		{"what is gone is said", Policy{Baseline: known}, []File{found("a.txt")}, 0, "nothing found in 1 file, 0 new, 1 of the baseline gone"},
		{"but not of files that were not looked at", Policy{Baseline: known}, []File{clean}, 0, "nothing found in 1 file, 0 new"},
		{"nor of those that could not be", Policy{Baseline: known}, []File{OfFailure("a.txt", errors.New("empty"))}, 1, "1 finding in 1 of 1 file, 1 new"},
		{"a new baseline is no failure", Policy{Keep: true}, []File{two}, 0, "2 findings in 1 of 1 file"},
	} {
		v, err := Check(slices.Values(c.files), newText(io.Discard, Options{}), c.policy)
		if err != nil || v.Status() != c.status || v.String() != c.says {
			t.Errorf("%s: %d, %q, %v", c.shows, v.Status(), v, err)
		}
		for _, f := range c.files {
			for i := range f.Findings {
				f.Findings[i].Known = false
			}
		}
	}
}

func TestStale(t *testing.T) {
	b := baseline(t, `{"file":"b.txt","kind":"unfinished","text":"丙"}
{"file":"a.txt","kind":"no-headline","text":"甲","count":3}`)
	v, _ := Check(slices.Values([]File{found("a.txt", "no-headline 甲"), found("b.txt")}), newText(io.Discard, Options{}), Policy{Baseline: b})
	if got := fmt.Sprint(v.Stale); got != "[a.txt: no-headline: 甲 (2 times) b.txt: unfinished: 丙]" || v.Gone != 3 {
		t.Error(got, v.Gone)
	}
}

func TestParseKinds(t *testing.T) {
	kinds, err := ParseKinds("no-headline, Unfinished")
	if err != nil || !slices.Equal(kinds, []string{"no-headline", "unfinished"}) {
		t.Error(kinds, err)
	}
	for _, list := range []string{"", "no-headlines", "unfinished,"} {
		_, err := ParseKinds(list)
		if unknown := (*UnknownError)(nil); !errors.As(err, &unknown) || len(unknown.Known) != len(convert.FindingKinds) {
			t.Errorf("%q: %v", list, err)
		}
	}
}

// What a baseline was made of is known by it, wherever the lines went; one finding more
// is new.
func TestBaselineKnowsItsOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		files := awkwardFiles.Draw(t, "files")
		check := func(p Policy) Verdict {
			for _, f := range files {
				for i := range f.Findings {
					f.Findings[i].Known = false
					f.Findings[i].Line += 7
				}
			}
			v, err := Check(slices.Values(files), newText(io.Discard, Options{}), p)
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		var text strings.Builder
		if n, err := check(Policy{Keep: true}).Found.WriteTo(&text); err != nil || n != int64(text.Len()) {
			t.Fatal(n, err)
		}
		b, err := ReadBaseline(strings.NewReader(text.String()))
		if err != nil {
			t.Fatal(err)
		}
		if v := check(Policy{Baseline: b}); v.Findings-v.Known != v.Errors || len(v.Stale) > 0 {
			t.Fatalf("%s, %v", v, v.Stale)
		}
		if len(files) == 0 || len(files[0].Findings) == 0 || files[0].Findings[0].Level == Error {
			return
		}
		files = append(files, File{files[0].Name, files[0].Findings[:1:1]})
		if v := check(Policy{Baseline: b}); v.Findings-v.Known != v.Errors+1 {
			t.Fatalf("one more: %s", v)
		}
	})
}

func TestBaselineRefusals(t *testing.T) {
	for text, want := range map[string]string{
		"{}":                              "1: no entry of a baseline (a kind",
		"\n{\"kind\":":                    "2: no entry of a baseline (",
		`{"kind":"a","line":3}`:           "1: no entry of a baseline (",
		`{"kind":"a","count":-1}`:         "1: no entry of a baseline (",
		`{"kind":"a"} {"kind":"a"}`:       "1: no entry of a baseline (more than one",
		"[]":                              "1: no entry of a baseline (",
		strings.Repeat("x", longestEntry): "1: bufio.Scanner: token too long: make the baseline anew",
	} {
		if _, err := ReadBaseline(strings.NewReader(text)); err == nil || !strings.HasPrefix(err.Error(), want) || !strings.HasSuffix(err.Error(), "with --write-baseline") {
			t.Errorf("%.40q: %v", text, err)
		}
	}
}

// A baseline that is read is written again as one that is read the same: sorted, and
// equal entries together.
func FuzzReadBaseline(f *testing.F) {
	f.Add(`{"file":"a.txt","kind":"no-headline","text":"甲","count":2}` + "\n" + `{"file":"a.txt","kind":"no-headline","text":"甲"}`)
	f.Add(`{"file":"\ud800","kind":"\u0000","text":"]]>"}` + "\r\n\r\n")
	f.Add("{}")
	f.Fuzz(func(t *testing.T, text string) {
		b, err := ReadBaseline(strings.NewReader(text))
		if err != nil {
			return
		}
		once, twice := written(t, b), ""
		b, err = ReadBaseline(strings.NewReader(once))
		if err == nil {
			twice = written(t, b)
		}
		if once != twice || err != nil {
			t.Errorf("%v: %q, then %q", err, once, twice)
		}
	})
}

func written(t testing.TB, b *Baseline) string {
	t.Helper()
	var out strings.Builder
	if _, err := b.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
