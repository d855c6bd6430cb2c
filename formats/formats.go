// Package formats spells editions: it turns the model of internal/paper into
// bytes, and is the only place that does. It decides nothing by what a text
// says; what is not in the model is not known here.
package formats

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/banmian/banmian/internal/paper"
)

// Format is one way to spell an edition. Write takes an edition and writes all
// of it, UTF-8 and the same bytes every time; its errors are those of w and
// those of options that it does not know.
type Format struct {
	Name      string   // as typed after --to: "yaml"
	Extension string   // of the files it writes: ".yaml"
	Also      []string // other extensions that ask for it: ".yml"
	MediaType string
	About     string                             // what it is for, in a few words
	Stream    bool                               // editions may follow one another in one output
	Head      func(w io.Writer, o Options) error // what stands once at the head of that output; nil: nothing
	Write     func(w io.Writer, e *paper.Edition, o Options) error
}

// List holds every format, in the order in which people are shown them; the
// first is what they get if they do not say.
var List = []Format{JSON, JSONLines, YAML, CSV, XHTML}

// Options are wishes that only some formats heed. The zero value is what
// people get if they do not say.
type Options struct {
	Rows     string              // one of Rows; "" is the first
	Dialect  string              // one of Dialects; "" is the first
	Headless bool                // leave out the head, for an edition that follows another
	Safe     bool                // no cell of a table can become a formula
	Warn     func(paper.Warning) // is told what had to be spelled otherwise than it stands; nil: nobody is
}

// Check tells which option has a value that no format knows, and the known ones.
func (o Options) Check() error {
	if o.Rows != "" && !slices.Contains(Rows, o.Rows) {
		return fmt.Errorf("unknown rows %q: use %s", o.Rows, strings.Join(Rows, " or "))
	}
	if o.Dialect != "" && !slices.Contains(Dialects, o.Dialect) {
		return fmt.Errorf("unknown CSV dialect %q: use %s", o.Dialect, strings.Join(Dialects, " or "))
	}
	return nil
}

// Named finds a format by its name. The error lists the known names.
func Named(name string) (Format, error) {
	for _, f := range List {
		if f.Name == name {
			return f, nil
		}
	}
	return Format{}, fmt.Errorf("unknown format %q: use %s", name, strings.Join(Names(), ", "))
}

// ForFile finds the format that the extension of a file name asks for:
// "out/1.yml" is YAML. Capitals do not count.
func ForFile(name string) (Format, bool) {
	extension := strings.ToLower(filepath.Ext(name))
	for _, f := range List {
		if f.Extension == extension || slices.Contains(f.Also, extension) {
			return f, true
		}
	}
	return Format{}, false
}

// Names lists the names of the formats.
func Names() []string {
	names := make([]string, len(List))
	for i, f := range List {
		names[i] = f.Name
	}
	return names
}

// lineEnds gives all ends of lines in a text one spelling. A lone carriage
// return would be dropped by encoding/csv and turned into a space by XML.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")
