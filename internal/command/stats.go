package command

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/banmian/banmian/internal/batch"
	"github.com/banmian/banmian/internal/files"
	"github.com/banmian/banmian/internal/paper"
	"github.com/banmian/banmian/internal/stats"
)

// mostTold is how many of each measure a table tells.
const mostTold = 20

// statsOptions lists the options of banmian stats, as help shows them.
func statsOptions() []cli.Flag {
	names := statsFormats()
	own := []cli.Flag{
		&cli.StringFlag{Name: "format", Usage: "say it in this `FORMAT`: " + strings.Join(names, ", "), DefaultText: names[0]},
		&cli.IntFlag{Name: "top", Value: mostTold, Usage: "in a table, tell the `N` most frequent of each; 0 is all"},
		&cli.StringFlag{Name: "edition", Usage: "match jumps within each `WHAT`: " + strings.Join(batch.Groupings, ", "), DefaultText: string(batch.ByFolder)},
		&cli.IntFlag{Name: "jobs", Aliases: []string{"j"}, Usage: "read `N` pages at once", DefaultText: "all cores"},
	}
	return slices.Concat(own, pageOptions(), inputOptions())
}

func statsFormats() (names []string) {
	for _, f := range stats.Formats {
		names = append(names, f.Name)
	}
	return names
}

// statsCommand describes banmian stats to the library that reads the command line.
func (c *call) statsCommand() *cli.Command {
	return &cli.Command{
		Name:               "stats",
		Usage:              "counts what stands in pages",
		Flags:              statsOptions(),
		Action:             c.stats,
		CustomHelpTemplate: statsHelpTemplate,
		OnUsageError:       func(_ *cli.Context, err error, _ bool) error { return err },
	}
}

// stats counts what stands in the inputs. The error is about the command line only.
func (c *call) stats(line *cli.Context) error {
	r := &conversion{call: c}
	if err := r.checkSettings(line); err != nil {
		return err
	}
	format, err := statsFormat(line.String("format"))
	if err != nil {
		return err
	}
	top := line.Int("top")
	if top < 0 {
		return fmt.Errorf("--top %d: name a number from 0", top)
	}
	var nothing *files.Refusal
	if err := r.find(); errors.As(err, &nothing) {
		c.fail(nothing.Name, nothing.Err)
		return nil
	} else if err != nil {
		return err
	}
	defer r.inputs.Close()
	if tally := r.tally(); c.context.Err() == nil {
		format.Write(c.result, tally.Counts(), top) // Run says what is wrong with standard output
	}
	return nil
}

// statsFormat gives the format of this name; "" is the first.
func statsFormat(name string) (stats.Format, error) {
	names := statsFormats()
	if name == "" {
		return stats.Formats[0], nil
	}
	if at := slices.Index(names, strings.ToLower(name)); at >= 0 {
		return stats.Formats[at], nil
	}
	return stats.Format{}, fmt.Errorf("unknown format of counts %s: use %s%s", shown(name), strings.Join(names, ", "), suggestion(name, names))
}

// tally counts edition after edition, and keeps none of them.
func (r *conversion) tally() (t stats.Tally) {
	for _, refused := range r.inputs.Refused {
		r.fail(refused.Name, refused.Err)
		t.AddUnreadable()
	}
	type read struct {
		edition *paper.Edition
		became  []batch.Outcome
	}
	reader := batch.NewReader(batch.Reader{Bytes: r.inputs.Read, Options: r.read, Jobs: r.jobs})
	batch.Ordered(r.context, r.jobs, r.plan.Len(),
		func(i int) (out read) {
			out.edition, out.became = reader.Read(r.plan, i)
			return out
		},
		func(_ int, out read) error {
			for _, in := range out.became {
				if in.Err != nil {
					r.fail(called(in.Path), in.Err)
					t.AddUnreadable()
				}
			}
			if out.edition != nil {
				t.Add(out.edition)
			}
			return nil
		})
	return t
}
