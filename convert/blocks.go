package convert

import "github.com/banmian/banmian/internal/paper"

// A block is one line of the page, or several that go on with one another, and
// the role that the reading gave it.
type block struct {
	role  paper.Role
	text  string // joined: nothing between hanzi, one space between Latin words
	lines []int  // 1-based lines of the source, rising
}

// An item is the blocks of one article in reading order, and how sure the
// reading is of its boundaries and roles (0..1).
type item struct {
	blocks     []block
	confidence float64
}
