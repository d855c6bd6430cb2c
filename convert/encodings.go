package convert

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// A charset is an encoding that pages come in.
type charset struct {
	name      string // in the document
	spellings []string
	codec     encoding.Encoding // nil: UTF-8, to be taken as it is
}

var (
	utf8Set    = &charset{"UTF-8", []string{"utf-8", "utf8"}, nil}
	gb18030Set = &charset{"GB18030", []string{"gb18030", "gbk", "gb2312", "cp936"}, simplifiedchinese.GB18030}
	big5Set    = &charset{"Big5", []string{"big5", "big5-hkscs", "cp950"}, traditionalchinese.Big5}
	utf16LE    = &charset{"UTF-16LE", []string{"utf-16le", "utf16le"}, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)}
	utf16BE    = &charset{"UTF-16BE", []string{"utf-16be", "utf16be"}, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)}

	// charsets are in the order in which a tie is decided.
	charsets = []*charset{utf8Set, gb18030Set, big5Set, utf16LE, utf16BE}
)

// Encodings lists the names of encodings as people are shown them. Others are
// understood too: gbk, gb2312, cp936, cp950, utf-16le, utf-16be.
var Encodings = []string{"auto", "utf-8", "gb18030", "big5", "utf-16"}

// KnownEncoding tells whether Read understands the name of an encoding.
func KnownEncoding(name string) bool { return charsetsNamed(name) != nil }

// charsetsNamed gives the charsets that a name stands for: one, two for utf-16,
// all for auto, none where nobody knows the name.
func charsetsNamed(name string) []*charset {
	name = strings.ToLower(name)
	switch name {
	case "", "auto":
		return charsets
	case "utf-16", "utf16":
		return []*charset{utf16LE, utf16BE}
	}
	for i, c := range charsets {
		if slices.Contains(c.spellings, name) {
			return charsets[i : i+1]
		}
	}
	return nil
}

// A text whose likeness is over chinese is Chinese as it is read, one under
// nonsense is not. The annotated pages lie over 0.7 in their own encoding and
// under 0.15 in any other; single lines of five words come nearer to each other.
// Over perhaps it is Chinese if it has words (inWords): a page of Korean lies at 0.24.
//
// A line that is valid UTF-8 on a page in GB18030 or Big5 is looked at closer under
// doubtfulUTF8; of the annotated pages' own lines no encoding takes one for a stray.
const (
	chinese      = 0.6
	perhaps      = 0.35
	nonsense     = 0.2
	doubtfulUTF8 = 0.5
)

// charsetFor chooses the charset of b, among those that the name allows. The
// error is an *Error.
//
// A byte order mark settles it, whatever the name says. A named charset is taken
// at its word, unless b is nonsense in it and Chinese in another one: that is how
// a whole archive turns into mojibake unseen.
func charsetFor(b []byte, name string) (*charset, error) {
	allowed := charsetsNamed(name)
	if allowed == nil {
		return nil, &Error{Message: fmt.Sprintf("unknown encoding %q: use %s", name, strings.Join(Encodings, ", "))}
	}
	if set := byteOrderMark(b); set != nil {
		return set, nil
	}
	if len(allowed) == len(charsets) {
		return guess(b)
	}
	sample := sampleOf(b)
	set, like := likeliest(sample, allowed)
	if other, best := likeliest(sample, charsets); like < nonsense && best > chinese {
		return nil, &Error{Message: fmt.Sprintf("reads as %s, not as %s: leave --encoding out, or say --encoding %s",
			other.name, set.name, other.spellings[0])}
	}
	return set, nil
}

// byteOrderMark gives the charset that b's first bytes announce, or nil.
func byteOrderMark(b []byte) *charset {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return utf8Set
	case bytes.HasPrefix(b, []byte("\x84\x31\x95\x33")):
		return gb18030Set
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return utf16LE
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return utf16BE
	}
	return nil
}

// guess finds out the charset of bytes without a byte order mark. The error is
// an *Error: they are no text, or in no charset that is known here.
func guess(b []byte) (*charset, error) {
	sample := sampleOf(b)
	if nul := bytes.IndexByte(b, 0); nul >= 0 { // in every text of UTF-16 that has a line end
		set, like := likeliest(sample, []*charset{utf16LE, utf16BE})
		if like < nonsense {
			return nil, nulError(string(b), nul)
		}
		return set, nil
	}
	valid := utf8.Valid(b)
	if valid && likeness(string(sample)) >= nonsense {
		return utf8Set, nil
	}
	set, like := likeliest(sample, charsets)
	if valid && like <= chinese {
		return utf8Set, nil // Greek, or emoji; else a few words of GB18030 that happen to be valid UTF-8
	}
	// Latin-1 can be valid GB18030 ("naïve" is na飗e), and would lose its letters
	// unseen. Where the best charset has damage, decode says so better.
	if text, damage := set.read(b); like < nonsense || like <= chinese && damage < 0 && !(like >= perhaps && inWords(text)) {
		return nil, unknownCharset(b)
	}
	return set, nil
}

