package convert

import (
	_ "embed"
	"slices"
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

var kindWeights = sync.OnceValue(func() map[string]weighs {
	table := make(map[string]weighs, strings.Count(kindsText, "\n"))
	for row := range strings.Lines(kindsText) {
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
})

// kinds tells the kind of each item of a page. The rest of a story from another page
// is known by its jump; all else is weighed.
func kinds(items []item) []paper.Kind {
	table := kindWeights()
	out := make([]paper.Kind, len(items))
	for n, signs := range kindSigns(items) {
		var sum weighs
		for _, sign := range signs {
			w := table[sign]
			for k := range sum {
				sum[k] += w[k]
			}
		}
		best := 0
		for k := range sum {
			if sum[k] > sum[best] {
				best = k
			}
		}
		if out[n] = paper.Kinds[best]; slices.Contains(signs, "from.page") {
			out[n] = paper.Continuation
		}
	}
	return out
}

// kindSigns names what speaks for each item's kind, every sign once: its outline,
// its words, the outlines of its neighbours, and what its page is like.
func kindSigns(items []item) [][]string {
	outlines := make([]outline, len(items))
	for n, it := range items {
		outlines[n] = outlineOf(it)
	}
	page := pageOutline(outlines)
	out := make([][]string, len(items))
	for n, it := range items {
		signs := append(outlines[n].signs(), page...)
		signs = append(signs, "above."+neighbour(outlines, n-1), "below."+neighbour(outlines, n+1))
		signs = append(signs, wordSigns(it)...)
		slices.Sort(signs)
		out[n] = slices.Compact(signs)
	}
	return out
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
	return kindSigns(items)
}

// itemsOf makes the items and the furniture of an annotated page, as the reading
// would if it made no mistake.
func itemsOf(a *paper.Annotated) (items []item, furniture []paper.Block) {
	items = make([]item, len(a.Items))
	for _, l := range a.Lines {
		text := strings.TrimSpace(l.Text)
		if l.Item < 0 {
			if n := len(furniture) - 1; l.Joined && n >= 0 {
				furniture[n].Text += text
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
