package command

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/batch"
	"github.com/banmian/banmian/internal/files"
	"github.com/banmian/banmian/internal/paper"
)

// annotateOptions lists the options of banmian annotate, as help shows them.
func annotateOptions() []cli.Flag {
	own := []cli.Flag{
		&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write to a `FILE` (default: standard output)"},
		&cli.BoolFlag{Name: "force", Usage: "write over a file that is there, and may hold corrections", DisableDefaultText: true},
	}
	return slices.Concat(own, pageOptions())
}

// annotateCommand describes banmian annotate to the library that reads the command line.
func (c *call) annotateCommand() *cli.Command {
	return &cli.Command{
		Name:               "annotate",
		Usage:              "writes a page with its structure in the margin, to be corrected",
		Flags:              annotateOptions(),
		Action:             c.annotate,
		CustomHelpTemplate: annotateHelpTemplate,
		OnUsageError:       func(_ *cli.Context, err error, _ bool) error { return err },
	}
}

// annotate writes how a page was read. The error is about the command line only.
func (c *call) annotate(line *cli.Context) error {
	output, err := annotationOf(line)
	if err != nil {
		return err
	}
	names := line.Args().Slice()
	if len(names) == 0 && !terminal(c.stdin) {
		names = []string{"-"}
	}
	if len(names) != 1 {
		return fmt.Errorf("annotate takes one page, and %d are named: say banmian annotate page.txt -o page.ann", len(names))
	}
	if files.Same(names[0], output) {
		return fmt.Errorf("--output %s is the input too: name another file", shown(output))
	}
	one, err := c.readOne(names[0], line)
	if err != nil {
		return err
	}
	if one == nil {
		return nil
	}
	text, err := one.annotation()
	if err != nil {
		c.fail(called(one.source.Path), err)
		return nil
	}
	if output == "" {
		c.result.WriteString(text)
	} else if err := files.Write(output, []byte(text)); err != nil {
		c.fail(output, err)
	}
	return nil
}

// annotationOf gives the file that is to be written, "" for standard output. What a person
// corrected is not written over.
func annotationOf(line *cli.Context) (string, error) {
	output, folder, err := outputOf(line)
	if err != nil {
		return "", err
	}
	if folder {
		return "", fmt.Errorf("--output %s: a folder: name a file, such as page.ann", shown(output))
	}
	if _, err := os.Lstat(output); err == nil && !line.Bool("force") {
		return "", fmt.Errorf("--output %s is there already, and may hold corrections: name another file, or say --force", shown(output))
	}
	return output, nil
}

// one is a single input that was read, with no regard to others.
type one struct {
	source   convert.Source
	spelling string
	options  convert.Options
	edition  *paper.Edition
}

// readOne reads one input. Where it cannot be read, that is said, and there is none. The
// error is about the command line.
func (c *call) readOne(name string, line *cli.Context) (*one, error) {
	var o one
	var err error
	if o.options, err = readingOf(line); err != nil {
		return nil, err
	}
	if o.spelling, err = fromOf(line); err != nil {
		return nil, err
	}
	inputs, err := c.findOne(name)
	if inputs == nil {
		return nil, err
	}
	defer inputs.Close()
	o.source.Path = inputs.All[0].Path
	if o.spelling == "" {
		o.spelling = batch.SpellingOf(o.source.Path)
	}
	if o.source.Bytes, err = inputs.Read(inputs.All[0]); err == nil {
		o.edition, _, err = batch.Edition(o.source, o.spelling, o.options)
	}
	if err != nil {
		c.fail(called(o.source.Path), err)
		return nil, nil
	}
	return &o, nil
}

// findOne finds the input of a name that leads to one. Where it does not, that is said, and
// there is none.
func (c *call) findOne(name string) (*files.Inputs, error) {
	inputs, err := files.Find(files.Wanted{Names: []string{name}, Stdin: c.stdin, Limits: files.DefaultLimits})
	var nothing *files.Refusal
	switch {
	case errors.As(err, &nothing):
		c.fail(nothing.Name, nothing.Err)
		return nil, nil
	case err != nil:
		return nil, err
	}
	for _, r := range inputs.Refused {
		c.fail(r.Name, r.Err)
	}
	if n := len(inputs.All); n == 1 && len(inputs.Refused) == 0 {
		return inputs, nil
	} else if n > 1 {
		err = fmt.Errorf("%s holds %d pages: name one", shown(name), n)
	}
	inputs.Close()
	return nil, err
}

// annotation spells the reading with its roles in the margin, below what the letters mean.
func (o *one) annotation() (string, error) {
	rows, err := []string(nil), error(nil)
	switch o.spelling {
	case batch.Text:
		rows, err = convert.Lines(o.source, o.options)
	case batch.Annotated:
		rows, err = convert.LinesOfAnnotated(o.source, o.options)
	default:
		return "", errors.New("a document, and annotations need the page's own text: name that")
	}
	if err != nil {
		return "", err
	}
	text, err := convert.Annotate(o.edition, rows)
	return legend() + text, err
}

// legend tells in notes what the letters in the margin mean.
func legend() string {
	var letters, names []string
	for r := paper.Masthead; r < paper.Roles; r++ {
		letters = append(letters, fmt.Sprintf("%c %s", r.Letter(), r))
	}
	for _, kind := range paper.Kinds {
		names = append(names, string(kind))
	}
	return "# " + strings.Join(letters, ", ") + "; + goes on with the line before\n" +
		"# @article begins an item: " + strings.Join(names, ", ") + "; @resume goes on with the one before\n"
}
