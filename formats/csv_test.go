package formats

import (
	"bytes"
	"encoding/csv"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/banmian/banmian/internal/golden"
	"github.com/banmian/banmian/internal/paper"
)

func TestAwkwardTables(t *testing.T) {
	for name, o := range map[string]Options{"paragraphs": {Rows: "paragraphs"}, "excel": {Dialect: "excel"}} {
		golden.Check(t, filepath.Join(expected, "awkward-"+name+".csv"), written(t, CSV, awkward(), o))
	}
}

func TestCSVReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkCSV(t, anyEdition.Draw(t, "edition")) })
}

func FuzzCSV(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, text string) { checkCSV(t, sampleOf(text)) })
}

// checkCSV fails the test if a reader does not get every article with its
// text, every block of the pages, and the same from all dialects.
func checkCSV(t rapid.TB, e *paper.Edition) {
	t.Helper()
	var articles []paper.Article
	for _, p := range e.Pages {
		articles = append(articles, p.Articles...)
	}
	table := readTable(t, written(t, CSV, e, Options{}))
	if len(table) != len(articles) {
		t.Fatalf("%d rows for %d articles", len(table), len(articles))
	}
	for i, a := range articles {
		for field, want := range map[string]string{"id": a.ID, "headline": a.Headline, "kickers": strings.Join(a.Kickers, "\n"), "byline": a.Byline} {
			if got := table[i][field]; got != string([]rune(lineEnds.Replace(want))) {
				t.Fatalf("%s is %q, not %q", field, got, want)
			}
		}
	}
	var blocks strings.Builder
	for _, r := range readTable(t, written(t, CSV, e, Options{Rows: "paragraphs"})) {
		blocks.WriteString(r["text"] + "\n")
	}
	if got, want := letters(blocks.String()), letters(lineEnds.Replace(textOf(e))); got != want {
		t.Fatalf("the rows of blocks hold\n%q, the pages\n%q", got, want)
	}
	checkGuard(t, table, readTable(t, written(t, CSV, e, Options{Dialect: "excel"})))
	checkGuard(t, table, readTable(t, written(t, CSV, e, Options{Safe: true})))
}

// checkGuard fails the test if a cell of the guarded table can be a formula, or
// is anything but the plain one with or without an apostrophe.
func checkGuard(t rapid.TB, plain, guarded []map[string]string) {
	t.Helper()
	for i, row := range guarded {
		for field, cell := range row {
			if cell != plain[i][field] && cell != "'"+plain[i][field] {
				t.Fatalf("%s is %q, not %q", field, cell, plain[i][field])
			}
			if cell != "" && slices.Contains([]rune("=+-@＝＋－＠\t\r\n"), []rune(cell)[0]) {
				t.Fatalf("%s can be a formula: %q", field, cell)
			}
		}
	}
}

// readTable reads rows by the names of their fields.
func readTable(t rapid.TB, document []byte) []map[string]string {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(document, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatalf("%v\n%s", err, document)
	}
	var rows []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, field := range records[0] {
			row[field] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// What is changed is told, with its place.
func TestGuardIsTold(t *testing.T) {
	var told []paper.Warning
	o := Options{Safe: true, Rows: "paragraphs", Warn: func(w paper.Warning) { told = append(told, w) }}
	written(t, CSV, awkward(), o)
	var lines []int
	for _, w := range told {
		if w.Kind != "csv-formula" || w.Source == "" {
			t.Errorf("%+v", w)
		}
		lines = append(lines, w.Lines...)
	}
	if want := []int{60, 10, 20, 24, 26, 27, 43, 7, 7, 8, 27}; !slices.Equal(lines, want) {
		t.Errorf("told of lines %d, not %d", lines, want)
	}
}
