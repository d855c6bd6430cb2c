package convert

import (
	"math"
	"slices"
	"strings"

	"github.com/banmian/banmian/internal/paper"
)

// said is what a part of a story says: its words with those of its head, the titles
// that it goes by, and how its body begins and ends.
type said struct {
	words, heads wordSet
	titles       []wordSet
	start, end   []rune // the first and the last paragraph, folded
}

// saidBy reads an article.
func saidBy(a *paper.Article) *said {
	head := strings.Join(slices.Concat(a.Kickers, []string{a.Headline}, a.Decks), "\n")
	titles := []string{head, a.Headline, titleIn(a.ContinuedFrom), titleIn(a.ContinuedOn)}
	s := &said{heads: titleWords(strings.Join(titles, "\n"))}
	for _, t := range titles {
		if w := titleWords(t); len(w) > 0 {
			s.titles = append(s.titles, w)
		}
	}
	text := foldText(head)
	for _, b := range a.Body {
		block := foldText(b.Text)
		text = append(append(text, '\n'), block...)
		if s.end = nil; b.Role == paper.Paragraph {
			s.end = block
		}
	}
	if len(a.Body) > 0 && a.Body[0].Role == paper.Paragraph {
		s.start = foldText(a.Body[0].Text)
	}
	s.words = pairsOf(text, nil).sorted()
	return s
}

// titleIn is the title that a jump names: 上接1版《半夜急诊》, 《半夜急诊》（上接1版）.
func titleIn(j *paper.JumpLine) string {
	if j == nil {
		return ""
	}
	s := peel(j.Text, jumpLimit)
	open := s.find(0, len(s.look), '《')
	if open < 0 {
		return ""
	}
	shut := s.closing(open)
	if shut < 0 { // cut off at the column's end
		shut = len(s.look)
	}
	if title := s.print(open+1, shut); !onlyJump(title) { // 〈上接第八版〉
		return title
	}
	return ""
}

// partOf is the number of the part that a jump tells (下转第三版②), 0 if it tells none.
func partOf(j *paper.JumpLine) rune {
	if j != nil {
		for _, r := range j.Text {
			if r >= '①' && r <= '⑳' {
				return r
			}
		}
	}
	return 0
}

// A wordSet is the different words of a text in rising order. Nobody knows where Chinese
// words part, so a word is a pair of neighbouring characters; in a title, which may
// be shortened (招商引资工作会 from 招商引资工作推进会), each hanzi is one too.
type wordSet []uint64

func titleWords(title string) wordSet {
	look := foldText(title)
	var out wordSet
	for _, r := range look {
		if isHanzi(r) {
			out = append(out, uint64(r))
		}
	}
	return pairsOf(look, out).sorted()
}

// pairsOf adds the pairs of neighbouring characters to words.
func pairsOf(look []rune, words wordSet) wordSet {
	for i := 0; i+1 < len(look); i++ {
		if isWord(look[i]) && isWord(look[i+1]) {
			words = append(words, uint64(look[i])<<32|uint64(look[i+1]))
		}
	}
	return words
}

func (w wordSet) sorted() wordSet {
	slices.Sort(w)
	return slices.Compact(w)
}

// spread is how many texts have each word. The fewer, the more it tells: 溪口水厂, not 会议.
type spread map[uint64]int

func (s spread) add(words wordSet) {
	for _, w := range words {
		s[w]++
	}
}

// weigh weighs the words of each of two texts, and those of both: a word that n
// texts have weighs 1/n.
func (s spread) weigh(a, b wordSet) (inA, inB, inBoth float64) {
	for _, w := range a {
		inA += 1 / float64(s[w])
		for len(b) > 0 && b[0] < w {
			inB += 1 / float64(s[b[0]])
			b = b[1:]
		}
		if len(b) > 0 && b[0] == w {
			inBoth += 1 / float64(s[w])
		}
	}
	for _, w := range b {
		inB += 1 / float64(s[w])
	}
	return inA, inB, inBoth
}

// alike is the weight of the words that two texts share against that of all their
// words, between 0 and 1.
func (s spread) alike(a, b wordSet) float64 {
	inA, inB, inBoth := s.weigh(a, b)
	if inBoth == 0 {
		return 0
	}
	return inBoth / math.Sqrt(inA*inB)
}

// within is how much of the lighter one of two titles stands in the other.
func (s spread) within(a, b wordSet) float64 {
	inA, inB, inBoth := s.weigh(a, b)
	if inBoth == 0 {
		return 0
	}
	return inBoth / min(inA, inB)
}
