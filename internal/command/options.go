package command

import (
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/urfave/cli/v2"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/formats"
	"github.com/banmian/banmian/internal/files"
)

// options lists the options of the conversion, as help shows them.
func options() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "to", Aliases: []string{"t"}, Usage: "write this `FORMAT` (default: from the ending of -o, else " + formats.List[0].Name + ")"},
		&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write to `FILE` (default: standard output)"},
		&cli.StringFlag{Name: "encoding", Usage: "read this `ENCODING`: " + strings.Join(convert.Encodings, ", "), DefaultText: convert.Encodings[0]},
		&cli.StringFlag{Name: "paper", Usage: "the `NAME` of the paper, where the page does not say it"},
		&cli.StringFlag{Name: "date", Usage: "the date of the issue, `YYYY-MM-DD`"},
		&cli.StringFlag{Name: "page", Usage: "the `NUMBER` of the page: 2, A3"},
		&cli.StringFlag{Name: "section", Usage: "the `NAME` of the page, such as 副刊"},
		&cli.StringFlag{Name: "rows", Usage: "in CSV, make each of these a row: `WHAT` is " + strings.Join(formats.Rows, " or "), DefaultText: formats.Rows[0]},
		&cli.StringFlag{Name: "csv-dialect", Usage: "write CSV for `WHOM`: " + strings.Join(formats.Dialects, " or "), DefaultText: formats.Dialects[0]},
		&cli.BoolFlag{Name: "csv-safe", Usage: "in CSV, let no cell become a formula: put ' before it", DisableDefaultText: true},
		&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "no warnings, only errors", DisableDefaultText: true},
		&cli.BoolFlag{Name: "version", Usage: "print the version", DisableDefaultText: true},
	}
}

// settings are the options of one call, checked.
type settings struct {
	format formats.Format
	spell  formats.Options
	read   convert.Options
	output string // "": standard output
}

// settingsOf checks the options of a command line before anything is read. The
// error says what to do.
func settingsOf(line *cli.Context) (s settings, err error) {
	if s.output, err = outputOf(line); err != nil {
		return s, err
	}
	if s.format, err = formatOf(line); err != nil {
		return s, err
	}
	if s.spell, err = spellingOf(line, s.format); err != nil {
		return s, err
	}
	s.read, err = readingOf(line)
	return s, err
}

// outputOf gives the file to write, "" for standard output.
func outputOf(line *cli.Context) (string, error) {
	name := line.String("output")
	switch {
	case name == "-" || !line.IsSet("output"):
		return "", nil
	case name == "":
		return "", errors.New("--output needs the name of a file")
	}
	target, err := files.Target(name)
	if err != nil {
		return "", fmt.Errorf("--output %s: %w", shown(name), err)
	}
	return target, nil
}

// formatOf gives the format that is asked for by name or by the ending of the
// output; without either, the first.
func formatOf(line *cli.Context) (formats.Format, error) {
	if line.IsSet("to") {
		name := strings.ToLower(line.String("to"))
		format, err := formats.Named(name)
		if err != nil {
			return format, fmt.Errorf("%w%s", err, suggestion(name, formats.Names()))
		}
		return format, nil
	}
	output := line.String("output")
	if format, ok := formats.ForFile(output); ok {
		return format, nil
	}
	if ending := filepath.Ext(output); ending != "" && filepath.Base(output) != ending {
		return formats.Format{}, fmt.Errorf("--output %s: no format has the ending %s: name one with --to, of %s",
			shown(output), shown(ending), strings.Join(formats.Names(), ", "))
	}
	return formats.List[0], nil
}

// spellingOf gives the wishes for a format, which only CSV has so far.
func spellingOf(line *cli.Context, format formats.Format) (formats.Options, error) {
	for _, name := range []string{"rows", "csv-dialect", "csv-safe"} {
		if line.IsSet(name) && format.Name != formats.CSV.Name {
			return formats.Options{}, fmt.Errorf("--%s is for CSV, and this is %s: add --to csv, or leave it out", name, format.Name)
		}
	}
	o := formats.Options{Rows: line.String("rows"), Dialect: line.String("csv-dialect"), Safe: line.Bool("csv-safe")}
	return o, o.Check()
}

// readingOf gives what the pages do not say themselves. An empty value is none,
// so that a script may pass on a variable that is not set.
func readingOf(line *cli.Context) (o convert.Options, err error) {
	if o.Encoding = line.String("encoding"); !convert.KnownEncoding(o.Encoding) {
		return o, fmt.Errorf("unknown encoding %q: use %s%s",
			o.Encoding, strings.Join(convert.Encodings, ", "), suggestion(o.Encoding, convert.Encodings))
	}
	if o.Paper, err = nameIn(line, "paper"); err != nil {
		return o, err
	}
	if o.Section, err = nameIn(line, "section"); err != nil {
		return o, err
	}
	if o.Date = line.String("date"); o.Date != "" {
		if _, err := time.Parse(time.DateOnly, o.Date); err != nil {
			return o, fmt.Errorf("--date %s: no such day: write it as 2024-12-03", shown(o.Date))
		}
	}
	o.Page, err = pageNumber(line.String("page"))
	return o, err
}

// nameIn gives the value of an option that is a name: one line that shows.
func nameIn(line *cli.Context, option string) (string, error) {
	name := strings.TrimSpace(line.String(option))
	if !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl) {
		return "", fmt.Errorf("--%s %s: a name is one line of UTF-8", option, strconv.Quote(name))
	}
	return name, nil
}

// pageNumber checks the number of a page, and spells it as the document does.
func pageNumber(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	number, ok := convert.PageNumber(text)
	if !ok {
		return "", fmt.Errorf("--page %s: no number of a page: write it as 2 or A3", shown(text))
	}
	return number, nil
}
