package convert

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"github.com/banmian/banmian/internal/paper"
)

// kindsText is what each sign weighs for each kind, in hundredths: learned from
// annotated pages by internal/train, a sign a row.
//
//go:embed kinds.txt
var kindsText string

// weighs has a weight for each of paper.Kinds.
type weighs [8]int32

// Kinds holds what each sign weighs.
type Kinds map[string]weighs

// ParseKinds reads weights as kinds.txt has them: the sign, and behind tabs a whole
// number for each kind, or nothing.
func ParseKinds(text string) Kinds {
	table := make(Kinds, strings.Count(text, "\n"))
	for row := range strings.Lines(text) {
		if strings.HasPrefix(row, "# ") {
			continue
		}
		sign, rest, _ := strings.Cut(strings.TrimRight(row, "\n"), "\t")
		var w weighs
		for k := range w {
			var field string
			field, rest, _ = strings.Cut(rest, "\t")
			n, _ := strconv.Atoi(field) // an empty field weighs nothing
			w[k] = int32(n)
		}
		table[sign] = w
	}
	return table
}

// builtInKinds are the embedded weights.
var builtInKinds = sync.OnceValue(func() Kinds { return ParseKinds(kindsText) })

// of tells the kind of each item of a page. The rest of a story from another page
// is known by its jump; all else is weighed.
func (table Kinds) of(items []item) []paper.Kind {
	sums := make([]weighs, len(items))
	outlines := kindSigns(items, func(n int, sign []byte) {
		if w, ok := table[string(sign)]; ok {
			for k := range w {
				sums[n][k] += w[k]
			}
		}
	})
	out := make([]paper.Kind, len(items))
	for n, sum := range sums {
		best := 0
		for k := range sum {
			if sum[k] > sum[best] {
				best = k
			}
		}
		if out[n] = paper.Kinds[best]; outlines[n].back {
			out[n] = paper.Continuation
		}
	}
	return out
}

// kindSigns tells what speaks for each item's kind: its outline, its words, the
// outlines of its neighbours, and what its page is like. The bytes of a sign hold
// only until tell returns.
func kindSigns(items []item, tell func(n int, sign []byte)) []outline {
	outlines := make([]outline, len(items))
	for n, it := range items {
		outlines[n] = outlineOf(it)
	}
	like := commonsOf(outlines)
	t := teller{}
	for n, it := range items {
		t.tell = func(sign []byte) { tell(n, sign) }
		outlines[n].signs(&t)
		like.signs(&t)
		t.say("above", neighbour(outlines, n-1))
		t.say("below", neighbour(outlines, n+1))
		t.words(it)
	}
	return outlines
}

// neighbour is the outline of an item in brief, none beyond the page's ends.
func neighbour(outlines []outline, n int) string {
	if n < 0 || n >= len(outlines) {
		return "none"
	}
	return outlines[n].head() + "." + tier(outlines[n].body(), 0, 60, 150, 400, 1000)
}

// KindSigns names what speaks for the kind of each item of an annotated page: for
// learning.
func KindSigns(a *paper.Annotated) [][]string {
	items, _ := itemsOf(a)
	out := make([][]string, len(items))
	kindSigns(items, func(n int, sign []byte) { out[n] = append(out[n], string(sign)) })
	return out
}

// itemsOf makes the items and the furniture of an annotated page, as the reading
// would if it made no mistake.
func itemsOf(a *paper.Annotated) (items []item, furniture []paper.Block) {
	items = make([]item, len(a.Items))
	for _, l := range a.Lines {
		text := strings.TrimSpace(l.Text)
		if l.Item < 0 {
			if n := len(furniture) - 1; l.Joined && n >= 0 {
				furniture[n].Text = line{text: furniture[n].Text}.join(line{text: text}).text
				furniture[n].Lines = append(furniture[n].Lines, l.Number)
				continue
			}
			furniture = append(furniture, paper.Block{Role: l.Role, Text: text, Lines: []int{l.Number}})
			continue
		}
		it := &items[l.Item]
		if b := it.goingOn(l.Role); l.Joined && b != nil {
			b.text = line{text: b.text}.join(line{text: text}).text
			b.lines = append(b.lines, l.Number)
			continue
		}
		it.blocks = append(it.blocks, block{role: l.Role, text: text, lines: []int{l.Number}})
	}
	return items, furniture
}

// goingOn is the item's last block of a role: a paragraph goes on after a picture.
func (it *item) goingOn(role paper.Role) *block {
	for n := len(it.blocks) - 1; n >= 0; n-- {
		if it.blocks[n].role == role {
			return &it.blocks[n]
		}
	}
	return nil
}
