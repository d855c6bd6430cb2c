package convert

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/banmian/banmian/internal/golden"
	"github.com/banmian/banmian/internal/paper"
)

// TestMisses reads the pages of testdata/misses.txt, each of which is read wrongly,
// in what its first word names, where a careful editor has no doubt. It fails when
// one of them heals: take it out, and the page to testdata/editions if it teaches
// something. UPDATE=1 takes out all that have healed.
func TestMisses(t *testing.T) {
	const path = "../testdata/misses.txt"
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	say := t.Errorf
	if os.Getenv("UPDATE") == "1" {
		say = t.Logf
	}
	var left strings.Builder
	for _, m := range missesOf(string(text)) {
		wrong := m.faults(t)
		t.Logf("%s\n\t%s", m.says, strings.Join(wrong, "\n\t"))
		if slices.ContainsFunc(wrong, func(w string) bool { return strings.HasPrefix(w, m.kind+":") }) {
			left.WriteString(m.text)
		} else {
			say("%s:%d: healed: %s", path, m.line, m.says)
		}
	}
	if os.Getenv("UPDATE") == "1" {
		golden.Check(t, path, []byte(left.String()))
	}
}

// A miss is a page that is read wrongly: a row that says in what and how, and the
// page annotated as it should be read.
type miss struct {
	line             int
	kind, says, text string
}

// missesOf cuts the file into its pages: each begins with a row "# role: …".
func missesOf(text string) (all []miss) {
	number := 0
	for row := range strings.Lines(text) {
		number++
		if says, ok := strings.CutPrefix(row, "# "); ok {
			kind, _, _ := strings.Cut(says, ":")
			all = append(all, miss{line: number, kind: kind, says: strings.TrimSpace(says)})
		}
		all[len(all)-1].text += row
	}
	return all
}

// faults are all in which the reading of the page differs from its annotation.
func (m miss) faults(t *testing.T) []string {
	t.Helper()
	page, err := paper.ParseAnnotated(m.text)
	if err != nil {
		t.Fatalf("%s: %v", m.says, err)
	}
	e, err := Read(Source{Bytes: []byte(strings.Join(page.Rows, "\n"))}, Options{})
	if err != nil {
		t.Fatalf("%s: %v", m.says, err)
	}
	return slices.Concat(lineFaults(page, e), itemFaults(page, e), factFaults(page, e))
}

// lineFaults compares every line: its role, what it goes on with, and whether it
// opens an item.
func lineFaults(page *paper.Annotated, e *paper.Edition) (wrong []string) {
	made := madeOf(e)
	begun, last := map[int]bool{-1: true}, map[[2]int]int{}
	for _, l := range page.Lines {
		block := [2]int{l.Item, int(l.Role)}
		want := madeLine{role: l.Role, opens: !begun[l.Item]}
		if l.Joined {
			want.after = last[block]
		}
		begun[l.Item], last[block] = true, l.Number
		got := made[l.Number]
		if got.role != want.role {
			wrong = append(wrong, fmt.Sprintf("role: line %d: %s read as %s: %.60s", l.Number, want.role, got.role, l.Text))
		}
		if got.after != want.after {
			wrong = append(wrong, fmt.Sprintf("join: line %d: goes on with line %d, not %d (0: with none): %.60s", l.Number, want.after, got.after, l.Text))
		}
		if got.opens != want.opens {
			wrong = append(wrong, fmt.Sprintf("item: line %d: opens an item: %t, not %t: %.60s", l.Number, want.opens, got.opens, l.Text))
		}
	}
	return wrong
}

// A madeLine is what a line was read as: after is the line that it goes on with, 0
// if it opens a block.
type madeLine struct {
	role  paper.Role
	after int
	opens bool // an item
}

func madeOf(e *paper.Edition) map[int]madeLine {
	made := map[int]madeLine{}
	add := func(role paper.Role, lines []int, opens bool) {
		for i, n := range lines {
			made[n] = madeLine{role: role, opens: opens && i == 0}
			if i > 0 {
				made[n] = madeLine{role: role, after: lines[i-1]}
			}
		}
	}
	for _, page := range e.Pages {
		for _, b := range page.Furniture {
			add(b.Role, b.Lines, false)
		}
		for _, a := range page.Articles {
			for i, span := range a.Spans {
				add(span.Role, span.Lines, i == 0)
			}
		}
	}
	return made
}

// itemFaults compares the people, datelines and jumps that the annotation names
// with those of the item at the same place.
func itemFaults(page *paper.Annotated, e *paper.Edition) (wrong []string) {
	for i, want := range page.Items {
		if i >= len(e.Pages[0].Articles) {
			break
		}
		wants, gots := wanted(want), found(e.Pages[0].Articles[i])
		for kind, what := range map[string]string{"byline": "byline roles", "dateline": "datelines", "jump": "jumps"} {
			if !slices.Equal(wants[what], gots[what]) && len(wants[what]) > 0 {
				wrong = append(wrong, fmt.Sprintf("%s: item %d: %v read as %v", kind, i+1, wants[what], gots[what]))
			}
		}
	}
	slices.Sort(wrong)
	return wrong
}

func factFaults(page *paper.Annotated, e *paper.Edition) (wrong []string) {
	have := map[string]string{"paper": e.Paper, "date": e.Date, "issue": e.Issue, "number": e.Pages[0].Number, "section": e.Pages[0].Section}
	for fact, want := range page.Facts {
		if have[fact] != want {
			wrong = append(wrong, fmt.Sprintf("page: %s %q read as %q", fact, want, have[fact]))
		}
	}
	slices.Sort(wrong)
	return wrong
}
