package command

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/batch"
	"github.com/banmian/banmian/internal/files"
	"github.com/banmian/banmian/internal/inspect"
	"github.com/banmian/banmian/internal/paper"
)

// Of one line, so many are shown above and below it, and so many signs for and against.
const (
	neighbours = 3
	mostSigns  = 6
)

// inspectOptions lists the options of banmian inspect, as help shows them.
func inspectOptions() []cli.Flag {
	own := []cli.Flag{
		&cli.IntFlag{Name: "line", Usage: "show only line `N` and its neighbours"},
		&cli.BoolFlag{Name: "why", Usage: "with --line, say what decided about its role", DisableDefaultText: true},
		&cli.BoolFlag{Name: "html", Usage: "write a page for the browser, with all in one file", DisableDefaultText: true},
		&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "with --html, write to a `FILE`, or into a folder (DIR/) a file for each page and an index (default: standard output)"},
		&cli.StringFlag{Name: "color", Usage: "colour the roles `WHEN`: " + strings.Join(whens, ", "), DefaultText: whens[0]},
		&cli.IntFlag{Name: "width", Usage: "clip lines at `N` columns; 0 is never", DefaultText: "the terminal's"},
		&cli.IntFlag{Name: "jobs", Aliases: []string{"j"}, Usage: "read `N` pages at once", DefaultText: "all cores"},
	}
	return slices.Concat(own, pageOptions(), inputOptions())
}

// inspectCommand describes banmian inspect to the library that reads the command line.
func (c *call) inspectCommand() *cli.Command {
	return &cli.Command{
		Name:               "inspect",
		Usage:              "shows how every line was read, and why",
		Flags:              inspectOptions(),
		Action:             c.inspect,
		CustomHelpTemplate: inspectHelpTemplate,
		OnUsageError:       func(_ *cli.Context, err error, _ bool) error { return err },
	}
}

// An inspection is one run over the pages that are to be shown.
type inspection struct {
	*conversion
	shelf    shelf
	terminal inspect.Terminal
	line     int // 0: all
	why      bool
	between  bool   // something was shown
	pages    *pages // nil: all goes to the terminal
}

// inspect shows how the inputs were read. The error is about the command line only.
func (c *call) inspect(line *cli.Context) error {
	r := &inspection{conversion: &conversion{call: c}}
	if err := r.checkSettings(line); err != nil {
		return err
	}
	if err := r.viewOf(line); err != nil {
		return err
	}
	var nothing *files.Refusal
	if err := r.find(); errors.As(err, &nothing) {
		c.fail(nothing.Name, nothing.Err)
		return nil
	} else if err != nil {
		return err
	}
	defer r.inputs.Close()
	if n := r.plan.Inputs(); n > 1 && r.line > 0 {
		return fmt.Errorf("--line is a line of one page, and there are %d files: name one", n)
	}
	if r.pages != nil {
		if err := r.checkPages(); err != nil {
			return err
		}
	}
	r.all()
	return nil
}

// viewOf reads the options that say what is shown.
func (r *inspection) viewOf(line *cli.Context) (err error) {
	if r.pages, err = pagesOf(line); err != nil {
		return err
	}
	r.line, r.why = line.Int("line"), line.Bool("why")
	switch {
	case line.IsSet("line") && r.line < 1:
		return fmt.Errorf("--line %d: name a number from 1", r.line)
	case r.why && r.line == 0:
		return errors.New("--why is about one line: add --line N")
	}
	r.terminal.Colour, err = r.coloured(line.String("color"))
	if err != nil {
		return err
	}
	if r.terminal.Width = r.columns(); line.IsSet("width") {
		r.terminal.Width = line.Int("width")
	}
	if r.terminal.Width < 0 {
		return fmt.Errorf("--width %d: name a number from 0", r.terminal.Width)
	}
	return nil
}

// coloured tells whether the result has colours: on a terminal that can show them, unless
// NO_COLOR says otherwise, or where it is asked for.
func (c *call) coloured(when string) (bool, error) {
	switch when {
	case "", "auto":
		return terminal(c.stdout) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb", nil
	case "always", "never":
		return when == "always", nil
	}
	return false, fmt.Errorf("--color %s: use %s%s", shown(when), strings.Join(whens, ", "), suggestion(when, whens))
}

