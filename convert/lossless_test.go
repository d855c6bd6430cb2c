package convert

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"github.com/banmian/banmian/internal/paper"
)

// A testPage is a page of testdata/editions as plain text.
type testPage struct{ name, text string }

// editionPages are all of them, in the order of their names.
func editionPages(t testing.TB) (pages []testPage) {
	t.Helper()
	files, err := filepath.Glob("../testdata/editions/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		page := testPage{name: filepath.Base(file)}
		switch filepath.Ext(file) {
		case ".ann":
			page.text = pageText(t, file)
		case ".txt":
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			page.text = string(b)
		default:
			continue
		}
		pages = append(pages, page)
	}
	if len(pages) == 0 {
		t.Fatal("no pages")
	}
	return pages
}

// pageLayouts are the ways to set a page: as it is, with a blank line between
// all lines, tight with long lines indented, and in narrow columns.
var pageLayouts = []string{"as is", "blank", "tight", "wrap13", "wrap16", "wrap20"}

// setIn sets a page in a layout.
func setIn(text, layout string) string {
	if layout == "as is" {
		return text
	}
	width := 0
	_, _ = fmt.Sscanf(layout, "wrap%d", &width) // stays 0 in the others
	var rows []string
	for row := range strings.Lines(text) {
		row = strings.TrimSpace(row)
		if row == "" {
			continue
		}
		if len([]rune(row)) > 30 && layout != "blank" {
			row = "\u3000\u3000" + row
		}
		rows = append(rows, columns(row, width)...)
		if layout == "blank" {
			rows = append(rows, "")
		}
	}
	return strings.Join(rows, "\n") + "\n"
}

// columns cuts a line into lines of so many characters, 0 for none; closing marks
// hang on the line before.
func columns(row string, width int) (out []string) {
	runes := []rune(row)
	for width > 0 && len(runes) > width {
		end := width
		for end < len(runes) && strings.ContainsRune("，。、；：！？”’）》】」』", runes[end]) {
			end++
		}
		out, runes = append(out, string(runes[:end])), runes[end:]
	}
	return append(out, string(runes))
}

// TestReadLosesNothing reads every page in every layout; with -short, as for the race
// detector, one page in eight.
func TestReadLosesNothing(t *testing.T) {
	for i, page := range editionPages(t) {
		if testing.Short() && i%8 > 0 {
			continue
		}
		t.Run(page.name, func(t *testing.T) {
			t.Parallel()
			for _, layout := range pageLayouts {
				text := setIn(page.text, layout)
				if e := checkRead(t, []byte(text), text, Options{}); layout == "as is" {
					checkAgain(t, e, []byte(text), Options{})
				}
				if t.Failed() {
					t.Fatal("layout: ", layout)
				}
			}
		})
	}
}

// TestReadLosesNothingOfRuins reads pages that something has gone wrong with.
func TestReadLosesNothingOfRuins(t *testing.T) {
	pages := editionPages(t)
	rapid.Check(t, func(t *rapid.T) {
		page := rapid.SampledFrom(pages).Draw(t, "page")
		rows := strings.SplitAfter(setIn(page.text, rapid.SampledFrom(pageLayouts).Draw(t, "layout")), "\n")
		for range rapid.IntRange(1, 12).Draw(t, "times") {
			rows = ruin(t, rows)
		}
		text := strings.Join(rows, "")
		// Named: a word or two that is left may well be valid in another encoding.
		o := Options{Encoding: "utf-8"}
		checkAgain(t, checkRead(t, []byte(text), text, o), []byte(text), o)
	})
}

// ruin does one thing to a page that happens to pages: rows are lost, doubled,
// set in another order, cut, glued, and strange characters get into them.
func ruin(t *rapid.T, rows []string) []string {
	if len(rows) == 0 {
		return rows
	}
	i := rapid.IntRange(0, len(rows)-1).Draw(t, "row")
	switch rapid.SampledFrom([]string{"lose", "double", "swap", "cut", "glue", "insert", "insert"}).Draw(t, "what") {
	case "lose":
		return slices.Delete(rows, i, min(len(rows), i+rapid.IntRange(1, 40).Draw(t, "rows")))
	case "double":
		return slices.Insert(rows, i, rows[i])
	case "swap":
		k := rapid.IntRange(0, len(rows)-1).Draw(t, "with")
		rows[i], rows[k] = rows[k], rows[i]
	case "cut":
		rows[i] = between(t, rows[i], "\n")
	case "glue":
		rows[i] = strings.TrimSuffix(rows[i], "\n")
	case "insert":
		piece := rapid.OneOf(rapid.SampledFrom(strange), rapid.StringOfN(rapid.Rune(), 1, 5, -1)).Draw(t, "piece")
		rows[i] = between(t, rows[i], strings.ReplaceAll(piece, "\x00", ""))
	}
	return rows
}

