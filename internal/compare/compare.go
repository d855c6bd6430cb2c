// Package compare tells how two readings of a page differ: by article and by role. How
// sure a reading was, where its text came from and on which lines it stands is no
// difference.
package compare

import (
	"cmp"
	"slices"
	"strconv"

	"znkr.io/diff"

	"github.com/banmian/banmian/internal/paper"
)

// A Difference is one thing that two editions, A and B, say differently. Where only one of
// them has it, the side of the other is nil.
type Difference struct {
	Page    string `json:"page,omitempty"`    // its number, or p and its place; "" for the edition as a whole
	Article string `json:"article,omitempty"` // its ID in A, or in B if it is only there; "" for the page itself
	Title   string `json:"title,omitempty"`   // of that article: its headline or how it begins
	A       *Block `json:"a,omitempty"`
	B       *Block `json:"b,omitempty"`
}

// A Block is a piece of an article, of a page or of an edition. Role is that of the
// document, or the key of what is no block: kind, dateline; "article" for one that the
// other side has not, and "page" likewise.
type Block struct {
	Role string `json:"role"`
	Text string `json:"text"`
}

// Editions lists the differences of two editions, in the order of A.
func Editions(a, b *paper.Edition) []Difference {
	c := comparison{}
	c.blocks(ofEdition(a), ofEdition(b))
	keysA, keysB := pageKeys(a), pageKeys(b)
	if len(keysA) == 1 && len(keysB) == 1 {
		keysB = keysA // it is the same page, whatever its number is said to be
	}
	for i, key := range keysA {
		if c.at = (Difference{Page: cmp.Or(a.Pages[i].Number, key)}); !slices.Contains(keysB, key) {
			c.add(&Block{"page", ""}, nil)
			continue
		}
		c.page(&a.Pages[i], &b.Pages[slices.Index(keysB, key)])
	}
	for i, key := range keysB {
		if c.at = (Difference{Page: cmp.Or(b.Pages[i].Number, key)}); !slices.Contains(keysA, key) {
			c.add(nil, &Block{"page", ""})
		}
	}
	return c.found
}

// pageKeys names the pages of an edition: by their numbers, where these tell them apart.
func pageKeys(e *paper.Edition) (keys []string) {
	for i, p := range e.Pages {
		key := p.Number
		if key == "" || slices.Contains(keys, key) {
			key = "p" + strconv.Itoa(i+1)
		}
		keys = append(keys, key)
	}
	return keys
}

// A comparison is one on its way: what was found, and where it looks now.
type comparison struct {
	found []Difference
	at    Difference
}

func (c *comparison) add(a, b *Block) {
	d := c.at
	d.A, d.B = a, b
	c.found = append(c.found, d)
}

// page compares two pages: first what belongs to no article.
func (c *comparison) page(a, b *paper.Page) {
	c.blocks(ofPage(a), ofPage(b))
	partner := pairs(a.Articles, b.Articles)
	key := c.at.Page
	for i := range a.Articles {
		c.at = Difference{Page: key, Article: a.Articles[i].ID, Title: title(&a.Articles[i])}
		if partner[i] < 0 {
			c.add(&Block{"article", c.at.Title}, nil)
			continue
		}
		c.blocks(ofArticle(&a.Articles[i]), ofArticle(&b.Articles[partner[i]]))
	}
	for k := range b.Articles {
		if !slices.Contains(partner, k) {
			c.at = Difference{Page: key, Article: b.Articles[k].ID, Title: title(&b.Articles[k])}
			c.add(nil, &Block{"article", c.at.Title})
		}
	}
}

// blocks compares two lists of blocks. What is only in one of them is put together with
// what is only in the other: the same text in another role, else another text in the
// same role.
func (c *comparison) blocks(a, b []Block) {
	var gone, come []diff.Edit[Block]
	for _, edit := range diff.Edits(a, b) {
		switch edit.Op {
		case diff.Delete:
			gone = append(gone, edit)
		case diff.Insert:
			come = append(come, edit)
		}
	}
	partner := make([]int, len(gone))
	for i := range partner {
		partner[i] = -1
	}
	for _, alike := range []func(a, b Block) bool{
		func(a, b Block) bool { return a == b }, // it stands elsewhere
		func(a, b Block) bool { return a.Text == b.Text },
		func(a, b Block) bool { return a.Role == b.Role },
	} {
		for i := range gone {
			for k := range come {
				if partner[i] < 0 && !slices.Contains(partner, k) && alike(gone[i].X, come[k].Y) {
					partner[i] = k
				}
			}
		}
	}
	for i := range gone {
		if k := partner[i]; k >= 0 {
			c.add(&gone[i].X, &come[k].Y)
		} else {
			c.add(&gone[i].X, nil)
		}
	}
	for k := range come {
		if !slices.Contains(partner, k) {
			c.add(nil, &come[k].Y)
		}
	}
}

// leastAlike is the likeness under which two articles are taken for different ones. Half of
// an article has a likeness of two thirds with the whole.
const leastAlike = 0.3

// pairs finds for each article of a the one of b that is most like it, -1 if there is none.
// Those that are most alike find one another first.
func pairs(a, b []paper.Article) []int {
	type pair struct {
		i, k  int
		alike float64
	}
	var all []pair
	gramsA, gramsB := gramsOf(a), gramsOf(b)
	for i := range a {
		for k := range b {
			if alike := likeness(gramsA[i], gramsB[k]); alike >= leastAlike {
				all = append(all, pair{i, k, alike})
			}
		}
	}
	slices.SortStableFunc(all, func(p, q pair) int { return cmp.Compare(q.alike, p.alike) })
	partner := make([]int, len(a))
	for i := range partner {
		partner[i] = -1
	}
	for _, p := range all {
		if partner[p.i] < 0 && !slices.Contains(partner, p.k) {
			partner[p.i] = p.k
		}
	}
	return partner
}
