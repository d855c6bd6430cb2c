package command

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/banmian/banmian/internal/batch"
	"github.com/banmian/banmian/internal/command/findings"
	"github.com/banmian/banmian/internal/files"
)

// checkOptions lists the options of banmian check, as help shows them.
func checkOptions() []cli.Flag {
	var names []string
	for _, f := range findings.Formats {
		names = append(names, f.Name)
	}
	own := []cli.Flag{
		&cli.StringFlag{Name: "format", Usage: "say it in this `FORMAT`: " + strings.Join(names, ", "), DefaultText: names[0]},
		&cli.StringFlag{Name: "fail-on", Usage: "let only these `KINDS` fail, parted by commas"},
		&cli.IntFlag{Name: "max-warnings", Usage: "fail where there are more than `N` warnings", DefaultText: "0"},
		&cli.StringFlag{Name: "baseline", Usage: "what this `FILE` holds is known, and does not fail"},
		&cli.StringFlag{Name: "write-baseline", Usage: "write what is found to `FILE`, to be known from now on"},
		&cli.StringFlag{Name: "edition", Usage: "match jumps within each `WHAT`: " + strings.Join(batch.Groupings, ", "), DefaultText: string(batch.ByFolder)},
		&cli.IntFlag{Name: "jobs", Aliases: []string{"j"}, Usage: "read `N` pages at once", DefaultText: "all cores"},
		&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "no summary", DisableDefaultText: true},
	}
	return slices.Concat(own, pageOptions(), correctionOptions(), inputOptions())
}

// checkCommand describes banmian check to the library that reads the command line.
func (c *call) checkCommand() *cli.Command {
	return &cli.Command{
		Name:               "check",
		Usage:              "says what a person should look at",
		Flags:              checkOptions(),
		Action:             c.check,
		CustomHelpTemplate: checkHelpTemplate,
		OnUsageError:       func(_ *cli.Context, err error, _ bool) error { return err },
	}
}

// check says what a person should look at in the inputs. The error is about the command
// line only.
func (c *call) check(line *cli.Context) error {
	c.talk.quiet = line.Bool("quiet")
	r := &conversion{call: c}
	if err := r.checkSettings(line); err != nil {
		return err
	}
	format, err := findingsFormat(line.String("format"))
	if err != nil {
		return err
	}
	policy, err := policyOf(line)
	if err != nil {
		return err
	}
	var nothing *files.Refusal
	if err := r.find(); errors.As(err, &nothing) {
		r.inputs = &files.Inputs{Refused: []files.Refusal{*nothing}}
	} else if err != nil {
		return err
	}
	defer r.inputs.Close()
	writer := format.New(c.result, findings.Options{Version: version(), Compare: policy.Baseline != nil, Summary: stepSummary()})
	verdict, err := findings.Check(r.findings(), writer, policy)
	if err != nil {
		return nil // Run says what is wrong with standard output
	}
	c.judge(verdict, line.String("write-baseline"))
	return nil
}

// checkSettings reads the options that check has in common with converting.
func (r *conversion) checkSettings(line *cli.Context) (err error) {
	if r.read, err = readingOf(line); err != nil {
		return err
	}
	r.uncorrected = line.Bool("no-corrections")
	if r.from, err = fromOf(line); err != nil {
		return err
	}
	if r.wanted, err = wantedOf(line); err != nil {
		return err
	}
	r.perIssue = true
	return r.course(line)
}

// findingsFormat gives the format of this name; "" is the first.
func findingsFormat(name string) (findings.Format, error) {
	if name == "" {
		return findings.Formats[0], nil
	}
	format, err := findings.Named(strings.ToLower(name))
	return format, nearest(err)
}

// nearest adds the known word that is nearest to one that is unknown.
func nearest(err error) error {
	var unknown *findings.UnknownError
	if errors.As(err, &unknown) {
		return fmt.Errorf("%w%s", err, suggestion(unknown.Word, unknown.Known))
	}
	return err
}

// policyOf says when the check fails.
func policyOf(line *cli.Context) (p findings.Policy, err error) {
	p.MaxWarnings, p.Keep = line.Int("max-warnings"), line.IsSet("write-baseline")
	if p.MaxWarnings < 0 {
		return p, fmt.Errorf("--max-warnings %d: name a number from 0", p.MaxWarnings)
	}
	if line.IsSet("fail-on") {
		if p.FailOn, err = findings.ParseKinds(line.String("fail-on")); err != nil {
			return p, nearest(err)
		}
	}
	name := line.String("baseline")
	if name == "" {
		return p, nil
	}
	b, err := files.Read(name)
	if err != nil {
		return p, fmt.Errorf("--baseline %s: %w", shown(name), err)
	}
	if p.Baseline, err = findings.ReadBaseline(bytes.NewReader(b)); err != nil {
		return p, fmt.Errorf("--baseline %s:%w", shown(name), err)
	}
	return p, nil
}

// findings gives what is found in each input, edition after edition.
func (r *conversion) findings() iter.Seq[findings.File] {
	return func(yield func(findings.File) bool) {
		for _, refused := range r.inputs.Refused {
			if !yield(findings.OfFailure(refused.Name, refused.Err)) {
				return
			}
		}
		if r.plan == nil {
			return
		}
		reader := batch.NewReader(batch.Reader{Bytes: r.inputs.Read, Options: r.read, From: r.from, Jobs: r.jobs, Beside: r.beside()})
		batch.Ordered(r.context, r.jobs, r.plan.Len(),
			func(i int) []findings.File { return r.findingsIn(reader, i) },
			func(_ int, found []findings.File) error {
				for _, f := range found {
					if !yield(f) {
						return errStopped
					}
				}
				return nil
			})
	}
}

// findingsIn gives what is found in one edition: first of the inputs that cannot be read.
func (r *conversion) findingsIn(reader *batch.Reader, i int) (found []findings.File) {
	e, became := reader.Read(r.plan, i)
	for _, in := range became {
		if in.Err != nil {
			found = append(found, findings.OfFailure(in.Path, in.Err))
		}
	}
	if e != nil {
		found = append(found, findings.OfEdition(e)...)
	}
	return found
}

// judge says what came out of a check, and writes the new baseline.
func (c *call) judge(v findings.Verdict, baseline string) {
	c.status = v.Status()
	for _, entry := range v.Stale {
		c.talk.say("", 0, "not found any more, take it out of the baseline: "+entry.String())
	}
	if !c.talk.quiet {
		c.talk.say("", 0, v.Tally.String())
	}
	if v.Found == nil {
		return
	}
	var b bytes.Buffer
	v.Found.WriteTo(&b)
	if err := files.Write(baseline, b.Bytes()); err != nil {
		c.fail(baseline, err)
	}
}

// stepSummary opens the summary that GitHub shows of a step of a workflow, if this is one.
func stepSummary() io.Writer {
	name := os.Getenv("GITHUB_STEP_SUMMARY")
	if name == "" {
		return nil
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY|os.O_CREATE, 0o666)
	if err != nil {
		return nil
	}
	return f
}
