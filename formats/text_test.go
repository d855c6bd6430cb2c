package formats

import (
	"slices"
	"strings"
	"unicode"

	"github.com/banmian/banmian/internal/paper"
)

// textOf puts together all text of the pages that an edition holds, jumps and
// furniture too: what no writer of text may lose or say twice.
func textOf(e *paper.Edition) string {
	var all []string
	for _, p := range e.Pages {
		for _, b := range p.Furniture {
			all = append(all, b.Text)
		}
		for _, a := range p.Articles {
			all = append(all, a.Kickers...)
			all = append(all, a.Headline, a.Byline)
			all = append(all, a.Decks...)
			for _, b := range a.Body {
				all = append(all, b.Text)
			}
			for _, image := range a.Images {
				all = append(all, image.Caption, image.Credit)
			}
			for _, jump := range []*paper.JumpLine{a.ContinuedFrom, a.ContinuedOn} {
				if jump != nil {
					all = append(all, jump.Text)
				}
			}
		}
	}
	return strings.Join(all, "\n") // two halves of a broken character stay two
}

// letters gives the characters of a text that are not white space, sorted, for
// outputs set the blocks of an article in an order of their own.
func letters(text string) string {
	out := slices.DeleteFunc([]rune(text), unicode.IsSpace)
	slices.Sort(out)
	return string(out)
}
