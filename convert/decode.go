package convert

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// decode turns the bytes of a source into text.
//
// It takes the name of the encoding, or "" or "auto" to find it out. The text
// that comes out is valid UTF-8 without a byte order mark; its lines end with
// "\n" (see plain), and used is the encoding's name as the document gives it:
// "UTF-8", "GB18030", "Big5", "UTF-16LE", "UTF-16BE".
//
// The error is an *Error, with the line where there is one: for what is empty,
// blank, no text at all, damaged, in two encodings, or in one not known.
func decode(b []byte, encoding string) (text, used string, err error) {
	if err := noText(b); err != nil {
		return "", "", err
	}
	set, err := charsetFor(b, encoding)
	if err != nil {
		return "", "", err
	}
	if text, err = set.decode(b); err != nil {
		return "", "", err
	}
	if text, err = plain(text); err != nil {
		return "", "", err
	}
	if strings.TrimSpace(text) == "" {
		return "", "", blankError()
	}
	return text, set.name, nil
}

// noText refuses what is no plain text at a look.
func noText(b []byte) error {
	if len(b) == 0 {
		return &Error{Message: "empty: there is nothing to convert"}
	}
	if refusal := notText(b); refusal != "" {
		return &Error{Message: refusal}
	}
	return nil
}

func blankError() error { return &Error{Message: "blank: there is nothing but white space in it"} }

// plain makes every line of a valid text end with "\n", so that each is counted
// once and in the same way everywhere: CR LF, CR, VT (Word's line break), NEL,
// U+2028 and U+2029 all end a line. Tabs and form feeds stay.
//
// What neither shows on paper nor is white space is left out: the other control
// characters (what ESC and its like steer is a terminal or a printer, and XML
// allows none of them), byte order marks that stand in the middle where files
// were put together, and U+FFFE and its like, which are no characters. A NUL is
// refused: text that holds one is damaged, or no text.
func plain(text string) (string, error) {
	var out strings.Builder
	kept := 0 // text[:kept] is in out
	for i, r := range text {
		if ordinary(r) {
			continue
		}
		if r == 0 {
			return "", nulError(text, i)
		}
		out.WriteString(text[kept:i])
		if kept = i + utf8.RuneLen(r); endsLine(r) && !strings.HasPrefix(text[i:], "\r\n") {
			out.WriteByte('\n')
		}
	}
	if kept == 0 {
		return text, nil
	}
	out.WriteString(text[kept:])
	return out.String(), nil
}

// nulError refuses the NUL at text[i].
func nulError(text string, i int) error {
	return &Error{Line: lineAt(text, i), Message: "a NUL byte: this is no plain text, or it is damaged; name a text file, or take the byte out"}
}

// ordinary tells whether a character stays as it is.
func ordinary(r rune) bool {
	switch {
	case r < ' ':
		return r == '\n' || r == '\t' || r == '\f'
	case r < 0x7f:
		return true
	case r < 0xa0: // DEL and C1
		return false
	case r == '\ufeff' || r == '\u2028' || r == '\u2029':
		return false
	}
	return r&0xfffe != 0xfffe && (r < 0xfdd0 || r > 0xfdef)
}

// endsLine tells whether a character other than "\n" ends a line.
func endsLine(r rune) bool {
	switch r {
	case '\r', '\v', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

// lineAt gives the number of the line on which text[i] stands.
func lineAt(text string, i int) int {
	number := 1
	for at, r := range text[:i] {
		if r == '\n' || endsLine(r) && !strings.HasPrefix(text[at:], "\r\n") {
			number++
		}
	}
	return number
}

// signatures are the first bytes of what people hand over instead of text, and
// what to do about it.
var signatures = []struct{ magic, what, remedy string }{
	{"%PDF-", "a PDF", "take its text out first, with pdftotext"},
	{"\x89PNG\r\n\x1a\n", "a PNG picture", recognise},
	{"\xff\xd8\xff", "a JPEG picture", recognise},
	{"GIF87a", "a GIF picture", recognise},
	{"GIF89a", "a GIF picture", recognise},
	{"II*\x00", "a TIFF picture", recognise},
	{"MM\x00*", "a TIFF picture", recognise},
	{"RIFF", "a RIFF file (WebP, WAV)", recognise},
	{"AT&TFORM", "a DjVu file", "take its text out first, with djvutxt"},
	{"PK\x03\x04", "a zip archive", unpack},
	{"\x1f\x8b", "gzip data", unpack},
	{"BZh", "bzip2 data", unpack},
	{"\xfd7zXZ\x00", "xz data", unpack},
	{"\x28\xb5\x2f\xfd", "zstd data", unpack},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive", unpack},
	{"Rar!\x1a\x07", "a RAR archive", unpack},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", save},
	{"{\\rtf", "an RTF document", save},
	{"%!PS", "PostScript", "take its text out first, with ps2ascii"},
	{"SQLite format 3\x00", "an SQLite database", save},
	{"\x7fELF", "a program", "name a text file"},
	{"\xff\xfe\x00\x00", "UTF-32", "save it as UTF-8"},
	{"\x00\x00\xfe\xff", "UTF-32", "save it as UTF-8"},
}

const (
	recognise = "have its text recognised (OCR) first"
	unpack    = "unpack it first"
	save      = "save it as plain text first"
)

// notText says what the bytes are and what to do, where their beginning shows
// that they are no plain text; else "".
func notText(b []byte) string {
	for _, s := range signatures {
		if !bytes.HasPrefix(b, []byte(s.magic)) {
			continue
		}
		if s.remedy == unpack {
			s.what, s.remedy = inZip(b, s.what, s.remedy)
		}
		return fmt.Sprintf("%s, not plain text: %s", s.what, s.remedy)
	}
	if len(b) > 262 && string(b[257:262]) == "ustar" {
		return "a tar archive, not plain text: " + unpack
	}
	return ""
}

// inZip looks for the documents that are zip archives inside. They name
// themselves near the beginning, or not at all.
func inZip(b []byte, what, remedy string) (string, string) {
	head := b[:min(len(b), 4096)]
	switch {
	case bytes.Contains(head, []byte("application/epub+zip")):
		return "an EPUB", save
	case bytes.Contains(head, []byte("OFD.xml")):
		return "an OFD document", save
	case bytes.Contains(head, []byte("[Content_Types].xml")), bytes.Contains(head, []byte("opendocument")):
		return "an Office document", save
	}
	return what, remedy
}