// between puts a piece somewhere into a row.
func between(t *rapid.T, row, piece string) string {
	runes := []rune(row)
	at := rapid.IntRange(0, len(runes)).Draw(t, "at")
	return string(runes[:at]) + piece + string(runes[at:])
}

// strange is what gets into pages: page ends, all line ends, control characters,
// marks that combine, run from right to left or show nothing, private and rare
// characters, and words that mean much in the wrong place.
var strange = []string{
	"\f", "\n\f", "\f\f\n", "\r\n", "\r", "\v", "\u0085", "\u2028", "\u2029", "\t", "\u3000\u3000", "\u00a0", " ",
	"\x1b[31m", "\a", "\x7f", "\u0093", "\ufeff", "\ufffe", "\ufdd0", "\ufffd", "\u200b", "\u00ad", "\u2060",
	"\u0301", "e\u0301\u0327", "\u20dd", "か\u3099", "\u202e", "\u2067", "مرحبا", "שלום", "🚒", "👨‍👩‍👧", "🇨🇳", "1\ufe0f\u20e3",
	"\ue000", "𠮷", "\U000e0001", "\U0010fffd", "⿰亻尔", "①", "㊣", "ａＢ９",
	"（上接第一版）", "（下转A03版）", "上接", "本报讯", "本报讯（记者 王芳）", "（记者 王芳）", "新华社北京11月8日电", "□ 本报记者 王芳",
	"王芳 摄", "责编：王芳", "2024年11月11日", "第2版", "99999999999999999999", "（", "）））", "“", "《", "【", "▲▲▲",
}

// FuzzRead: whatever comes in is refused, or read without loss.
func FuzzRead(f *testing.F) {
	pages := editionPages(f)
	for i, set := range charsets {
		for k, layout := range pageLayouts {
			page := pages[(len(pageLayouts)*i+k)*len(pages)/(len(charsets)*len(pageLayouts))]
			rows := strings.SplitAfterN(setIn(page.text, layout), "\n", 30)
			if b, ok := encoded(set, strings.Join(rows[:len(rows)-1], "")); ok {
				f.Add(b)
			}
		}
	}
	f.Add([]byte("一\r\n二\r\f三\n\f\n四\u2028五\x1b\n（上接第一版）（下转第二版）"))
	f.Fuzz(func(t *testing.T, b []byte) {
		text, used, err := decode(b, "")
		if err != nil {
			text = ""
		} else if used == "UTF-8" {
			text = string(b)
		}
		checkAgain(t, checkRead(t, b, text, Options{}), b, Options{})
	})
}

// encoded spells a text in a charset, where that can be done.
func encoded(set *charset, text string) ([]byte, bool) {
	if set.codec == nil {
		return []byte(text), true
	}
	b, err := set.codec.NewEncoder().Bytes([]byte(text))
	return b, err == nil
}

// checkRead reads bytes that spell a text and holds the document against it. A text
// without anything that shows must be refused; there is no document then.
func checkRead(t rapid.TB, b []byte, text string, o Options) *paper.Edition {
	t.Helper()
	e, err := Read(Source{Bytes: b}, o)
	if visible(text) == "" {
		var refusal *Error
		if !errors.As(err, &refusal) {
			t.Fatalf("not refused: %v", err)
		}
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	checkDocument(t, e)
	checkLines(t, e, text)
	return e
}

// checkAgain checks that the same bytes give the same document.
func checkAgain(t rapid.TB, e *paper.Edition, b []byte, o Options) {
	t.Helper()
	if e == nil {
		return
	}
	again, err := Read(Source{Bytes: b}, o)
	if err != nil {
		t.Fatal(err)
	}
	if one, two := spelt(t, e), spelt(t, again); !bytes.Equal(one, two) {
		t.Errorf("not the same twice:\n%s\n%s", one, two)
	}
}

func spelt(t rapid.TB, e *paper.Edition) []byte {
	t.Helper()
	b, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// documentSchema is the schema that every document keeps: arrays hold something,
// roles and kinds are known, confidence lies between 0 and 1, dates are days.
var documentSchema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	return c.Compile("../testdata/formats/edition.schema.json")
})

// checkDocument checks what every document promises, whatever it was read from.
func checkDocument(t rapid.TB, e *paper.Edition) {
	t.Helper()
	schema, err := documentSchema()
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(spelt(t, e)))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		t.Error(err)
	}
	ids := map[string]bool{}
	for _, page := range e.Pages {
		for _, a := range page.Articles {
			if ids[a.ID] {
				t.Errorf("two articles are %s", a.ID)
			}
			ids[a.ID] = true
			checkRise(t, a)
		}
	}
}

// checkRise checks that line numbers rise within every span.
func checkRise(t rapid.TB, a paper.Article) {
	t.Helper()
	for _, span := range a.Spans {
		for i, n := range span.Lines[1:] {
			if n <= span.Lines[i] {
				t.Errorf("%s: the lines of a %s are %v", a.ID, span.Role, span.Lines)
			}
		}
	}
}

