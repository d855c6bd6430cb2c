package inspect

import (
	"os"
	"strings"
	"testing"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/paper"
)

// sheetsOf reads a text and lays it out.
func sheetsOf(t testing.TB, path, text string) []Sheet {
	t.Helper()
	source := convert.Source{Path: path, Bytes: []byte(text)}
	e, err := convert.Read(source, convert.Options{})
	if err != nil {
		t.Fatal(err)
	}
	sheets, err := NewLayout(e).Sheets(source, convert.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return sheets
}

func examplePage(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile("../../testdata/editions/huanxi-county.txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Every row that is not blank has a role; each article opens once and closes once.
func TestSheets(t *testing.T) {
	page := examplePage(t)
	sheets := sheetsOf(t, "page.txt", page+"\f"+page)
	if len(sheets) != 2 {
		t.Fatalf("%d sheets", len(sheets))
	}
	for _, s := range sheets {
		opens, closes := 0, 0
		for _, row := range s.Rows {
			if blank := strings.TrimSpace(row.Text) == ""; blank != (row.Role == paper.NoRole) {
				t.Errorf("%d: %q is a %q", row.Number, row.Text, row.Role)
			}
			if row.Opens {
				opens++
			}
			if row.Closes {
				closes++
			}
		}
		if n := len(s.Page.Articles); opens != n || closes != n {
			t.Errorf("%d articles: %d open, %d close", n, opens, closes)
		}
	}
}

// A source that has become another is no source of these pages.
func TestSheetsChanged(t *testing.T) {
	source := convert.Source{Path: "page.txt", Bytes: []byte(examplePage(t))}
	e, err := convert.Read(source, convert.Options{})
	if err != nil {
		t.Fatal(err)
	}
	source.Bytes = append(source.Bytes, "\f又一版"...)
	if _, err := NewLayout(e).Sheets(source, convert.Options{}); err == nil {
		t.Error("a page more than was read is shown")
	}
}

// Nothing that is wider than the terminal is written, whatever colours and wide characters
// there are; what is not clipped stands there whole.
func TestWidth(t *testing.T) {
	sheets := sheetsOf(t, "", examplePage(t))
	for _, width := range []int{60, 61, 120} {
		var out strings.Builder
		if err := (Terminal{Width: width}).Show(&out, sheets, 0, 0); err != nil {
			t.Fatal(err)
		}
		widest := 0
		for row := range strings.Lines(out.String()) {
			widest = max(widest, columns.StringWidth(strings.TrimSuffix(row, "\n")))
		}
		if widest > width || widest < width-1 {
			t.Errorf("%d columns: the widest row has %d", width, widest)
		}
	}
	var out strings.Builder
	Terminal{}.Show(&out, sheets, 0, 0)
	for row := range strings.Lines(examplePage(t)) {
		if !strings.Contains(out.String(), strings.TrimSpace(row)) {
			t.Errorf("lost: %s", row)
		}
	}
}

// Colours change nothing but the colour.
func TestColour(t *testing.T) {
	sheets := sheetsOf(t, "page.txt", examplePage(t))
	var plain, coloured strings.Builder
	Terminal{Width: 80}.Show(&plain, sheets, 0, 0)
	Terminal{Width: 80, Colour: true}.Show(&coloured, sheets, 0, 0)
	bare := coloured.String()
	for _, paint := range append(paints[:], doubtPaint, "0") {
		bare = strings.ReplaceAll(bare, "\x1b["+paint+"m", "")
	}
	if bare != plain.String() || !strings.Contains(coloured.String(), "\x1b[1m") {
		t.Errorf("%q", bare)
	}
}

// Nothing on a page steers the terminal.
func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"　　本报讯\t李盼": "　　本报讯 李盼", "\x1b[31m红": "\ufffd[31m红", "a\u202eb\u200bc": "a\ufffdb\ufffdc", "一\f二\u00a0": "一 二 ",
	} {
		if got := printable(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}

func TestWhy(t *testing.T) {
	e := &convert.Explanation{
		Lines: []int{3, 4}, Role: paper.Byline, Chance: 0.92, Next: paper.Deck, NextChance: 0.0499, Odds: 2.914, Joined: 0.9999,
		Evidence: []convert.Evidence{{Sign: "known.byline", Odds: 2.14}, {Sign: "inner. 星", Odds: 1}, {Sign: "after.deck", Odds: -0.66}, {Sign: "open.square", Odds: 0.3}, {Sign: "end.stop", Odds: -0.04}},
	}
	var out strings.Builder
	Terminal{}.Why(&out, e, 2)
	if want := `byline 0.920, next deck 0.050 (log odds 2.9)
for:     known.byline +2.1, inner.␣星 +1.0
against: after.deck -0.7
one block: lines 3 4
goes on with the line above: >0.999
`; out.String() != want {
		t.Errorf("%s", out.String())
	}
	out.Reset()
	Terminal{}.Why(&out, &convert.Explanation{Lines: []int{1}, Role: paper.Verse, Next: paper.Deck}, 2)
	if !strings.Contains(out.String(), "for:     nothing\n") {
		t.Errorf("%s", out.String())
	}
}