// inWords tells that the hanzi of a text stand together, as in words. The letters that
// Latin-1 has beyond ASCII stand alone or by twos among the others, and so do the hanzi
// that are made of them.
func inWords(text string) bool {
	lone, all, run := 0, 0, 0
	for _, r := range text + " " {
		if isHanzi(r) {
			run++
			continue
		}
		if run == 1 {
			lone++
		}
		all, run = all+run, 0
	}
	return all >= 4 && lone*4 <= all
}

// unknownCharset refuses bytes that are Chinese in no charset.
func unknownCharset(b []byte) error {
	return &Error{Line: lineAt(string(b), firstForeign(b)),
		Message: "reads as Chinese in none of UTF-8, GB18030, Big5 and UTF-16: name its encoding with --encoding, or save it as UTF-8"}
}

// sampleOf cuts out what the charset is judged by: 4 KiB from the first byte
// beyond ASCII on, or the one before so that the pairs of UTF-16 stay together.
func sampleOf(b []byte) []byte {
	start := firstForeign(b) &^ 1
	return b[start:min(len(b), start+1<<12)]
}

// firstForeign gives the index of the first byte beyond ASCII, 0 if there is none.
func firstForeign(b []byte) int {
	return max(0, bytes.IndexFunc(b, func(r rune) bool { return r >= utf8.RuneSelf }))
}

// likeliest gives the charset in which b is most like Chinese, and how much. In
// a tie it is the first.
func likeliest(b []byte, sets []*charset) (best *charset, like float64) {
	for _, set := range sets {
		text, _ := set.read(b)
		if l := likeness(text); best == nil || l > like {
			best, like = set, l
		}
	}
	return best, like
}

// likeness tells how much a text is like Chinese print: 1 if every character
// beyond ASCII is frequent there, near 0 if none is, less where it is damaged.
// Other hanzi count little, for a wrong encoding yields them too; damage counts
// once in a row, so that the better half of a mixed page still shows. A text of
// ASCII alone has 1, and a few characters weigh little against that.
func likeness(text string) float64 {
	set := frequent()
	familiar, foreign := 1.0, 1.0
	var last rune
	for _, r := range text {
		switch {
		case ordinary(r) && r < utf8.RuneSelf, r == '\r', r == '\u3000', r == utf8.RuneError && r == last:
			last = r
			continue
		case r == utf8.RuneError:
			familiar--
		case r < 0x10000 && set[r]:
			familiar++
		case r >= 0x4e00 && r < 0xa000:
			familiar += 0.1
		}
		last = r
		foreign++
	}
	return familiar / foreign
}

// read turns bytes into text. damage is the index in the text of the first
// character that the bytes do not spell, -1 if they all do.
func (c *charset) read(b []byte) (text string, damage int) {
	if c == utf8Set {
		return string(b), firstInvalid(b)
	}
	decoded, err := c.codec.NewDecoder().Bytes(b)
	if err != nil { // decoders put U+FFFD for what they cannot read, and fail on nothing
		return "", 0
	}
	return string(decoded), bytes.IndexRune(decoded, utf8.RuneError)
}

// firstInvalid gives the index of the first byte that is not UTF-8, or -1.
func firstInvalid(b []byte) int {
	if utf8.Valid(b) { // which is many times faster than to look for the place
		return -1
	}
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// decode turns all of a source into text. The error is an *Error: a line is
// damaged, or in another charset than the others.
func (c *charset) decode(b []byte) (string, error) {
	text, damage := c.read(b)
	if c == utf8Set && damage < 0 {
		return text, nil
	}
	if err := c.strayLine(b, text); err != nil {
		return "", err
	}
	if damage >= 0 {
		return "", &Error{Line: lineAt(text, damage),
			Message: fmt.Sprintf("bytes that are not %s: mend the line, or name the page's encoding with --encoding", c.name)}
	}
	return text, nil
}

// strayLine looks for a line that is nonsense in this charset and Chinese in
// another one: such pages are made when files are put together. b is what text
// was read from; in both, a line feed is the same byte.
func (c *charset) strayLine(b []byte, text string) error {
	if c == utf16LE || c == utf16BE {
		return nil
	}
	rows := bytes.SplitAfter(b, []byte("\n"))
	start, number := 0, 0 // of the row in text
	for row := range strings.Lines(text) {
		if other := c.stray(rows[number], row); other != nil {
			return &Error{Line: lineAt(text, start),
				Message: fmt.Sprintf("reads as %s, the page as %s: save it in one encoding", other.name, c.name)}
		}
		start += len(row)
		number++
	}
	return nil
}

// stray gives the charset of a line that is nonsense in this one and Chinese in
// another, else nil. text is how the line reads in this one. A few words of UTF-8 make
// hanzi in GB18030, frequent ones among them (时政要闻 is 鏃舵斂瑕侀椈), but what is valid
// UTF-8 beyond ASCII is hardly ever anything else.
func (c *charset) stray(row []byte, text string) *charset {
	like, least := likeness(text), nonsense
	if c != utf8Set && utf8.Valid(row) {
		least = doubtfulUTF8
	}
	if c == utf16LE || c == utf16BE || like >= least {
		return nil
	}
	if other, like := likeliest(row, charsets[:3]); like > chinese {
		return other
	}
	return nil
}
