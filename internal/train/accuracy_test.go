package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/sheet"
)

// TestAccuracy reads testdata/editions with the built-in weights. These were learned
// from the very same pages: the floors tell that nothing broke on the way, not how
// well a new page is read.
func TestAccuracy(t *testing.T) {
	if testing.Short() {
		t.Skip("reads every page twice")
	}
	text, err := os.ReadFile("../../" + accuracyFile)
	if err != nil {
		t.Fatal(err)
	}
	floors, err := floorsOf(string(text))
	if err != nil || len(floors) == 0 {
		t.Fatalf("%s: %d floors, %v", accuracyFile, len(floors), err)
	}
	pages, err := loadPages("../../testdata/editions/*.ann")
	if err != nil {
		t.Fatal(err)
	}
	scores := map[string]*score{}
	for _, f := range floors {
		if scores[f.layout] == nil {
			l, ok := sheet.LayoutNamed(f.layout)
			if !ok {
				t.Fatalf("%s: no layout %q", accuracyFile, f.layout)
			}
			scores[f.layout] = report{results: readAll(convert.Read, pages, groupOf, []sheet.Layout{l})}.sum(result.annotated)
		}
		got, ok := scores[f.layout].figure(f.figure)
		if !ok {
			t.Fatalf("%s: no figure %q", accuracyFile, f.figure)
		}
		if t.Logf("%s %s %.4f", f.layout, f.figure, got.value); got.value < f.least {
			t.Errorf("%s: %s is %.4f, was at least %g", f.layout, f.figure, got.value, f.least)
		}
	}
}

func TestFloorsOf(t *testing.T) {
	floors, err := floorsOf("# about\n\nfloor  as-is  roles  0.9\nunseen\nas-is: all 0.8\n")
	if err != nil || len(floors) != 1 || floors[0] != (floor{"as-is", "roles", 0.9}) {
		t.Errorf("%v, %v", floors, err)
	}
	for text, want := range map[string]string{
		"\nfloor as-is roles":    "2: want floor, layout, figure and number",
		"floor as-is roles high": "1: not a number: high",
	} {
		if _, err := floorsOf(text); err == nil || err.Error() != want {
			t.Errorf("%q: %v, not %q", text, err, want)
		}
	}
}

func TestWriteAccuracy(t *testing.T) {
	name := filepath.Join(t.TempDir(), "accuracy.txt")
	r := report{[]result{{"page.ann", groupNews, "as-is", compare(annotated(t, bridge), readAs(t, bridge))}}, sheet.Layouts[:1], 4}
	if err := writeAccuracy(name, r); err == nil {
		t.Error("a file that is not there has no floors to keep")
	}
	if err := os.WriteFile(name, []byte("floor as-is roles 0.9\n\nunseen\n\nold figures\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := writeAccuracy(name, r); err != nil {
		t.Fatal(err)
	}
	text, _ := os.ReadFile(name)
	got := string(text)
	if !strings.HasPrefix(got, "floor as-is roles 0.9\n\nunseen\n\nFIGURES\n") || strings.Contains(got, "old") || !strings.Contains(got, "as-is: "+groupNews) {
		t.Errorf("written:\n%s", got)
	}
}
