package convert

import (
	"cmp"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/banmian/banmian/internal/paper"
)

func examplePage(t *testing.T) []byte {
	t.Helper()
	b, err := os.ReadFile("../testdata/editions/huanxi-county.txt")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// rolesOf gives each line of an edition its role.
func rolesOf(e *paper.Edition) map[int]paper.Role {
	roles := map[int]paper.Role{}
	note := func(role paper.Role, lines []int) {
		for _, n := range lines {
			roles[n] = role
		}
	}
	for _, p := range e.Pages {
		for _, b := range p.Furniture {
			note(b.Role, b.Lines)
		}
		for _, a := range p.Articles {
			for _, s := range a.Spans {
				note(s.Role, s.Lines)
			}
		}
	}
	return roles
}

// What is explained is what was read, and the search itself says how likely it is.
func TestExplainReading(t *testing.T) {
	source := Source{Bytes: examplePage(t)}
	e, err := Read(source, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n, role := range rolesOf(e) {
		why, err := Explain(source, Options{}, n)
		if err != nil || why.Role != role || !slices.Contains(why.Lines, n) {
			t.Fatalf("line %d is a %s: %+v, %v", n, role, why, err)
		}
		if odds := math.Log(why.Chance / why.NextChance); math.Abs(odds-why.Odds) > 1e-6 {
			t.Errorf("line %d: log odds %v, of the chances %v", n, why.Odds, odds)
		}
		if p := chanceOf(t, source, n, role); math.Abs(p-why.Chance) > 1e-5 {
			t.Errorf("line %d: %s has the chance %v, the search says %v", n, role, why.Chance, p)
		}
		if !slices.IsSortedFunc(why.Evidence, func(a, b Evidence) int { return cmp.Compare(math.Abs(b.Odds), math.Abs(a.Odds)) }) {
			t.Errorf("line %d: evidence is not in order: %v", n, why.Evidence)
		}
	}
}

// chanceOf is how likely the search that reads finds a role, all steps together.
func chanceOf(t *testing.T, source Source, number int, role paper.Role) (p float64) {
	t.Helper()
	r := builtIn()
	blocks := r.joins(lines(string(source.Bytes), 1))
	lattice := r.roleChain.Search(r.roleNets.Score(r.newView(blocks).units()), nil)
	unit := slices.IndexFunc(blocks, func(l line) bool { return slices.Contains(l.numbers, number) })
	for k, l := range allLabels {
		if l.role == role {
			p += lattice.Chance(unit, k)
		}
	}
	return p
}

// A sign weighs what its loss costs: with known.byline gone from the unit, the log odds are
// lower by just that.
func TestExplainLeavesOneOut(t *testing.T) {
	source := Source{Bytes: examplePage(t)}
	why, err := Explain(source, Options{}, 35) // □ 本报记者 …
	if err != nil || why.Role != paper.Byline {
		t.Fatal(why, err)
	}
	at := slices.IndexFunc(why.Evidence, func(e Evidence) bool { return e.Sign == "known.byline" })
	if at < 0 || why.Evidence[at].Odds <= 0 {
		t.Fatalf("known.byline does not speak for a byline: %v", why.Evidence)
	}
	r := builtIn()
	blocks := r.joins(lines(string(source.Bytes), 1))
	unit := slices.IndexFunc(blocks, func(l line) bool { return slices.Contains(l.numbers, 35) })
	units := r.newView(blocks).units()
	units[unit].Signs = slices.DeleteFunc(units[unit].Signs, func(s int32) bool { return s == int32(knownSign+knownByline) })
	scores := r.roleNets.Score(units)
	trial := trial{reader: r}
	left := trial.odds(scores, unit, why.Role) - trial.odds(scores, unit, why.Next)
	if cost := why.Odds - left; math.Abs(cost-why.Evidence[at].Odds) > 1e-9 {
		t.Errorf("known.byline weighs %v and costs %v", why.Evidence[at].Odds, cost)
	}
	for _, sign := range []string{"after.deck", "before.paragraph", "measure.length", "point.first", "text.end"} {
		if !slices.ContainsFunc(why.Evidence, func(e Evidence) bool { return e.Sign == sign }) {
			t.Errorf("%s is not weighed", sign)
		}
	}
}

// Lines of a second page, and of a page that is read in parts, have their own numbers.
func TestExplainFar(t *testing.T) {
	page := string(examplePage(t))
	rows := strings.Count(page, "\n")
	for name, text := range map[string]string{
		"behind a form feed": page + "\f" + page,
		"in another part":    strings.Repeat(page, mostLines/40),
	} {
		number := 35 + rows
		if name == "in another part" {
			number = 35 + rows*(mostLines/40-1)
		}
		why, err := Explain(Source{Bytes: []byte(text)}, Options{}, number)
		if err != nil || why.Role != paper.Byline || !slices.Equal(why.Lines, []int{number}) {
			t.Errorf("%s: %+v, %v", name, why, err)
		}
	}
}

func TestExplainNothing(t *testing.T) {
	for number, want := range map[int]string{
		0: "there is no line 0: name one from 1 to 3", 4: "there is no line 4: name one from 1 to 3",
		2: "2: this line is blank: name one with text",
	} {
		if _, err := Explain(Source{Bytes: []byte("一\n\n三\n")}, Options{}, number); err == nil || err.Error() != want {
			t.Errorf("%d: %v", number, err)
		}
	}
	if _, err := Explain(Source{}, Options{}, 1); err == nil {
		t.Error("an empty source is explained")
	}
}

// Every page that is read has its rows, and every line of an article is one of them.
func TestRows(t *testing.T) {
	text := "　　一\r\n\r\n二 \n\f\n \n\f三\n四\f五"
	pages, err := Rows(Source{Bytes: []byte(text)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := [][]Row{{{1, "　　一"}, {2, ""}, {3, "二 "}}, {{6, "三"}, {7, "四"}}, {{7, "五"}}}
	if !slices.EqualFunc(pages, want, slices.Equal) {
		t.Errorf("%v", pages)
	}
	e, err := Read(Source{Bytes: []byte(text)}, Options{})
	if err != nil || len(e.Pages) != len(pages) {
		t.Errorf("%d pages, %v", len(e.Pages), err)
	}
}