// checkLines checks that each printed line stands in one place of its page, and
// that an article holds the characters of its own lines, each once.
func checkLines(t rapid.TB, e *paper.Edition, text string) {
	t.Helper()
	printed := printedLines(text)
	if len(printed) != len(e.Pages) {
		t.Fatalf("%d pages were read as %d", len(printed), len(e.Pages))
	}
	for i, page := range e.Pages {
		left := printed[i]
		for _, b := range page.Furniture {
			takeLines(t, left, b.Role.String(), b.Lines, b.Text)
		}
		for _, a := range page.Articles {
			var lines []int
			for _, span := range a.Spans {
				lines = append(lines, span.Lines...)
			}
			takeLines(t, left, a.ID, lines, allText(a))
		}
		for n, row := range left {
			t.Errorf("line %d is lost: %q", n, row)
		}
	}
}

// takeLines takes lines from those that are left of a page, and checks that a text
// holds their characters.
func takeLines(t rapid.TB, left map[int]string, what string, lines []int, text string) {
	t.Helper()
	var rows strings.Builder
	for _, n := range lines {
		row, ok := left[n]
		if !ok {
			t.Errorf("%s: line %d is blank, or stands elsewhere too", what, n)
		}
		rows.WriteString(row)
		delete(left, n)
	}
	if want := runesOf(visible(rows.String())); runesOf(text) != want {
		t.Errorf("%s: %q does not hold the characters of its lines: %q", what, text, rows.String())
	}
}

// lineEnds makes every line end a line feed.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// printedLines are the lines of each page on which something shows, by their
// numbers in the source. A line that a form feed cuts stands on both pages.
func printedLines(text string) (pages []map[int]string) {
	number := 1
	for page := range strings.SplitSeq(lineEnds.Replace(text), "\f") {
		printed := map[int]string{}
		for n, row := range strings.Split(page, "\n") {
			if visible(row) != "" {
				printed[number+n] = row
			}
		}
		if number += strings.Count(page, "\n"); len(printed) > 0 {
			pages = append(pages, printed)
		}
	}
	return pages
}

// TestReadSpellings reads pages in every encoding that can spell them, with every line
// end and with none at the end: the document is the same but for its source.
func TestReadSpellings(t *testing.T) {
	for _, page := range editionPages(t)[:12] {
		want := readBare(t, []byte(page.text))
		for _, set := range charsets {
			if b, ok := encoded(set, page.text); ok && !bytes.Equal(readBare(t, b), want) {
				t.Errorf("%s is read otherwise in %s", page.name, set.name)
			}
		}
		for _, end := range []string{"\r\n", "\r", "\v", "\u0085", "\u2028", "\u2029"} {
			if !bytes.Equal(readBare(t, []byte(strings.ReplaceAll(page.text, "\n", end))), want) {
				t.Errorf("%s is read otherwise with %q", page.name, end)
			}
		}
		for _, text := range []string{"\ufeff" + page.text, strings.TrimRight(page.text, "\n"), page.text + "\n\n\f\n"} {
			if !bytes.Equal(readBare(t, []byte(text)), want) {
				t.Errorf("%s is read otherwise with a mark before it, or more or less behind", page.name)
			}
		}
	}
}

// readBare reads bytes and leaves out what the document says of its source.
func readBare(t *testing.T, b []byte) []byte {
	t.Helper()
	e, err := Read(Source{Bytes: b}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range e.Pages {
		e.Pages[i].Source = paper.Source{}
	}
	return spelt(t, e)
}

// TestReadRepeats reads what repeats without end: time and memory stay in step
// with its length, or this test takes minutes.
func TestReadRepeats(t *testing.T) {
	for _, piece := range []string{"（", "本报讯（记者 ", "上接第一版", "王芳 摄 ", "2024年11月11日", "各地认真学习贯彻落实会议精神的通"} {
		for _, text := range []string{strings.Repeat(piece, 100_000/len(piece)), strings.Repeat(piece+"\n", 6000)} {
			checkRead(t, []byte(text), text, Options{Encoding: "utf-8"})
		}
	}
}

// TestReadAtOnce reads pages at the same time: nothing is shared that changes.
func TestReadAtOnce(t *testing.T) {
	pages := editionPages(t)[:8]
	alone := make([][]byte, len(pages))
	read := func(page testPage) []byte {
		e, err := Read(Source{Bytes: []byte(page.text)}, Options{})
		if err != nil {
			t.Error(page.name, err)
		}
		return spelt(t, e)
	}
	for i, page := range pages {
		alone[i] = read(page)
	}
	var wait sync.WaitGroup
	for i := range 4 * len(pages) {
		wait.Go(func() {
			i := i % len(pages)
			if !bytes.Equal(read(pages[i]), alone[i]) {
				t.Errorf("%s is read otherwise beside others", pages[i].name)
			}
		})
	}
	wait.Wait()
}
