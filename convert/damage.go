package convert

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/banmian/banmian/internal/paper"
)

// A flaw is what is wrong with a line of a damaged source: a kind and words of a
// warning.
type flaw struct {
	line       int
	kind, text string
}

// decodeFor decodes a source as the options ask. The flaws are those of the lines that
// leniency made readable.
func decodeFor(b []byte, o Options) (text, used string, flaws []flaw, err error) {
	text, used, err = decode(b, o.Encoding)
	if err == nil || !o.Lenient {
		return text, used, nil, err
	}
	return mend(b, o.Encoding)
}

// mend reads what decode refuses as damaged or mixed. A line in another encoding than
// the others is read in its own; for every run of bytes that is in none, and for every
// NUL, stands a U+FFFD. used is the encoding of the other lines. The error is an
// *Error: these bytes are no text, or hardly any of it is left.
func mend(b []byte, encoding string) (text, used string, flaws []flaw, err error) {
	if err := noText(b); err != nil {
		return "", "", nil, err
	}
	set, err := charsetFor(b, encoding)
	if err != nil {
		if set, err = charsetFor(bytes.ReplaceAll(b, []byte{0}, nil), encoding); err != nil {
			return "", "", nil, err
		}
	}
	var out strings.Builder
	line := 1
	for _, row := range set.rows(b) {
		text, kind, words := set.mendRow(row)
		for one := range strings.Lines(text) {
			if kind == MixedEncodings || kind == ReplacedBytes && strings.ContainsRune(one, utf8.RuneError) {
				flaws = append(flaws, flaw{line, kind, words})
			}
			out.WriteString(one)
			line++
		}
	}
	text = out.String()
	if err = hardlyText(text); err == nil && set != utf8Set && len(charsetsNamed(encoding)) == len(charsets) && likeness(text) <= chinese {
		err = unknownCharset(b)
	}
	return text, set.name, flaws, err
}

// rows cuts bytes of this charset at the line feeds, which a line in another charset
// has too; UTF-16 stays whole.
func (c *charset) rows(b []byte) [][]byte {
	if c == utf16LE || c == utf16BE {
		return [][]byte{b}
	}
	return bytes.SplitAfter(b, []byte("\n"))
}

// mendRow reads bytes of a page in this charset, line ends made plain. The kind is empty
// where there is nothing to mend.
func (c *charset) mendRow(row []byte) (text, kind, words string) {
	text, damage := c.read(row)
	if other := c.stray(row, text); other != nil {
		text, _ = other.read(row)
		kind, words = MixedEncodings, fmt.Sprintf("reads as %s, the page as %s: read as %s", other.name, c.name, other.name)
	} else if damage >= 0 || strings.Contains(text, "\x00") {
		kind, words = ReplacedBytes, fmt.Sprintf("bytes that are not %s: U+FFFD stands for them", c.name)
	}
	text = strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", "\ufffd"), "\ufffd")
	text, _ = plain(text) // it refuses nothing but NULs
	return text, kind, words
}

// hardlyText refuses what mending has left nothing of, or more damage than text: such
// bytes were no text, or can be read no more.
func hardlyText(text string) error {
	damage, whole := 0, 0
	for _, r := range text {
		switch {
		case r == utf8.RuneError:
			damage++
		case !unicode.IsSpace(r):
			whole++
		}
	}
	switch {
	case damage+whole == 0:
		return blankError()
	case damage > whole:
		return &Error{Message: fmt.Sprintf("%d characters cannot be read, %d can: this is no text, or too damaged", damage, whole)}
	}
	return nil
}

// mostFlaws is of how many lines of a source there are warnings; of the rest only their
// number is told.
const mostFlaws = 20

// warnings tells of the flaws of a source.
func warnings(flaws []flaw, path string) (out []paper.Warning) {
	for _, f := range flaws[:min(len(flaws), mostFlaws)] {
		out = append(out, paper.Warning{Kind: f.kind, Source: path, Lines: []int{f.line}, Text: f.text})
	}
	if more := len(flaws) - mostFlaws; more > 0 {
		out = append(out, paper.Warning{Kind: flaws[mostFlaws].kind, Source: path,
			Text: fmt.Sprintf("%d more lines are damaged or in another encoding, from line %d on", more, flaws[mostFlaws].line)})
	}
	return out
}
