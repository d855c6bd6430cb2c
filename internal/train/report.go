package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/banmian/banmian/internal/sheet"
)

// A table is one part of the report. The first column is words, the others are numbers.
type table struct {
	title, note string
	head        []string
	rows        [][]string
}

// text spells the table to be read as it is, or in Markdown.
func (t table) text(markdown bool) string {
	if markdown {
		return t.markdown()
	}
	all := append([][]string{t.head}, t.rows...)
	widths := make([]int, len(t.head))
	for _, row := range all {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	out := strings.ToUpper(t.title) + "\n" + t.note + "\n"
	for _, row := range all {
		line := fmt.Sprintf("%-*s", widths[0], row[0])
		for i, cell := range row[1:] {
			line += fmt.Sprintf("  %*s", widths[i+1], cell)
		}
		out += strings.TrimRight(line, " ") + "\n"
	}
	return out + "\n"
}

func (t table) markdown() string {
	out := fmt.Sprintf("### %s\n\n%s\n\n| %s |\n|---%s|\n", t.title, t.note, strings.Join(t.head, " | "), strings.Repeat("|--:", len(t.head)-1))
	for _, row := range t.rows {
		out += "| " + strings.Join(row, " | ") + " |\n"
	}
	return out + "\n"
}

// A report is made of results; digits is how many a figure shows.
type report struct {
	results []result
	layouts []sheet.Layout
	digits  int
}

// tables gives every table of the report.
func (r report) tables() []table {
	out := []table{r.figures(), r.roles(), r.errors()}
	for _, l := range r.layouts {
		out = append(out, r.reliability(l.Name))
	}
	return out
}

// sum adds up the results that are wanted.
func (r report) sum(wanted func(result) bool) *score {
	total := newScore()
	for _, one := range r.results {
		if wanted(one) {
			total.plus(one.score)
		}
	}
	return total
}

// annotated tells whether every role of the page is known.
func (r result) annotated() bool { return r.group != groupLater }

// inLayout wants the annotated pages in one layout.
func inLayout(name string) func(result) bool {
	return func(r result) bool { return r.annotated() && r.layout == name }
}

// sections are the rows of the figures for each layout: single groups, then sums.
var sections = []struct {
	name   string
	wanted func(result) bool
}{
	{groupNews, func(r result) bool { return r.group == groupNews }},
	{groupOther, func(r result) bool { return r.group == groupOther }},
	{"all written", func(r result) bool { return r.group == groupNews || r.group == groupOther }},
	{groupReal, func(r result) bool { return r.group == groupReal }},
	{"all annotated", result.annotated},
	{groupLater, func(r result) bool { return r.group == groupLater }},
}

func (r report) figures() table {
	t := table{
		title: "Figures",
		note:  "Shares and F1, of pages in each layout. kinds: of the items whose lines were found, those whose kind is right.",
		head:  []string{"pages", "n", "exact", "items"},
	}
	for _, f := range newScore().figures() {
		t.head = append(t.head, f.name)
	}
	for _, l := range r.layouts {
		for _, section := range sections {
			s := r.sum(func(r result) bool { return r.layout == l.Name && section.wanted(r) })
			if s.pages.of == 0 {
				continue
			}
			row := []string{l.Name + ": " + section.name, strconv.Itoa(s.pages.of), strconv.Itoa(s.pages.right), strconv.Itoa(s.exact.of)}
			for _, f := range s.figures() {
				row = append(row, r.figure(f))
			}
			t.rows = append(t.rows, row)
		}
	}
	return t
}

func (r report) figure(f figure) string {
	if !f.known {
		return "–"
	}
	return r.number(f.value)
}

func (r report) number(x float64) string { return strconv.FormatFloat(x, 'f', r.digits, 64) }

// roles is the F1 of each role in each layout.
func (r report) roles() table {
	t := table{title: "Roles", note: "F1 of each role over all annotated pages, and how many lines have it as is.", head: []string{"role", "lines"}}
	sums := r.layoutSums(&t)
	for _, role := range names(sums, func(s *score) []string { return slices.Collect(maps.Keys(s.roles)) }) {
		if role == "(lost)" {
			continue
		}
		row := []string{role, strconv.Itoa(sums[0].roles[role].seen())}
		for _, s := range sums {
			row = append(row, r.number(s.roles[role].f1()))
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// layoutSums heads a column for each layout and adds up its annotated pages.
func (r report) layoutSums(t *table) (sums []*score) {
	for _, l := range r.layouts {
		t.head = append(t.head, l.Name)
		sums = append(sums, r.sum(inLayout(l.Name)))
	}
	return sums
}

// names lists in order what any of the scores knows.
func names(sums []*score, of func(*score) []string) []string {
	var all []string
	for _, s := range sums {
		all = append(all, of(s)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// mostErrors is how many sorts of errors the table shows: the others are rare.
const mostErrors = 40

// errors counts the differences by sort, the most frequent first.
func (r report) errors() table {
	t := table{title: "Errors by sort", note: "Lines, starts, items and facts of all annotated pages that were read wrongly.", head: []string{"error"}}
	sums := r.layoutSums(&t)
	sorts := names(sums, func(s *score) []string { return slices.Collect(maps.Keys(s.errors)) })
	count := func(sort string) (n int) {
		for _, s := range sums {
			n += s.errors[sort]
		}
		return n
	}
	slices.SortStableFunc(sorts, func(a, b string) int { return count(b) - count(a) })
	for _, sort := range sorts[:min(mostErrors, len(sorts))] {
		row := []string{sort}
		for _, s := range sums {
			row = append(row, strconv.Itoa(s.errors[sort]))
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// reliability tells what a confidence is worth: of the articles that were found with
// it, how many are right.
func (r report) reliability(layout string) table {
	t := table{
		title: "Reliability, " + layout,
		note:  "Articles that were found, by their confidence: how many, and the share whose lines, roles and joins are right (structure), and names, dateline and jumps too (exact).",
		head:  []string{"confidence", "articles", "share", "structure", "exact"},
	}
	bands := r.sum(inLayout(layout)).bands
	var all, sure band
	for i, b := range bands {
		all = all.plus(b)
		if bandsFrom[i] >= 0.9 {
			sure = sure.plus(b)
		}
	}
	for i, b := range bands {
		upper := 1.0
		if i+1 < len(bands) {
			upper = bandsFrom[i+1]
		}
		t.rows = append(t.rows, r.bandRow(fmt.Sprintf("%.2f to %.2f", bandsFrom[i], upper), b, all))
	}
	t.rows = append(t.rows, r.bandRow("0.90 and more", sure, all), r.bandRow("all", all, all))
	return t
}

func (b band) plus(o band) band {
	return band{b.articles + o.articles, b.shaped + o.shaped, b.exact + o.exact}
}

func (r report) bandRow(name string, b, all band) []string {
	return []string{
		name, strconv.Itoa(b.articles), r.number(share{b.articles, all.articles}.value()),
		r.number(share{b.shaped, b.articles}.value()), r.number(share{b.exact, b.articles}.value()),
	}
}

// byPage gives a line for each page and layout, the worst first.
func (r report) byPage() table {
	t := table{
		title: "By page", note: "The worst first.",
		head: []string{"page", "layout", "items", "items_exact", "items_structure", "roles", "boundaries_f1", "joins_f1"},
	}
	worst := slices.Clone(r.results)
	slices.SortStableFunc(worst, func(a, b result) int {
		return a.exact.right*max(1, b.exact.of) - b.exact.right*max(1, a.exact.of)
	})
	for _, one := range worst {
		t.rows = append(t.rows, []string{
			one.name, one.layout, strconv.Itoa(one.exact.of), r.number(one.exact.value()), r.number(one.shaped.value()),
			r.number(one.lines.value()), r.number(one.starts.f1()), r.number(one.joins.f1()),
		})
	}
	return t
}

// briefly gives the share of exact items of the annotated pages by layout.
func briefly(results []result) string {
	var words []string
	for _, l := range sheet.Layouts {
		if s := (report{results: results}).sum(inLayout(l.Name)); s.pages.of > 0 {
			words = append(words, fmt.Sprintf("%s %.3f", l.Name, s.exact.value()))
		}
	}
	return strings.Join(words, ", ") + " of the items exact"
}
