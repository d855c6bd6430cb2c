package convert

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A line is one printed line of the page that is not blank, or, once joins has
// put them together, the lines of one block. The text is as printed; runes is
// the same text folded, for looking at.
type line struct {
	numbers []int  // 1-based lines of the source
	text    string // without the space around it
	runes   []rune // text, folded
	indent  int    // white space before the text, in half-width columns
	blanks  int    // blank lines above it
	seam    float32
	sight   *sight // nil until it was looked at
}

// lines cuts a page's text into lines. first is the source's number of the
// page's first line.
func lines(text string, first int) []line {
	out := make([]line, 0, strings.Count(text, "\n")+1)
	blanks := 0
	number := first
	for row := range strings.Lines(text) {
		row = strings.TrimRight(row, "\n")
		trimmed := strings.TrimFunc(row, unicode.IsSpace)
		if trimmed == "" {
			blanks++
		} else {
			indent := indentOf(row[:strings.Index(row, trimmed)])
			out = append(out, line{
				numbers: []int{number}, text: trimmed, runes: foldText(trimmed),
				indent: indent, blanks: blanks,
			})
			blanks = 0
		}
		number++
	}
	return out
}

// indentOf measures white space in half-width columns: U+3000 is two wide, a
// tab four.
func indentOf(space string) int {
	columns := 0
	for _, r := range space {
		switch r {
		case '\u3000', '\u2003':
			columns += 2
		case '\t':
			columns += 4
		default:
			columns++
		}
	}
	return columns
}

// join puts two lines of one block together: nothing between hanzi, one space
// between Latin words.
func (l line) join(next line) line {
	glue := ""
	if last, _ := utf8.DecodeLastRuneInString(l.text); last < 0x250 && isWord(last) {
		if first, _ := utf8.DecodeRuneInString(next.text); first < 0x250 && isLetter(first) && isLetter(last) {
			glue = " "
		}
	}
	l.numbers = append(slices.Clip(l.numbers), next.numbers...)
	l.text += glue + next.text
	l.runes = append(append(slices.Clip(l.runes), []rune(glue)...), next.runes...)
	l.sight = nil
	return l
}

func isWord(r rune) bool   { return unicode.IsLetter(r) || unicode.IsDigit(r) }
func isLetter(r rune) bool { return r < 0x250 && unicode.IsLetter(r) }
func isDigit(r rune) bool  { return r >= '0' && r <= '9' }
func isHanzi(r rune) bool  { return r >= firstHanzi && r <= lastHanzi || r >= 0x20000 && r < 0x40000 }
func isStop(r rune) bool   { return r == '。' || r == '！' || r == '？' || r == '…' }
