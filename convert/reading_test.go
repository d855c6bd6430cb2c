package convert

import (
	"fmt"
	"strings"
	"testing"

	"github.com/banmian/banmian/internal/golden"
	"github.com/banmian/banmian/internal/paper"
)

// TestReadings reads small pages, so clear that any sensible weights read them
// right. A row that begins with » is asked about: the answer says what was made of
// it, and nothing of the others. ␤ alone is a blank line.
func TestReadings(t *testing.T) {
	for _, name := range []string{"joins", "reading"} {
		t.Run(name, func(t *testing.T) { golden.Cases(t, "../testdata/rules/"+name+".txt", sayLines) })
	}
}

// TestPages reads sources of several pages, ␌ where a form feed stands, with the
// options of a first row such as --page 3 --paper 栖河日报.
func TestPages(t *testing.T) {
	golden.Cases(t, "../testdata/rules/pages.txt", sayPages)
}

func sayLines(text string) string {
	var asked []int
	rows := strings.Split(text, "\n")
	for i, row := range rows {
		if strings.HasPrefix(row, "»") {
			asked = append(asked, i+1)
		}
		rows[i] = strings.TrimPrefix(row, "»")
	}
	made := linesOf(readCase(strings.Join(rows, "\n"), Options{}))
	var says []string
	for _, n := range asked {
		says = append(says, made[n])
	}
	return strings.Join(says, "\n")
}

func readCase(text string, o Options) *paper.Edition {
	text = strings.NewReplacer("␤", "", "␌", "\f").Replace(text)
	e, err := Read(Source{Bytes: []byte(text)}, o)
	if err != nil {
		return &paper.Edition{Paper: err.Error()}
	}
	return e
}

// linesOf says what was made of each line: "paragraph, opens an item".
func linesOf(e *paper.Edition) map[int]string {
	made := map[int]string{}
	say := func(role paper.Role, lines []int, opens string) {
		for i, n := range lines {
			made[n] = role.String() + opens
			if opens = ""; i > 0 {
				made[n] += fmt.Sprintf(", goes on with line %d", lines[i-1])
			}
		}
	}
	for _, page := range e.Pages {
		for _, b := range page.Furniture {
			say(b.Role, b.Lines, "")
		}
		for _, a := range page.Articles {
			opens := ", opens an item"
			for _, span := range a.Spans {
				say(span.Role, span.Lines, opens)
				opens = ""
			}
		}
	}
	return made
}

func sayPages(text string) string {
	var o Options
	if options, rest, ok := strings.Cut(text, "\n"); ok && strings.HasPrefix(options, "--") {
		text = rest
		fields := strings.Fields(options)
		for i := 0; i+1 < len(fields); i += 2 {
			*map[string]*string{"--page": &o.Page, "--section": &o.Section, "--paper": &o.Paper, "--date": &o.Date}[fields[i]] = fields[i+1]
		}
	}
	e := readCase(text, o)
	says := []string{fmt.Sprintf("paper %s, date %s", e.Paper, e.Date)}
	for _, page := range e.Pages {
		says = append(says, fmt.Sprintf("page %s, section %q, lines %v", page.Number, page.Section, spanOf(page)))
	}
	return strings.Join(says, "\n")
}

// spanOf is the first and the last line of a page.
func spanOf(page paper.Page) [2]int {
	span := [2]int{page.Source.Lines, 0}
	see := func(lines []int) {
		for _, n := range lines {
			span = [2]int{min(span[0], n), max(span[1], n)}
		}
	}
	for _, b := range page.Furniture {
		see(b.Lines)
	}
	for _, a := range page.Articles {
		for _, s := range a.Spans {
			see(s.Lines)
		}
	}
	return span
}

// Where lines are joined nothing comes between hanzi, and one space between Latin words.
func TestLineJoin(t *testing.T) {
	for _, c := range []struct{ above, below, want string }{
		{"全县优化营商", "环境工作会议", "全县优化营商环境工作会议"},
		{"全国GDP", "增长", "全国GDP增长"},
		{"the quick", "brown fox", "the quick brown fox"},
		{"Zoë", "Müller", "Zoë Müller"},
		{"共2024", "年", "共2024年"},
		{"热线8806", "127", "热线8806127"},
		{"会议。", "Late", "会议。Late"},
		{"a-", "b", "a-b"},
		{"会议", "Late", "会议Late"},
	} {
		got := line{text: c.above, runes: foldText(c.above), numbers: []int{1}}.join(line{text: c.below, runes: foldText(c.below), numbers: []int{2}})
		if got.text != c.want || len(got.runes) != len([]rune(c.want)) || len(got.numbers) != 2 {
			t.Errorf("%q and %q: %q", c.above, c.below, got.text)
		}
	}
}
