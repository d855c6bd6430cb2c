package command

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/batch"
	"github.com/banmian/banmian/internal/files"
)

// convert reads the inputs and writes their editions. An input that cannot be read is left
// out, and said. The error is about the command line only.
func (c *call) convert(line *cli.Context) error {
	s, err := settingsOf(line)
	if err != nil {
		return err
	}
	c.talk.quiet, c.talk.verbose = line.Bool("quiet"), line.Bool("verbose")
	r := &conversion{call: c, settings: s, began: time.Now()}
	var nothing *files.Refusal
	if err := r.find(); errors.As(err, &nothing) {
		c.fail(nothing.Name, nothing.Err)
		return nil
	} else if err != nil {
		return err
	}
	defer r.inputs.Close()
	if err := r.open(); err != nil {
		return err
	}
	r.all(c.context)
	return nil
}

// find looks for the inputs and plans their editions, before anything is read or written.
func (r *conversion) find() (err error) {
	if err := r.nameInputs(); err != nil {
		return err
	}
	if r.inputs, err = files.Find(r.wanted); err != nil {
		return err
	}
	if err := r.checkPattern(); err != nil {
		return err
	}
	r.plan = batch.NewPlan(r.inputs.All, r.grouping(), r.day)
	if r.shards > 0 {
		r.plan.Shard(r.shard, r.shards)
	}
	return r.checkInputs()
}

// nameInputs takes standard input where no input is named.
func (r *conversion) nameInputs() error {
	named := r.wanted.Names
	if len(named) == 0 && r.wanted.List == "" {
		if terminal(r.stdin) {
			return errors.New("no file is named, and standard input is a terminal: say banmian page.txt, or - to type the page")
		}
		r.wanted.Names = []string{"-"}
	}
	first := slices.Index(named, "-")
	if first >= 0 && (slices.Contains(named[first+1:], "-") || r.wanted.List == "-") {
		return errors.New("standard input (-) is named twice: name it once")
	}
	r.wanted.Stdin = r.stdin
	return nil
}

// grouping is what makes an edition: as asked; else a page in a folder of results, an issue
// where editions can follow one another in one output, and everything where they cannot.
func (r *conversion) grouping() batch.Grouping {
	switch {
	case r.by != "":
		return r.by
	case r.perIssue && slices.ContainsFunc(r.inputs.All, func(in files.Input) bool { return !in.Single }):
		return batch.ByFolder
	case r.folder:
		return batch.ByPage
	case r.format.Stream:
		return batch.ByFolder
	}
	return batch.AsOne
}

// day is what the name of an input says of its day.
func (r *conversion) day(path string) string {
	facts, _ := r.read.Pattern.Match(path)
	return cmp.Or(facts.Date, convert.FromName(path).Date)
}

// checkPattern refuses a pattern for the names of inputs that fits none of them.
func (r *conversion) checkPattern() error {
	if r.read.Pattern.String() == "" || len(r.inputs.All) == 0 {
		return nil
	}
	fits := func(in files.Input) bool { _, ok := r.read.Pattern.Match(in.Path); return ok }
	if !slices.ContainsFunc(r.inputs.All, fits) {
		return fmt.Errorf("--path-pattern fits no input, such as %s: each / parts folders, and {} stands for anything in a name", shown(called(r.inputs.All[0].Path)))
	}
	return nil
}

// checkInputs refuses inputs that would be overwritten or that hold each other up, and
// editions that would be written to one place.
func (r *conversion) checkInputs() error {
	if n := r.plan.Inputs(); n > 1 && r.read.Page != "" {
		return fmt.Errorf("--page is the number of one page, and there are %d files: leave it out, or convert them one by one", n)
	}
	if r.folder {
		return r.checkTree()
	}
	if n := r.plan.Len(); n > 1 && !r.format.Stream && !r.perIssue {
		return fmt.Errorf("these inputs make %d editions, and %s holds one: say -o out/ for a file each, leave out --edition for one of everything, or write another format with -t jsonl", n, r.format.Name)
	}
	for _, in := range r.inputs.All {
		if file := in.File(); file == "" && in.Path != "" {
			continue // in a container
		} else if err := r.checkInput(file); err != nil {
			return err
		}
	}
	return nil
}

