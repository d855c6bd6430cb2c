package compare

import (
	"strings"

	"github.com/banmian/banmian/internal/paper"
)

// list collects what is known, in the order of the document.
type list []Block

func (l *list) add(role, text string) {
	if text != "" {
		*l = append(*l, Block{role, text})
	}
}

func ofEdition(e *paper.Edition) (l list) {
	l.add("paper", e.Paper)
	l.add("date", e.Date)
	l.add("issue", e.Issue)
	l.add("language", e.Language)
	return l
}

func ofPage(p *paper.Page) (l list) {
	l.add("number", p.Number)
	l.add("section of page", p.Section)
	for _, b := range p.Furniture {
		l.add(b.Role.String(), b.Text)
	}
	return l
}

func ofArticle(a *paper.Article) (l list) {
	l.add("kind", string(a.Kind))
	for _, text := range a.Kickers {
		l.add("kicker", text)
	}
	l.add("headline", a.Headline)
	for _, text := range a.Decks {
		l.add("deck", text)
	}
	l.add("byline", a.Byline)
	l.add("bylines", people(a.Bylines))
	if d := a.Dateline; d != nil {
		l.add("dateline", d.Text)
	}
	l.add("continued from", jump(a.ContinuedFrom))
	l.add("continued on", jump(a.ContinuedOn))
	for _, b := range a.Body {
		l.add(b.Role.String(), b.Text)
	}
	for _, i := range a.Images {
		l.add("caption", i.Caption)
		l.add("credit", i.Credit)
	}
	return l
}

// people spells who signed: 本报记者 李盼, 王芳.
func people(all []paper.Person) string {
	var names []string
	for _, p := range all {
		names = append(names, strings.TrimSpace(p.Role+" "+p.Name))
	}
	return strings.Join(names, ", ")
}

// jump spells where a story goes on: "3 （下转第三版）".
func jump(j *paper.JumpLine) string {
	if j == nil {
		return ""
	}
	return strings.TrimSpace(j.Page + " " + j.Text)
}

// title is what an article is called: its headline, or how it begins.
func title(a *paper.Article) string {
	for _, b := range ofArticle(a) {
		if b.Role == "headline" {
			return b.Text
		}
	}
	for _, b := range ofArticle(a) {
		if b.Role != "kind" {
			return b.Text
		}
	}
	return ""
}

// grams counts the pairs of neighbouring characters of a text.
type grams map[[2]rune]int

// gramsOf counts those of each article's print.
func gramsOf(articles []paper.Article) []grams {
	all := make([]grams, len(articles))
	for i := range articles {
		all[i] = grams{}
		for _, b := range ofArticle(&articles[i]) {
			if b.Role == "kind" || b.Role == "bylines" || b.Role == "dateline" {
				continue // no print of its own
			}
			last := rune(0)
			for _, r := range b.Text {
				all[i][[2]rune{last, r}]++
				last = r
			}
		}
	}
	return all
}

// likeness is the share of pairs that two texts have in common, 0..1 (Dice).
func likeness(a, b grams) float64 {
	common, all := 0, 0
	for pair, n := range a {
		common += min(n, b[pair])
		all += n
	}
	for _, n := range b {
		all += n
	}
	if all == 0 {
		return 1
	}
	return 2 * float64(common) / float64(all)
}
