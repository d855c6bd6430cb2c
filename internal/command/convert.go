package command

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/files"
	"github.com/banmian/banmian/internal/paper"
)

// convert reads the inputs and writes them as one edition. An input that cannot
// be read is left out, and said. The error is about the command line only.
func (c *call) convert(line *cli.Context) error {
	s, err := settingsOf(line)
	if err != nil {
		return err
	}
	c.talk.quiet = line.Bool("quiet")
	s.spell.Warn = c.talk.warn
	names := line.Args().Slice()
	if len(names) == 0 {
		names = []string{"-"}
		if terminal(c.stdin) {
			return errors.New("no file is named, and standard input is a terminal: say banmian page.txt, or - to type the page")
		}
	}
	if err := c.checkInputs(names, s); err != nil {
		return err
	}
	if edition := c.read(names, s.read); edition != nil {
		c.write(edition, s)
	}
	return nil
}

// checkInputs refuses inputs that would be overwritten or that hold each other up.
func (c *call) checkInputs(names []string, s settings) error {
	if len(names) > 1 && s.read.Page != "" {
		return fmt.Errorf("--page is the number of one page, and there are %d files: leave it out, or convert them one by one", len(names))
	}
	for i, name := range names {
		switch {
		case name == "-" && slices.Contains(names[:i], "-"):
			return errors.New("standard input (-) is named twice: name it once")
		case name == "-" && s.output != "" && files.SameAsOpen(c.stdin, s.output):
			return fmt.Errorf("--output %s is standard input too: name another file", shown(s.output))
		case name != "-" && s.output != "" && files.Same(name, s.output):
			return fmt.Errorf("--output %s is an input too: name another file", shown(s.output))
		case name != "-" && s.output == "" && files.SameAsOpen(c.stdout, name):
			return fmt.Errorf("%s is an input, and standard output goes there too: name another file", shown(name))
		}
	}
	return nil
}

// read gives the edition of all inputs that can be read, nil if there is none.
func (c *call) read(names []string, o convert.Options) *paper.Edition {
	var editions []*paper.Edition
	for _, name := range names {
		edition, err := c.readOne(name, o)
		if err != nil {
			c.fail(called(name), err)
			continue
		}
		editions = append(editions, edition)
	}
	if len(editions) == 0 {
		return nil
	}
	return convert.Join(editions...)
}

// readOne reads one input. In the document its path stands as it was typed, with
// slashes everywhere; standard input has none.
func (c *call) readOne(name string, o convert.Options) (*paper.Edition, error) {
	if name == "-" {
		b, err := files.ReadFrom(c.stdin)
		if err != nil {
			return nil, err
		}
		return convert.Read(convert.Source{Bytes: b}, o)
	}
	b, err := files.Read(name)
	if err != nil {
		return nil, err
	}
	path := strings.ToValidUTF8(filepath.ToSlash(name), "\ufffd")
	return convert.Read(convert.Source{Path: path, Bytes: b}, o)
}

// write spells the edition and puts it where it shall go, whole or not at all.
func (c *call) write(edition *paper.Edition, s settings) {
	for _, w := range edition.Warnings {
		c.talk.warn(w)
	}
	var result bytes.Buffer
	if err := s.format.Write(&result, edition, s.spell); err != nil {
		c.fail(s.format.Name, err)
		return
	}
	if s.output == "" {
		result.WriteTo(c.result) // Run asks for the error when it flushes
		return
	}
	if err := files.Write(s.output, result.Bytes()); err != nil && !closedPipe(err) {
		c.fail(s.output, err)
	}
}

// called is what an input is called in messages.
func called(name string) string {
	if name == "-" {
		return standardInput
	}
	return name
}

// terminal tells whether somebody would have to type what is read.
func terminal(r io.Reader) bool {
	f, ok := r.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
