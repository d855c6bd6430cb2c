package convert

import (
	"fmt"
	"strings"
	"testing"

	"github.com/banmian/banmian/internal/golden"
	"github.com/banmian/banmian/internal/paper"
)

// issueDate is the date of the issue in the cases.
const issueDate = "2024-11-11"

func TestRules(t *testing.T) {
	for name, answer := range map[string]func(string) string{
		"byline": sayByline, "dateline": sayDateline, "jump": sayJump,
		"credit": sayCredit, "masthead": sayMasthead, "folio": sayFolio, "filename": sayFilename,
	} {
		t.Run(name, func(t *testing.T) {
			golden.Cases(t, "../testdata/rules/"+name+".txt", answer)
		})
	}
}

// sayPeople spells people as the margin of an annotated page does: 本报记者/李航, /闻道.
func sayPeople(people []paper.Person) string {
	if len(people) == 0 {
		return "nobody"
	}
	words := make([]string, len(people))
	for i, p := range people {
		words[i] = p.Role + "/" + p.Name
	}
	return strings.Join(words, " ")
}

func sayByline(text string) string {
	people, sure := byline(text)
	return sayPeople(people) + map[bool]string{true: ", surely a byline"}[sure]
}

func sayDateline(text string) string {
	l := lede(text)
	end, sure := signature(text)
	var says []string
	if l.end > 0 {
		says = append(says, fmt.Sprintf("lede %q by %s", text[:l.end], sayPeople(l.people)))
	}
	if end.start < len(text) {
		says = append(says, fmt.Sprintf("signature %q by %s%s", text[end.start:], sayPeople(end.people), map[bool]string{false: ", perhaps"}[sure]))
	}
	for _, words := range []string{l.dateline, end.dateline} {
		if words != "" {
			d := dateline(words, issueDate)
			says = append(says, fmt.Sprintf("dateline %s: agency %q, place %q, date %q", d.Text, d.Agency, d.Place, d.Date))
		}
	}
	return strings.Join(says, "\n")
}

func sayJump(text string) string {
	var says []string
	for _, t := range jump(text) {
		says = append(says, fmt.Sprintf("%s page %s: %q", map[bool]string{true: "from", false: "to"}[t.back], t.page, text[t.start:t.end]))
	}
	if onlyJump(text) {
		says = append(says, "nothing else")
	}
	return strings.Join(says, "\n")
}

func sayCredit(text string) string {
	if at := cutCredit(text); at > 0 && at < len(text) {
		people, _ := credit(text[at:])
		return fmt.Sprintf("caption %q, credit %q by %s", text[:at], text[at:], sayPeople(people))
	}
	people, sure := credit(text)
	return sayPeople(people) + map[bool]string{true: ", surely a credit"}[sure]
}

// sayMasthead reads lines of the masthead, and "section: …" for the page's section.
func sayMasthead(text string) string {
	var blocks []paper.Block
	for _, row := range strings.Split(text, "\n") {
		b := paper.Block{Role: paper.Masthead, Text: row}
		if section, ok := strings.CutPrefix(row, "section: "); ok {
			b = paper.Block{Role: paper.Section, Text: section}
		}
		blocks = append(blocks, b)
	}
	return strings.TrimSpace(fmt.Sprintf("%+v", factsOf(blocks)))
}

func sayFolio(text string) string {
	number, sure := folio(text)
	return number + map[bool]string{true: ", surely"}[sure]
}

// sayFilename tells what each path says, one a row.
func sayFilename(paths string) string {
	var says []string
	for file := range strings.SplitSeq(paths, "\n") {
		says = append(says, strings.TrimPrefix(fmt.Sprintf("%+v", FromName(file)), "convert."))
	}
	return strings.Join(says, "\n")
}
