package main

import (
	"bytes"
	"math/rand/v2"
	"unicode/utf8"
)

// damages are what may have happened to the bytes of a page; rng draws where.
var damages = []struct {
	name string
	do   func(b []byte, encoding string, rng *rand.Rand) []byte
}{
	{"truncated", truncate},
	{"mixed", mixEncodings},
	{"empty", func([]byte, string, *rand.Rand) []byte { return nil }},
	{"binary", binary},
	{"nul", zero},
}

func damageNames() (names []string) {
	for _, d := range damages {
		names = append(names, d.name)
	}
	return names
}

// truncate cuts the end off, within a character of UTF-8 where the page is in that.
func truncate(b []byte, _ string, rng *rand.Rand) []byte {
	at := len(b)/2 + rng.IntN(len(b)/2)
	for at > 0 && at < len(b) && utf8.RuneStart(b[at]) && b[at-1] >= utf8.RuneSelf {
		at--
	}
	return b[:at]
}

// mixEncodings puts the second half in another encoding, as happens where files are put
// together.
func mixEncodings(b []byte, encoding string, rng *rand.Rand) []byte {
	text, err := encodings[encoding].NewDecoder().Bytes(b)
	if err != nil {
		return b
	}
	half := len(text)/2 + bytes.IndexByte(text[len(text)/2:], '\n') + 1
	other := "gb18030"
	if encoding == other {
		other = "utf-8"
	}
	front, _ := encode(string(text[:half]), encoding)
	rear, _ := encode(string(text[half:]), other)
	return append(front, rear...)
}

// binary puts a picture in place of the page.
func binary(b []byte, _ string, rng *rand.Rand) []byte {
	out := []byte("\x89PNG\r\n\x1a\n")
	for range len(b) {
		out = append(out, byte(rng.Uint32()))
	}
	return out
}

// zero makes NULs of a run of bytes, as happens where a disk fails.
func zero(b []byte, _ string, rng *rand.Rand) []byte {
	out := bytes.Clone(b)
	at := rng.IntN(len(b))
	clear(out[at:min(len(out), at+1+rng.IntN(64))])
	return out
}
