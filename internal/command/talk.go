package command

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/banmian/banmian/internal/paper"
)

// What the streams are called in messages.
const (
	standardInput  = "standard input"
	standardOutput = "standard output"
)

// talk is what the program says to its user, a line for each thing.
type talk struct {
	to      io.Writer
	quiet   bool // no warnings
	verbose bool // what became of each input
}

// say writes "banmian: NAME:LINE: message"; without a name or a line these are
// left out.
func (t talk) say(name string, line int, message string) {
	where := ""
	if name != "" {
		where = shown(name) + ": "
	}
	if line > 0 {
		where = fmt.Sprintf("%s:%d: ", shown(name), line)
	}
	fmt.Fprintf(t.to, "banmian: %s%s\n", where, message)
}

// warn says what a person should look at.
func (t talk) warn(w paper.Warning) {
	if t.quiet {
		return
	}
	line := 0
	if len(w.Lines) > 0 {
		line = w.Lines[0]
	}
	name := w.Source
	if name == "" {
		name = standardInput
	}
	t.say(name, line, strings.TrimSuffix("warning: "+w.Kind+": "+w.Text, ": "))
}

// note says what became of an input, where people want to know.
func (t talk) note(name, became string) {
	if t.verbose {
		t.say(name, 0, became)
	}
}

// shown is a name as it stands in a message: quoted where it would break the
// line, or steer the terminal.
func shown(name string) string {
	if !utf8.ValidString(name) || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.Quote(name)
	}
	return name
}
