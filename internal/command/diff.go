package command

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/banmian/banmian/internal/compare"
)

// The exit status of banmian diff is that of diff(1).
const (
	same      = 0
	different = 1
	trouble   = 2
)

// diffFormats spell differences; the first is what people get.
var diffFormats = []struct {
	name  string
	write func(w io.Writer, nameA, nameB string, found []compare.Difference) error
}{{"text", compare.WriteText}, {"json", compare.WriteJSON}}

// diffOptions lists the options of banmian diff, as help shows them.
func diffOptions() []cli.Flag {
	own := []cli.Flag{
		&cli.StringFlag{Name: "format", Usage: "say it in this `FORMAT`: " + strings.Join(diffNames(), ", "), DefaultText: diffNames()[0]},
		&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "say nothing, the exit status tells", DisableDefaultText: true},
	}
	return slices.Concat(own, pageOptions())
}

func diffNames() (names []string) {
	for _, f := range diffFormats {
		names = append(names, f.name)
	}
	return names
}

// diffFormat gives the place of the format with this name; "" is the first.
func diffFormat(name string) (int, error) {
	if name == "" {
		return 0, nil
	}
	i := slices.Index(diffNames(), strings.ToLower(name))
	if i < 0 {
		return 0, fmt.Errorf("unknown format %q: use %s%s", name, strings.Join(diffNames(), ", "), suggestion(name, diffNames()))
	}
	return i, nil
}

// diffCommand describes banmian diff to the library that reads the command line.
func (c *call) diffCommand() *cli.Command {
	return &cli.Command{
		Name:               "diff",
		Usage:              "says what differs between two readings of a page",
		Flags:              diffOptions(),
		Action:             c.diff,
		CustomHelpTemplate: diffHelpTemplate,
		OnUsageError:       func(_ *cli.Context, err error, _ bool) error { return err },
	}
}

// diff compares two inputs. The error is about the command line only.
func (c *call) diff(line *cli.Context) error {
	c.broken = trouble
	names := line.Args().Slice()
	if len(names) != 2 {
		return fmt.Errorf("diff takes two readings of a page, and %d are named: say banmian diff page.txt page.ann", len(names))
	}
	if names[0] == "-" && names[1] == "-" {
		return fmt.Errorf("standard input (-) is named twice: name it once")
	}
	format, err := diffFormat(line.String("format"))
	if err != nil {
		return err
	}
	a, err := c.readOne(names[0], line)
	if err != nil {
		return err
	}
	b, err := c.readOne(names[1], line)
	if err != nil {
		return err
	}
	if a == nil || b == nil {
		return nil
	}
	found := compare.Editions(a.edition, b.edition)
	if c.status = same; len(found) > 0 {
		c.status = different
	}
	if !line.Bool("quiet") && (len(found) > 0 || format > 0) {
		diffFormats[format].write(c.result, shown(called(a.source.Path)), shown(called(b.source.Path)), found) // Run says what is wrong with standard output
	}
	return nil
}
