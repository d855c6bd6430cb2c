package convert

import (
	"iter"
	"strings"
	"unicode"
)

// A Row is one printed line of a page, a blank one too, with the white space around
// it. Number is its 1-based line in the source.
type Row struct {
	Number int
	Text   string
}

// Rows gives a source as it is printed: the rows of each page that Read finds in it, in
// the order of the edition's pages. The error is an *Error, as that of Read.
func Rows(source Source, o Options) ([][]Row, error) {
	text, _, _, err := decodeFor(source.Bytes, o)
	if err != nil {
		return nil, err
	}
	var pages [][]Row
	for number, sheet := range sheets(text) {
		var rows []Row
		for row := range strings.Lines(sheet) {
			rows = append(rows, Row{number, strings.TrimRight(row, "\n")})
			number++
		}
		pages = append(pages, rows)
	}
	return pages, nil
}

// sheets cuts a text into its pages at form feeds, and gives the text of each that is
// not blank with the source's number of its first line.
func sheets(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		number := 1
		for sheet := range strings.SplitSeq(text, "\f") {
			if strings.TrimFunc(sheet, unicode.IsSpace) != "" && !yield(number, sheet) {
				return
			}
			number += strings.Count(sheet, "\n")
		}
	}
}
