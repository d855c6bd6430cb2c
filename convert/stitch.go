package convert

import (
	"slices"
	"unicode"

	"github.com/banmian/banmian/internal/paper"
)

// Stitch puts the bodies of linked stories together where they began: a sentence that
// a jump cut is one paragraph again. A rest keeps its place, its head, its jumps and
// its spans, which tell where its lines are printed, but has no body any more. It
// goes by the links that Link left; stories without stay as they are.
func Stitch(e *paper.Edition) {
	byID := map[string]*paper.Article{}
	var order []*paper.Article
	for i := range e.Pages {
		for k := range e.Pages[i].Articles {
			a := &e.Pages[i].Articles[k]
			if byID[a.ID] == nil {
				byID[a.ID] = a
				order = append(order, a)
			}
		}
	}
	for _, first := range order {
		if partner(first.ContinuedFrom) != "" {
			continue
		}
		for part := first; ; {
			rest := byID[partner(part.ContinuedOn)]
			if rest == nil || partner(rest.ContinuedFrom) != part.ID {
				break
			}
			part.ContinuedOn, rest.ContinuedFrom = stitched(part.ContinuedOn), stitched(rest.ContinuedFrom)
			stitch(first, rest)
			part = rest
		}
	}
}

// stitched is a jump over which the story was put together.
func stitched(j *paper.JumpLine) *paper.JumpLine {
	out := *j // the edition may share it with those it was joined from
	out.Stitched = true
	return &out
}

// stitch moves the body of a rest to where its story began.
func stitch(first, rest *paper.Article) {
	body, more := slices.Clone(first.Body), rest.Body
	if n := len(body) - 1; n >= 0 && len(more) > 0 && runsOn(body[n], more[0]) {
		body[n].Text = line{text: body[n].Text}.join(line{text: more[0].Text}).text
		more = more[1:]
	}
	first.Body, rest.Body = append(body, more...), nil
	first.Chars, rest.Chars = characters(first.Body), 0
}

// runsOn tells whether a jump cut a paragraph in two: 时间一天也不耽误，（下转第三版）. In print
// a paragraph that ends with a colon or a semicolon is followed by another nine times
// in ten; of those that end with ” or ） without a stop the seam decides.
func runsOn(above, below paper.Block) bool {
	if above.Role != paper.Paragraph || below.Role != paper.Paragraph {
		return false
	}
	look := foldText(above.Text)
	switch end := endOf(look); end {
	case endsColon, endsSemicolon, endsDash:
		return false
	case endsQuote, endsBracket, endsBook:
		return seamOdds(look, foldText(below.Text)) > 0
	default:
		return !finished(end)
	}
}

// characters counts those of a body, white space left out.
func characters(body []paper.Block) (n int) {
	for _, b := range body {
		for _, r := range b.Text {
			if !unicode.IsSpace(r) {
				n++
			}
		}
	}
	return n
}
