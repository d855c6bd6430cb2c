// Package document reads the edition document back: JSON, JSON Lines and YAML as
// package formats writes them, and as a person may have edited them since. What it
// cannot take it names with its line and its place in the tree, and says what would do.
package document

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/banmian/banmian/internal/paper"
)

// A Fault is something in a document that cannot be taken as it stands.
type Fault struct {
	Line    int    // 1-based
	Path    string // its place in the tree: "pages[0].articles[3].kind"; "" for the whole
	Message string // what is wrong, and what is allowed
}

// Error gives "PATH: MESSAGE".
func (f Fault) Error() string {
	if f.Path == "" {
		return f.Message
	}
	return f.Path + ": " + f.Message
}

// Faults are all that is wrong with a document, in the order of its lines.
type Faults []Fault

// Error gives the first fault with its line, and how many more there are.
func (f Faults) Error() string { return fmt.Sprintf("%d: %s", f[0].Line, f.String()) }

// String gives the first fault without its line, and how many more there are.
func (f Faults) String() string {
	if len(f) > 1 {
		return fmt.Sprintf("%s (and %d more)", f[0].Error(), len(f)-1)
	}
	return f[0].Error()
}

// A Format is a spelling of the document that can be read.
type Format struct {
	Name    string   // as typed after --from
	Endings []string // of the names of its files
	trees   func(text []byte) ([]*yaml.Node, error)
}

// Formats lists what can be read.
var Formats = []Format{
	{"json", []string{".json"}, jsonTrees},
	{"jsonl", []string{".jsonl", ".ndjson"}, jsonTrees},
	{"yaml", []string{".yaml", ".yml"}, yamlTrees},
}

// Named finds a format by its name.
func Named(name string) (Format, bool) {
	i := slices.IndexFunc(Formats, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return Formats[i], true
}

// Read reads a document: the text of a file, which holds one edition; in JSON Lines a
// part of it a line. The error is a Faults. Articles without a confidence were
// written by a person, who is sure (1); chars are counted anew.
func (f Format) Read(text []byte) (*paper.Edition, error) {
	trees, err := f.trees(text)
	if err != nil {
		return nil, err
	}
	if len(trees) == 0 {
		return nil, Faults{{Line: 1, Message: "an empty document: nothing to read"}}
	}
	if f.Name != "jsonl" && len(trees) > 1 {
		return nil, Faults{{Line: trees[1].Line, Message: "a second document begins here: keep one edition in a file, or say -f jsonl"}}
	}
	r := newReading()
	var out *paper.Edition
	for _, tree := range trees {
		e := r.edition(tree)
		if out == nil {
			out = e
			continue
		}
		r.sameIssue(tree.Line, out, e)
		out.Pages, out.Warnings = append(out.Pages, e.Pages...), append(out.Warnings, e.Warnings...)
	}
	if len(r.faults) == 0 {
		r.check(out)
	}
	if len(r.faults) > 0 {
		slices.SortStableFunc(r.faults, func(a, b Fault) int { return a.Line - b.Line })
		return nil, r.faults
	}
	return out, nil
}

// sameIssue refuses a line of JSON Lines that is of another issue than the first.
func (r *reading) sameIssue(line int, first, e *paper.Edition) {
	of := func(e *paper.Edition) string { return strings.TrimSpace(e.Paper + " " + e.Date + " " + e.Issue) }
	if of(first) != of(e) || first.Language != e.Language {
		r.fault(line, "", "a page of %s, and the first line is one of %s: keep each issue in a file of its own", orNothing(of(e)), orNothing(of(first)))
	}
}

func orNothing(text string) string {
	if text == "" {
		return "an unnamed issue"
	}
	return text
}
