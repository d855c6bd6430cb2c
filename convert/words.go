package convert

import (
	"embed"
	"strings"
	"sync"
)

// The open vocabulary: one word a line, "#" before a note, Simplified hanzi only,
// since words are looked up in folded text.
//
//go:embed words/surnames.txt words/reporters.txt words/desks.txt words/labels.txt
//go:embed words/done.txt words/credits.txt words/agencies.txt words/units.txt
//go:embed words/posts.txt words/places.txt words/strangers.txt words/mourners.txt
var wordFiles embed.FS

// Each list is read when it is first asked for, so that a run that needs none
// of them starts without them.
var (
	surnames    = wordList("surnames", false)
	reporters   = wordList("reporters", false)
	desks       = wordList("desks", true)
	labels      = wordList("labels", false)
	doneWords   = wordList("done", false)
	doneEnds    = wordList("done", true)
	creditWords = wordList("credits", false)
	creditEnds  = wordList("credits", true)
	agencies    = wordList("agencies", false)
	unitEnds    = wordList("units", true)
	postEnds    = wordList("posts", true)
	places      = wordList("places", false)
	strangers   = wordList("strangers", false)
	mourners    = wordList("mourners", false)
)

// A words is a set of words as a tree of their runes: next leads on, rank is
// the word's row in its file (1-based), 0 where no word ends. leads has a bit for
// the low byte of each rune in next: most runes of a page begin no word, and are
// known by it without a look into the map.
type words struct {
	next  map[rune]*words
	leads [4]uint64
	rank  int
}

func (w *words) follow(r rune) *words {
	if w.leads[r>>6&3]&(1<<(r&63)) == 0 {
		return nil
	}
	return w.next[r]
}

// wordList makes the reader of words/NAME.txt. A list that is asked for ends of
// text (backward) keeps its words from the last rune to the first.
func wordList(name string, backward bool) func() *words {
	return sync.OnceValue(func() *words {
		text, err := wordFiles.ReadFile("words/" + name + ".txt")
		if err != nil {
			panic(err) // the file is embedded: cannot happen in a program that was built
		}
		root, rank := &words{}, 0
		for row := range strings.Lines(string(text)) {
			row = strings.TrimSpace(row)
			if row == "" || row[0] == '#' {
				continue
			}
			rank++
			root.add([]rune(row), backward, rank)
		}
		return root
	})
}

func (w *words) add(word []rune, backward bool, rank int) {
	for i := range word {
		r := word[i]
		if backward {
			r = word[len(word)-1-i]
		}
		child := w.next[r]
		if child == nil {
			if w.next == nil {
				w.next = map[rune]*words{}
			}
			child = &words{}
			w.next[r] = child
			w.leads[r>>6&3] |= 1 << (r & 63)
		}
		w = child
	}
	if w.rank == 0 {
		w.rank = rank
	}
}

// prefix is the length of the longest word that look begins with, 0 if none.
func (w *words) prefix(look []rune) int {
	longest := 0
	for i, r := range look {
		if w = w.follow(r); w == nil {
			break
		}
		if w.rank > 0 {
			longest = i + 1
		}
	}
	return longest
}

// suffix is the length of the longest word that look ends with, in a list that
// was read backward.
func (w *words) suffix(look []rune) int {
	longest := 0
	for i := len(look) - 1; i >= 0; i-- {
		if w = w.follow(look[i]); w == nil {
			break
		}
		if w.rank > 0 {
			longest = len(look) - i
		}
	}
	return longest
}

// has tells whether look is a word of the list.
func (w *words) has(look []rune) bool {
	for _, r := range look {
		if w = w.follow(r); w == nil {
			return false
		}
	}
	return w.rank > 0
}

// rankOf is the row of a word in its file, 0 if it is no word.
func (w *words) rankOf(look []rune) int {
	for _, r := range look {
		if w = w.follow(r); w == nil {
			return 0
		}
	}
	return w.rank
}