// checkInput refuses an input, "" for standard input, that is the output too.
func (r *conversion) checkInput(file string) error {
	switch {
	case file == "" && r.output != "" && files.SameAsOpen(r.stdin, r.output):
		return fmt.Errorf("--output %s is standard input too: name another file", shown(r.output))
	case file != "" && r.output != "" && files.Same(file, r.output):
		return fmt.Errorf("--output %s is an input too: name another file", shown(r.output))
	case file != "" && r.output == "" && files.SameAsOpen(r.stdout, file):
		return fmt.Errorf("%s is an input, and standard output goes there too: name another file", shown(file))
	}
	return nil
}

// checkTree refuses two editions with one name, and a result that would be written over an
// input. Only inputs with the ending of the results can be that.
func (r *conversion) checkTree() error {
	if err := r.plan.Check(); err != nil {
		return err
	}
	for _, in := range r.inputs.All {
		file := in.File()
		if !strings.EqualFold(filepath.Ext(file), r.format.Extension) {
			continue
		}
		if output := filepath.Join(r.output, filepath.FromSlash(in.Mirror)+r.format.Extension); files.Same(file, output) {
			return fmt.Errorf("%s is an input, and its result would be written over it: name another folder with -o", shown(file))
		}
	}
	return nil
}

// open begins the outputs: the folder or the stream, the report, the progress.
func (r *conversion) open() error {
	r.reader = batch.NewReader(batch.Reader{Bytes: r.inputs.Read, Options: r.read, From: r.from, Jobs: r.jobs, Beside: r.beside(), Stitch: r.stitch})
	if r.showProgress() {
		r.progress = batch.NewProgress(r.talk.to, r.plan.Inputs(), terminal(r.talk.to))
	}
	if err := r.openReport(); err != nil {
		return err
	}
	if r.folder {
		return r.openTree()
	}
	r.stream = &stream{head: r.format.Head, spell: r.spell, begin: r.toStandardOutput, close: func(bool) error { return nil }}
	if r.output != "" {
		r.stream.begin, r.stream.close = r.toFile()
	}
	return nil
}

// beside finds the corrections of inputs, where they are wanted.
func (r *conversion) beside() func(files.Input) (string, []byte, error) {
	if r.uncorrected {
		return nil
	}
	return r.inputs.Annotated
}

// showProgress tells whether progress is shown: on a terminal if there is more than a
// handful of inputs, or where it is asked for.
func (r *conversion) showProgress() bool {
	switch {
	case r.talk.quiet || r.progressWhen == "never":
		return false
	case r.progressWhen == "always":
		return true
	}
	return terminal(r.talk.to) && r.plan.Inputs() > 8 && (r.output != "" || !terminal(r.stdout))
}

// openTree begins a folder of results. What an earlier run made of inputs that are no more
// is named, and left alone.
func (r *conversion) openTree() (err error) {
	making, err := r.making()
	if err != nil {
		return err
	}
	if r.tree, err = batch.NewTree(r.output, r.format.Extension, making, r.plan); err != nil {
		return fmt.Errorf("--output %s: %w", shown(r.output), err)
	}
	if !r.update {
		return nil
	}
	gone, err := r.tree.Load(r.wanted.Names)
	if err != nil {
		return fmt.Errorf("%s: %w", shown(filepath.Join(r.output, batch.ManifestName)), err)
	}
	for _, g := range gone {
		if !r.talk.quiet {
			r.talk.say(g.Input, 0, "warning: gone, and "+shown(g.Output)+" was made of it: remove that if it is not wanted")
		}
	}
	return nil
}

func (r *conversion) toStandardOutput() (io.Writer, error) { return r.result, nil }

// toFile gives how to begin and how to end an output that is a file.
func (r *conversion) toFile() (begin func() (io.Writer, error), end func(whole bool) error) {
	var out *files.Output
	var done func()
	begin = func() (w io.Writer, err error) {
		if out, err = files.Create(r.output); err != nil {
			return nil, err
		}
		done = r.gate.Begin(out.Abandon)
		return out, nil
	}
	end = func(whole bool) (err error) {
		defer done()
		if !whole {
			out.Abandon()
			return nil
		}
		r.gate.Write(func() { err = out.Commit() })
		return err
	}
	return begin, end
}

// openReport begins the report, which is written as the run goes on: it is a log.
func (r *conversion) openReport() error {
	if r.reportTo == "" {
		return nil
	}
	f, err := os.Create(r.reportTo)
	if err != nil {
		return fmt.Errorf("--report %s: %w", shown(r.reportTo), files.Reason(err))
	}
	r.report = batch.NewReport(f)
	return nil
}

// called is what an input is called in messages.
func called(path string) string {
	if path == "" {
		return standardInput
	}
	return path
}

// terminal tells whether a stream is a terminal, where somebody types or looks.
func terminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
