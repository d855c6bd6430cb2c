// Package findings spells what banmian check found, for people and for the programs
// that gate a change, and says whether the check has failed.
package findings

import (
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/batch"
	"github.com/banmian/banmian/internal/paper"
)

// A Level says how bad a finding is.
type Level string

// The levels. An error is an input that could not be read.
const (
	Warning Level = "warning"
	Error   Level = "error"
)

// A Finding is one thing that a person should look at. Line is 1-based, 0 where it is
// about the whole file. Known tells that the baseline has it.
type Finding struct {
	File  string
	Line  int
	Kind  string // one of convert.FindingKinds
	Text  string
	Level Level
	Known bool
}

// A File is an input and all that was found in it, nothing where it is clean. The name
// of standard input is empty.
type File struct {
	Name     string
	Findings []Finding
}

// OfEdition gives what was found in the files of an edition, in the order of its pages.
func OfEdition(e *paper.Edition) []File {
	var files []File
	places := map[string]int{}
	file := func(name string) *File {
		at, ok := places[name]
		if !ok {
			at = len(files)
			places[name], files = at, append(files, File{Name: name})
		}
		return &files[at]
	}
	for _, p := range e.Pages {
		file(p.Source.Path)
	}
	for _, w := range convert.Findings(e) {
		f := file(w.Source)
		f.Findings = append(f.Findings, ofWarning(w))
	}
	return files
}

func ofWarning(w paper.Warning) Finding {
	line := 0
	if len(w.Lines) > 0 {
		line = w.Lines[0]
	}
	return Finding{File: w.Source, Line: line, Kind: w.Kind, Text: w.Text, Level: Warning}
}

// OfFailure is a file that could not be read.
func OfFailure(name string, err error) File {
	name, line, text := batch.Position(name, err)
	return File{name, []Finding{{File: name, Line: line, Kind: convert.Unreadable, Text: text, Level: Error}}}
}

// Options are what some formats say or write besides.
type Options struct {
	Version string    // of the program
	Compare bool      // there is a baseline: say of each finding whether it is new
	Summary io.Writer // GitHub's summary of a step, in Markdown; nil: none is wanted
}

// A Writer spells findings one file after another. Nothing is certain to be written
// before End, which gives the first error of writing.
type Writer interface {
	Add(File)
	End(Tally) error
}

// A Format is one way to spell findings.
type Format struct {
	Name  string // as typed after --format
	About string // whom it is for, in a few words
	New   func(io.Writer, Options) Writer
}

// Formats lists them in the order in which people are shown them; the first is what
// they get if they do not say.
var Formats = []Format{
	{"text", "a finding a line, NAME:LINE: warning: KIND: …", newText},
	{"json", "one document", newJSON},
	{"sarif", "SARIF 2.1.0, for code scanning", newSARIF},
	{"junit", "JUnit's XML, for the test report of a CI", newJUnit},
	{"github", "annotations of a GitHub workflow", newGitHub},
}

// Named finds a format by its name. The error is an
// *UnknownError.
func Named(name string) (Format, error) {
	var known []string
	for _, f := range Formats {
		if f.Name == name {
			return f, nil
		}
		known = append(known, f.Name)
	}
	return Format{}, &UnknownError{"format of findings", name, known}
}

// An UnknownError is a word that is none of the known ones.
type UnknownError struct {
	What, Word string
	Known      []string
}

// Error names the word and the known ones.
func (e *UnknownError) Error() string {
	return fmt.Sprintf("unknown %s %s: use %s", e.What, shown(e.Word), strings.Join(e.Known, ", "))
}

// Check is the whole of banmian check behind the reading: it takes the files as they
// are read, marks what the policy's baseline knows, writes all and judges. The error is
// that of writing.
func Check(files iter.Seq[File], to Writer, p Policy) (Verdict, error) {
	j := p.judge()
	for f := range files {
		j.take(f)
		to.Add(f)
	}
	v := j.verdict()
	return v, to.End(v.Tally)
}

// called is what a file is called where people read it.
func called(name string) string {
	if name == "" {
		return "standard input"
	}
	return shown(name)
}

// shown is a text on one line: quoted where it would break the line or steer the
// terminal.
func shown(text string) string {
	if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) && r != '\u3000' }) {
		return strconv.Quote(text)
	}
	return text
}

// position is "NAME:LINE", or the name alone.
func (f Finding) position() string {
	if f.Line == 0 {
		return called(f.File)
	}
	return called(f.File) + ":" + strconv.Itoa(f.Line)
}

// String is the finding as people read it: "02.txt:12: warning: no-headline: a story …".
func (f Finding) String() string {
	return fmt.Sprintf("%s: %s: %s: %s", f.position(), f.Level, shown(f.Kind), shown(f.Text))
}
