package stats

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"github.com/dustin/go-humanize"
	"github.com/mattn/go-runewidth"
)

// A Format is one way to spell counts. Top is how many of a measure are told, 0 for all;
// only what people read heeds it.
type Format struct {
	Name  string // as typed after --format
	Write func(w io.Writer, counts []Count, top int) error
}

// Formats lists them; the first is what people get if they do not say.
var Formats = []Format{{"table", writeTable}, {"csv", writeCSV}, {"json", writeJSON}}

// writeCSV gives a row for each count, as Miller and pandas want them.
func writeCSV(w io.Writer, counts []Count, _ int) error {
	out := csv.NewWriter(w)
	out.Write([]string{"measure", "key", "role", "count"})
	for _, c := range counts {
		out.Write([]string{c.Measure, c.Key, c.Role, strconv.Itoa(c.Count)})
	}
	out.Flush()
	return out.Error()
}

// writeJSON gives a list of objects, the rows of the CSV; what is empty is left out.
func writeJSON(w io.Writer, counts []Count, _ int) error {
	type row struct {
		Measure string `json:"measure"`
		Key     string `json:"key,omitempty"`
		Role    string `json:"role,omitempty"`
		Count   int    `json:"count"`
	}
	rows := make([]row, len(counts))
	for i, c := range counts {
		rows[i] = row(c)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(rows)
}

// columns count wide characters as two, whatever the locale.
var columns = &runewidth.Condition{}

// writeTable gives each measure with its sum, and below it what it is made of.
//
//	bylines            12
//	  李盼 本报记者     3
func writeTable(w io.Writer, counts []Count, top int) error {
	names, numbers := 0, 0
	for _, c := range counts {
		names = max(names, columns.StringWidth(called(c)))
	}
	for _, measure := range Measures {
		names = max(names, len(measure))
		numbers = max(numbers, len(humanize.Comma(int64(sum(counts, measure)))))
	}
	out := bufio.NewWriter(w)
	line := func(name string, n int) {
		fmt.Fprintf(out, "%s  %*s\n", columns.FillRight(name, names), numbers, humanize.Comma(int64(n)))
	}
	for _, measure := range Measures {
		if measure == Unreadable && sum(counts, measure) == 0 {
			continue
		}
		line(measure, sum(counts, measure))
		told := 0
		for _, c := range counts {
			if c.Measure != measure || measure == Unreadable {
				continue
			}
			if told++; top == 0 || told <= top {
				line(called(c), c.Count)
			}
		}
		if top > 0 && told > top {
			fmt.Fprintf(out, "  … and %d more\n", told-top)
		}
	}
	return out.Flush()
}

// called is what a count is called below its measure.
func called(c Count) string {
	if c.Key == "" {
		return "  (not told)"
	}
	return "  " + printable(strings.TrimSpace(c.Key+" "+c.Role))
}

// printable shows U+FFFD for what would steer the terminal or turn the direction of writing.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) || r == '\u3000' {
			return r
		}
		return '\ufffd'
	}, text)
}

func sum(counts []Count, measure string) (n int) {
	for _, c := range counts {
		if c.Measure == measure {
			n += c.Count
		}
	}
	return n
}
