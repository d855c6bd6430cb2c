package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/banmian/banmian/formats"
	"github.com/banmian/banmian/internal/batch"
	"github.com/banmian/banmian/internal/files"
	"github.com/banmian/banmian/internal/paper"
)

// A conversion is one run over what a command line names: edition by edition,
// several at once, their results, messages and report in the order of the inputs.
type conversion struct {
	*call
	settings
	inputs   *files.Inputs
	plan     *batch.Plan
	reader   *batch.Reader
	tree     *batch.Tree // nil: all goes into one output
	stream   *stream     // nil: each edition goes into the tree
	report   *batch.Report
	progress *batch.Progress
	sum      batch.Sum
	began    time.Time
}

// A result is what became of one edition.
type result struct {
	inputs    []batch.Outcome
	warnings  []paper.Warning
	bytes     []byte // spelled; nil in a tree, where it is written already
	made      batch.Made
	unchanged bool
	edition   bool  // there is one
	err       error // it could not be spelled or written, or --strict forbids it
}

// errStopped ends a run at its first failure, as --fail-fast asks.
var errStopped = errors.New("stopped at the first failure")

// all converts every edition of the plan.
func (r *conversion) all(ctx context.Context) {
	for _, refused := range r.inputs.Refused {
		r.refuse(refused)
		if r.failFast {
			return
		}
	}
	err := batch.Ordered(ctx, r.jobs, r.plan.Len(), r.make, r.put)
	if ctx.Err() != nil {
		return // Run shuts the gate, and says how it ended
	}
	if err != nil && !errors.Is(err, errStopped) && !closedPipe(err) && r.where(-1) != standardOutput {
		r.fail(r.where(-1), files.Reason(err)) // of standard output, Run says it
	}
	r.end(err)
}

// refuse reports what was named or found and can be no input.
func (r *conversion) refuse(refused files.Refusal) {
	r.fail(refused.Name, refused.Err)
	became := batch.Outcome{Path: refused.Name, Err: refused.Err}
	r.sum.Add(became, batch.Failed)
	r.report.Add(became, batch.Failed, "")
}

// make reads an edition, spells it, and in a tree puts it in its place.
func (r *conversion) make(i int) (out result) {
	if r.tree != nil && r.update && !r.force && r.tree.Known(i) {
		out.inputs = r.reader.Sums(r.plan, i)
		if out.made, out.unchanged = r.tree.Unchanged(i, out.inputs); out.unchanged {
			out.made.Tell(&out.inputs[0])
			return out
		}
	}
	e, became := r.reader.Read(r.plan, i)
	out.inputs = became
	if e == nil {
		return out
	}
	out.edition, out.warnings = true, e.Warnings
	if n := len(e.Warnings); r.strict && n > 0 {
		out.err = fmt.Errorf("not converted: --strict, and there are warnings (%d)", n)
		return out
	}
	var b bytes.Buffer
	spell := r.spell
	spell.Headless = r.stream != nil
	spell.Warn = func(w paper.Warning) { out.warnings = append(out.warnings, w) }
	if out.err = r.format.Write(&b, e, spell); out.err != nil {
		return out
	}
	if r.tree == nil {
		out.bytes = b.Bytes()
		return out
	}
	r.gate.Write(func() { out.made, out.err = r.tree.Write(i, b.Bytes(), became) })
	return out
}

// put says what became of an edition, and writes it if all goes into one output. The error
// ends the run.
func (r *conversion) put(i int, out result) error {
	r.progress.Aside(func() { r.tell(i, out) })
	if r.tree != nil {
		r.tree.Note(i, out.made)
		if err := r.tree.SaveNowAndThen(); err != nil {
			return err
		}
	}
	if out.bytes != nil {
		if err := r.stream.write(out.bytes); err != nil {
			return err
		}
	}
	for _, in := range out.inputs {
		r.account(i, in, out)
	}
	if r.failFast && r.status == failed {
		return errStopped
	}
	return nil
}

// tell says what is wrong with an edition and its inputs.
func (r *conversion) tell(i int, out result) {
	for _, w := range out.warnings {
		r.talk.warn(w)
	}
	for _, in := range out.inputs {
		if in.Err != nil {
			r.fail(called(in.Path), in.Err)
		}
	}
	if out.err != nil {
		r.fail(r.where(i), out.err)
	}
}

// account counts and reports an input.
func (r *conversion) account(i int, in batch.Outcome, out result) {
	became, output := batch.Converted, r.where(i)
	switch {
	case in.Err != nil:
		became, output = batch.Failed, ""
	case out.err != nil:
		became, output, in.Err = batch.Failed, "", out.err
	case out.unchanged:
		became = batch.Unchanged
	}
	r.sum.Add(in, became)
	r.report.Add(in, became, output)
	r.progress.Step(became == batch.Failed)
	r.talk.note(called(in.Path), became)
}

// where is what the output of an edition is called.
func (r *conversion) where(i int) string {
	switch {
	case r.tree != nil && i >= 0:
		return r.tree.Path(i)
	case r.output != "":
		return r.output
	}
	return standardOutput
}

// end brings the outputs to their end, and says what all came to.
func (r *conversion) end(err error) {
	r.progress.End()
	if r.tree != nil {
		if err := r.tree.Save(); err != nil {
			r.fail(r.output, err)
		}
	}
	if r.stream != nil {
		if err := r.stream.end(err == nil); err != nil && !closedPipe(err) {
			r.fail(r.where(-1), files.Reason(err))
		}
	}
	if r.summary() {
		r.talk.say("", 0, r.sum.String(time.Since(r.began))+leftOut(r.inputs))
	}
}

// summary tells whether a run ends with a line of figures: where the result is a folder,
// or progress was asked for.
func (r *conversion) summary() bool {
	return !r.talk.quiet && (r.tree != nil || r.progress != nil || r.talk.verbose)
}

// leftOut counts the files of folders and containers that were no input.
func leftOut(in *files.Inputs) string {
	if in.LeftOut.Hidden+in.LeftOut.NotText == 0 {
		return ""
	}
	return fmt.Sprintf("; left out: %d hidden, %d not text", in.LeftOut.Hidden, in.LeftOut.NotText)
}

// A stream is one output for all editions. It is begun with the first of them, so that
// nothing is written where nothing could be read.
type stream struct {
	begin func() (io.Writer, error)
	close func(whole bool) error
	head  func(io.Writer, formats.Options) error // what stands before the first edition; nil: nothing
	spell formats.Options
	to    io.Writer
}

// write adds a spelled edition.
func (s *stream) write(b []byte) error {
	if s.to == nil {
		to, err := s.begin()
		if err != nil {
			return err
		}
		if s.to = to; s.head != nil {
			if err := s.head(to, s.spell); err != nil {
				return err
			}
		}
	}
	_, err := s.to.Write(b)
	return err
}

// end makes the output whole, or takes it back.
func (s *stream) end(whole bool) error {
	if s.to == nil {
		return nil
	}
	return s.close(whole)
}
