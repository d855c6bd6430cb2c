package formats

import (
	"slices"
	"strings"

	"github.com/banmian/banmian/internal/paper"
)

// block is one block of an article, with its lines in the source where they
// are known.
type block struct {
	paper.Block
	link  string // of a jump: the ID of the story's other half, "" if it was not found
	place int    // among the spans; -1 for none
}

// blocks lists all that an article prints, in the order in which the page is
// read: the signature below a notice comes after its body. The spans tell the
// order. A block that they do not tell of (a jump inside a paragraph, an
// article edited by hand) follows the block that comes before it in printed;
// what other pages printed of a story that was put together follows all.
func blocks(a *paper.Article) []block {
	out := printed(a)
	for role := range paper.Roles {
		deal(a.Spans, role, out)
	}
	for i := 1; i < len(out); i++ {
		if out[i].place < 0 {
			out[i].place = out[i-1].place
		}
	}
	slices.SortStableFunc(out, func(a, b block) int { return a.place - b.place })
	return out
}

// printed lists the blocks of an article from top to bottom as most pages set them,
// and behind them what other pages printed of it.
func printed(a *paper.Article) []block {
	var out []block
	add := func(role paper.Role, text string) {
		if text != "" {
			out = append(out, block{Block: paper.Block{Role: role, Text: text}, place: -1})
		}
	}
	jump := func(j *paper.JumpLine) {
		if j != nil && j.Text != "" {
			add(paper.Jump, j.Text)
			out[len(out)-1].link = j.Article
		}
	}
	for _, kicker := range a.Kickers {
		add(paper.Kicker, kicker)
	}
	add(paper.Headline, a.Headline)
	for _, deck := range a.Decks {
		add(paper.Deck, deck)
	}
	for byline := range strings.SplitSeq(a.Byline, "\n") {
		add(paper.Byline, byline)
	}
	jump(a.ContinuedFrom)
	own := ownBody(a)
	for _, b := range a.Body[:own] {
		add(b.Role, b.Text)
	}
	jump(a.ContinuedOn)
	for _, image := range a.Images {
		add(paper.Caption, image.Caption)
		add(paper.Credit, image.Credit)
	}
	here := len(out)
	for _, b := range a.Body[own:] {
		add(b.Role, b.Text)
	}
	for i := range out[here:] {
		out[here+i].place = len(a.Spans)
	}
	return out
}

// ownBody is how many blocks of the body the article's own page printed: all, but
// for a story that was put together, of which the spans tell how many.
func ownBody(a *paper.Article) int {
	if a.ContinuedOn == nil || !a.ContinuedOn.Stitched {
		return len(a.Body)
	}
	var left [paper.Roles]int
	for _, s := range a.Spans {
		left[s.Role]++
	}
	for n, b := range a.Body {
		if left[b.Role] == 0 {
			return n
		}
		// A poem is one block, and each of its lines a span.
		left[b.Role] = max(left[b.Role]-1-strings.Count(b.Text, "\n"), 0)
	}
	return len(a.Body)
}

// deal gives the spans of one role to the blocks of that role, in order: one to
// a block, or one to each line of a block, for a poem is one block and each of
// its lines a span. If neither comes out even, nobody gets any.
func deal(spans []paper.Span, role paper.Role, to []block) {
	var places, blocks, rows []int // of the role: its spans; its blocks; a block for each line of text
	for i, s := range spans {
		if s.Role == role {
			places = append(places, i)
		}
	}
	for i, b := range to {
		if b.Role == role && b.place < 0 {
			blocks = append(blocks, i)
			rows = append(rows, slices.Repeat([]int{i}, 1+strings.Count(b.Text, "\n"))...)
		}
	}
	takers := blocks
	if len(rows) == len(places) {
		takers = rows
	}
	if len(takers) != len(places) {
		return
	}
	for n, i := range takers {
		if to[i].place < 0 {
			to[i].place = places[n]
		}
		to[i].Lines = append(to[i].Lines, spans[places[n]].Lines...)
	}
}

// Blocks lists all that an article prints, in the order in which the page is read, each
// with its lines in the source where they are known.
func Blocks(a *paper.Article) []paper.Block {
	var out []paper.Block
	for _, b := range blocks(a) {
		out = append(out, b.Block)
	}
	return out
}
