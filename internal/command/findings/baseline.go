package findings

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// A Baseline holds the warnings that are known: in which file, of which kind, with
// which text, and how often. The text shows the print it is about and has no line
// number, so that an entry still meets its finding when lines were moved.
type Baseline struct{ counts map[about]int }

func newBaseline() *Baseline { return &Baseline{map[about]int{}} }

// about is what tells one warning from another.
type about struct {
	File string `json:"file"` // with slashes; empty: standard input
	Kind string `json:"kind"`
	Text string `json:"text"`
}

// An Entry is a line of a baseline: so many equal warnings.
type Entry struct {
	about
	Count int `json:"count,omitempty"` // none: 1
}

func aboutOf(f Finding) about { return about{fileOf(f.File), valid(f.Kind), valid(f.Text)} }

// fileOf is how a baseline spells a file's name: ./02.txt is 02.txt.
func fileOf(name string) string {
	if name == "" {
		return ""
	}
	return valid(filepath.ToSlash(filepath.Clean(name)))
}

// valid is a text that JSON gives back as it is.
func valid(text string) string { return strings.ToValidUTF8(text, "\ufffd") }

// String is the entry as people read it: "02.txt: no-headline: a story … (2 times)".
func (e Entry) String() string {
	times := ""
	if e.Count > 1 {
		times = fmt.Sprintf(" (%d times)", e.Count)
	}
	return called(e.File) + ": " + shown(e.Kind) + ": " + shown(e.Text) + times
}

func (a about) compare(b about) int {
	return cmp.Or(strings.Compare(a.File, b.File), strings.Compare(a.Kind, b.Kind), strings.Compare(a.Text, b.Text))
}

// longestEntry is far more than the longest entry: a name and a line of text.
const longestEntry = 1 << 20

// ReadBaseline reads JSON Lines as WriteTo writes them, in any order; empty lines and
// equal entries are no harm. The error names the line.
func ReadBaseline(r io.Reader) (*Baseline, error) {
	b := newBaseline()
	rows := bufio.NewScanner(r)
	rows.Buffer(nil, longestEntry)
	number := 0
	for rows.Scan() {
		number++
		row := bytes.TrimSpace(rows.Bytes())
		if len(row) == 0 {
			continue
		}
		entry, err := parseEntry(row)
		if err != nil {
			return nil, fmt.Errorf("%d: %w", number, err)
		}
		b.counts[entry.about] += max(1, entry.Count)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("%d: %w: make the baseline anew with --write-baseline", number+1, err)
	}
	return b, nil
}

// mostEqual is how often a file may have the same finding.
const mostEqual = 1 << 30

func parseEntry(row []byte) (e Entry, err error) {
	decoder := json.NewDecoder(bytes.NewReader(row))
	decoder.DisallowUnknownFields()
	err = decoder.Decode(&e)
	if err == nil && decoder.More() {
		err = errors.New("more than one entry")
	}
	if err == nil && (e.Kind == "" || e.Count < 0 || e.Count > mostEqual) {
		err = errors.New("a kind, and a count that is no less than 1, are needed")
	}
	if err != nil {
		return e, fmt.Errorf("no entry of a baseline (%w): make it anew with --write-baseline", err)
	}
	return e, nil
}

// WriteTo writes the entries sorted, one a line, so that two baselines can be compared
// line by line.
func (b *Baseline) WriteTo(w io.Writer) (written int64, err error) {
	for _, what := range slices.SortedFunc(maps.Keys(b.counts), about.compare) {
		entry := Entry{what, b.counts[what]}
		if entry.Count == 1 {
			entry.Count = 0
		}
		n, err := w.Write(append(marshal(entry), '\n'))
		written += int64(n)
		if err != nil {
			return written, err
		}
	}
	return written, nil
}