// columns is how wide the terminal is, 0 where the result goes elsewhere.
func (c *call) columns() int {
	f, ok := c.stdout.(*os.File)
	if !ok {
		return 0
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return width
}

// A shelf keeps the bytes of inputs from when they are read until they are shown: a pipe
// gives them only once.
type shelf struct {
	mu    sync.Mutex
	kept  map[string][]byte
	times map[string]int // that each was read and not taken yet: it may be named twice
}

// keep puts what an input gave on the shelf.
func (s *shelf) keep(path string, b []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept == nil {
		s.kept, s.times = map[string][]byte{}, map[string]int{}
	}
	s.kept[path] = b
	s.times[path]++
}

// take takes it from there.
func (s *shelf) take(path string) convert.Source {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.kept[path]
	if s.times[path]--; s.times[path] <= 0 {
		delete(s.kept, path)
		delete(s.times, path)
	}
	return convert.Source{Path: path, Bytes: b}
}

// A shownEdition is what is shown of an edition: source after source, in the order of its
// pages; layout is nil where none could be read.
type shownEdition struct {
	layout   *inspect.Layout
	sources  []convert.Source
	outcomes []batch.Outcome
}

// all shows every edition.
func (r *inspection) all() {
	for _, refused := range r.inputs.Refused {
		r.fail(refused.Name, refused.Err)
	}
	reader := batch.NewReader(batch.Reader{Bytes: r.bytes, Options: r.read, Jobs: r.jobs})
	err := batch.Ordered(r.context, r.jobs, r.plan.Len(),
		func(i int) shownEdition { return r.edition(reader, i) },
		func(_ int, e shownEdition) error { return r.show(e) })
	if r.context.Err() == nil {
		r.endPages(err == nil)
	}
}

// bytes reads an input, and keeps what it reads.
func (r *inspection) bytes(in files.Input) ([]byte, error) {
	b, err := r.inputs.Read(in)
	if err == nil {
		r.shelf.keep(in.Path, b)
	}
	return b, err
}

// edition reads one edition and lays out its pages.
func (r *inspection) edition(reader *batch.Reader, i int) (out shownEdition) {
	e, became := reader.Read(r.plan, i)
	out.outcomes = became
	sources := map[string]convert.Source{}
	for _, in := range became {
		if in.Err == nil || in.Bytes > 0 {
			sources[in.Path] = r.shelf.take(in.Path)
		}
	}
	if e == nil {
		return out
	}
	out.layout = inspect.NewLayout(e)
	for _, path := range pathsOf(e) {
		out.sources = append(out.sources, sources[path])
	}
	return out
}

// pathsOf lists the sources of an edition in the order of its pages.
func pathsOf(e *paper.Edition) []string {
	var paths []string
	seen := map[string]bool{}
	for i := range e.Pages {
		if path := e.Pages[i].Source.Path; !seen[path] {
			paths, seen[path] = append(paths, path), true
		}
	}
	return paths
}

// show writes the pages of an edition. The error is that of writing.
func (r *inspection) show(e shownEdition) error {
	for _, in := range e.outcomes {
		if in.Err != nil {
			r.fail(called(in.Path), in.Err)
		}
	}
	put := r.source
	if r.pages != nil {
		put = r.write
	}
	for _, source := range e.sources {
		sheets, err := e.layout.Sheets(source, r.read)
		if err != nil {
			r.fail(called(source.Path), err)
			continue
		}
		if err := put(source, sheets); err != nil {
			return err
		}
	}
	return nil
}

// source shows the pages of one source, or one line of it and what decided about it.
func (r *inspection) source(source convert.Source, sheets []inspect.Sheet) error {
	if last := sheets[len(sheets)-1].Rows; r.line > last[len(last)-1].Number {
		r.fail(called(source.Path), fmt.Errorf("there is no line %d: name one up to %d", r.line, last[len(last)-1].Number))
		return nil
	}
	var why *convert.Explanation
	if r.why {
		var err error
		if why, err = convert.Explain(source, r.read, r.line); err != nil {
			r.fail(called(source.Path), err)
			return nil
		}
	}
	if r.between {
		r.result.WriteByte('\n')
	}
	r.between = true
	if err := r.terminal.Show(r.result, sheets, r.line, neighbours); err != nil || !r.why {
		return err
	}
	r.result.WriteByte('\n')
	return r.terminal.Why(r.result, why, mostSigns)
}
