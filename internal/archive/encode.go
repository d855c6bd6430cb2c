package main

import (
	"maps"
	"slices"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// encodings are those that pages are written in, by the names of the flag.
var encodings = map[string]encoding.Encoding{
	"utf-8":     unicode.UTF8,
	"utf-8-bom": unicode.UTF8BOM,
	"gb18030":   simplifiedchinese.GB18030,
	"big5":      traditionalchinese.Big5,
	"utf-16le":  unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
	"utf-16be":  unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
}

func encodingNames() []string { return slices.Sorted(maps.Keys(encodings)) }

// encode spells a text in the encoding of a name, or in UTF-8 where that has no spelling
// for it. used is the encoding's name then.
func encode(text, name string) (b []byte, used string) {
	b, err := encodings[name].NewEncoder().Bytes([]byte(text))
	if err != nil {
		return []byte(text), "utf-8"
	}
	return b, name
}
