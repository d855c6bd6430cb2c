package main

import (
	"strings"
	"testing"

	"github.com/banmian/banmian/internal/paper"
	"github.com/banmian/banmian/internal/sheet"
)

func TestTable(t *testing.T) {
	tab := table{"Roles", "F1.", []string{"role", "as-is"}, [][]string{{"byline", "0.5"}, {"jump", "–"}}}
	for markdown, want := range map[bool]string{
		false: "ROLES\nF1.\nrole    as-is\nbyline    0.5\njump        –\n\n",
		true:  "### Roles\n\nF1.\n\n| role | as-is |\n|---|--:|\n| byline | 0.5 |\n| jump | – |\n\n",
	} {
		if got := tab.text(markdown); got != want {
			t.Errorf("markdown %v: %q, not %q", markdown, got, want)
		}
	}
}

// TestReport reports a page that was read rightly, one that was not read at all, and
// a later one, which counts by itself.
func TestReport(t *testing.T) {
	p := annotated(t, bridge)
	nothing := compare(p, &paper.Edition{})
	r := report{[]result{
		{"a.ann", groupNews, "as-is", compare(p, readAs(t, bridge))},
		{"b.ann", groupOther, "as-is", nothing},
		{"c.ann", groupLater, "as-is", nothing},
	}, sheet.Layouts[:1], 2}
	wantRows(t, r.figures(),
		"as-is: ordinary news 1 1 2 1.00 1.00", "as-is: other genres 1 0 2 0.00 0.00", "as-is: all written 2 1 4 0.50 0.50",
		"as-is: all annotated 2 1 4 0.50 0.50", "as-is: real, later, heads known 1 0 2 0.00 0.00")
	wantRows(t, r.roles(), "byline 2 0.67", "crosshead 2 0.67", "headline 4 0.67", "masthead 2 0.67", "paragraph 8 0.67")
	wantRows(t, r.errors(), "paragraph read as (lost) 4", "headline read as (lost) 2", "start missed at headline 2",
		"byline read as (lost) 1", "bylines 1", "characters lost 1")
	wantRows(t, r.byPage(), "b.ann as-is 2 0.00", "c.ann as-is 2 0.00", "a.ann as-is 2 1.00")
	if got := r.reliability("as-is"); !strings.HasPrefix(strings.Join(got.rows[0], " "), "0.00 to 0.30 2 1.00 1.00") {
		t.Errorf("%q: %q", got.title, got.rows[0])
	}
}

// wantRows checks how the first rows of a table begin.
func wantRows(t *testing.T, got table, want ...string) {
	t.Helper()
	for i, w := range want {
		if i >= len(got.rows) {
			t.Fatalf("%s: %d rows, not %d", got.title, len(got.rows), len(want))
		}
		if row := strings.Join(got.rows[i], " "); !strings.HasPrefix(row, w) {
			t.Errorf("%s: row %q, not %q", got.title, row, w)
		}
	}
}
