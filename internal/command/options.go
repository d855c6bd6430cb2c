package command

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/dustin/go-humanize"
	"github.com/urfave/cli/v2"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/formats"
	"github.com/banmian/banmian/internal/batch"
	"github.com/banmian/banmian/internal/files"
)

// options lists the options of the conversion, as help shows them.
func options() []cli.Flag {
	return slices.Concat(resultOptions(), pageOptions(), correctionOptions(), inputOptions(), runOptions())
}

// resultOptions say what is written, and where.
func resultOptions() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "to", Aliases: []string{"t"}, Usage: "write this `FORMAT` (default: from the ending of -o, else " + formats.List[0].Name + ")"},
		&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write to a `FILE`, or into a folder (DIR/) a file for each page (default: standard output)"},
		&cli.StringFlag{Name: "edition", Usage: "make an edition of each `WHAT`: " + strings.Join(batch.Groupings, ", ")},
		&cli.BoolFlag{Name: "stitch", Usage: "put continued stories together, where they began", DisableDefaultText: true},
		&cli.StringFlag{Name: "rows", Usage: "in CSV, make each of these a row: `WHAT` is " + strings.Join(formats.Rows, " or "), DefaultText: formats.Rows[0]},
		&cli.StringFlag{Name: "csv-dialect", Usage: "write CSV for `WHOM`: " + strings.Join(formats.Dialects, " or "), DefaultText: formats.Dialects[0]},
		&cli.BoolFlag{Name: "csv-safe", Usage: "in CSV, let no cell become a formula: put ' before it", DisableDefaultText: true},
	}
}

// pageOptions say what the pages do not say themselves, and how they are spelled.
func pageOptions() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "from", Aliases: []string{"f"}, Usage: "the inputs are spelled in this `FORMAT`: " + strings.Join(batch.Spellings(), ", ") + " (default: from their endings, else text)"},
		&cli.StringFlag{Name: "encoding", Usage: "read this `ENCODING`: " + strings.Join(convert.Encodings, ", "), DefaultText: convert.Encodings[0]},
		&cli.BoolFlag{Name: "lenient", Usage: "read damaged text too, with U+FFFD for what cannot be read", DisableDefaultText: true},
		&cli.StringFlag{Name: "paper", Usage: "the `NAME` of the paper, where the page does not say it"},
		&cli.StringFlag{Name: "date", Usage: "the date of the issue, `YYYY-MM-DD`"},
		&cli.StringFlag{Name: "page", Usage: "the `NUMBER` of the page: 2, A3"},
		&cli.StringFlag{Name: "section", Usage: "the `NAME` of the page, such as 副刊"},
		&cli.StringFlag{Name: "path-pattern", Usage: "read them from names: `PATTERN` is such as {paper}/{date:2006-01-02}/{page}.txt"},
	}
}

// correctionOptions say whether corrections count.
func correctionOptions() []cli.Flag {
	return []cli.Flag{
		&cli.BoolFlag{Name: "no-corrections", Usage: "do not use page.ann where it stands beside page.txt", DisableDefaultText: true},
	}
}

// inputOptions say which files are read.
func inputOptions() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "include", Usage: "in folders and archives read what fits `GLOB` too, beside *.txt"},
		&cli.StringFlag{Name: "files-from", Usage: "read the names of the inputs from `FILE`, a line each; - is standard input"},
		&cli.BoolFlag{Name: "null", Aliases: []string{"0"}, Usage: "these names end with NUL, as find -print0 writes them", DisableDefaultText: true},
		&cli.StringFlag{Name: "shard", Usage: "convert only slice K of N stable slices: `K/N`"},
		&cli.StringFlag{Name: "max-page-size", Usage: "refuse inputs above this `SIZE`", DefaultText: humanize.IBytes(uint64(files.DefaultLimits.Page))},
		&cli.StringFlag{Name: "max-archive-size", Usage: "refuse archives that unpack to more than this `SIZE`", DefaultText: humanize.IBytes(uint64(files.DefaultLimits.Container))},
		&cli.IntFlag{Name: "max-archive-entries", Usage: "refuse archives of more than `N` files", DefaultText: strconv.Itoa(files.DefaultLimits.Entries)},
	}
}

// runOptions say how to go about it, and what to tell.
func runOptions() []cli.Flag {
	return []cli.Flag{
		&cli.IntFlag{Name: "jobs", Aliases: []string{"j"}, Usage: "convert `N` pages at once", DefaultText: "all cores"},
		&cli.BoolFlag{Name: "update", Usage: "in a folder of results, convert only what is new or changed", DisableDefaultText: true},
		&cli.BoolFlag{Name: "force", Usage: "convert all the same, in spite of --update", DisableDefaultText: true},
		&cli.BoolFlag{Name: "strict", Usage: "a warning is a failure", DisableDefaultText: true},
		&cli.BoolFlag{Name: "fail-fast", Usage: "stop at the first failure", DisableDefaultText: true},
		&cli.StringFlag{Name: "report", Usage: "write to `FILE` what became of each input, a line of JSON each"},
		&cli.StringFlag{Name: "progress", Usage: "show progress `WHEN`: " + strings.Join(whens, ", "), DefaultText: whens[0]},
		&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "no warnings, only errors", DisableDefaultText: true},
		&cli.BoolFlag{Name: "verbose", Aliases: []string{"v"}, Usage: "say what became of each input", DisableDefaultText: true},
		&cli.BoolFlag{Name: "version", Usage: "print the version", DisableDefaultText: true},
	}
}

// whens are the times at which progress is shown; the first is what people get.
var whens = []string{"auto", "always", "never"}

// settings are the options of one call, checked.
type settings struct {
	format                                  formats.Format
	spell                                   formats.Options
	read                                    convert.Options
	from                                    string // how the inputs are spelled; "": as their names tell
	uncorrected                             bool   // the corrections beside the inputs do not count
	wanted                                  files.Wanted
	output                                  string // "": standard output
	folder                                  bool   // the output is a folder of results
	by                                      batch.Grouping
	perIssue                                bool // an issue is an edition, and so are files named one by one
	stitch, update, force, strict, failFast bool
	jobs, shard, shards                     int // shards 0: all
	reportTo, progressWhen                  string
	making                                  func() (string, error) // names all that decides about the bytes of a result
}

// settingsOf checks the options of a command line before anything is read. The
// error says what to do.
func settingsOf(line *cli.Context) (s settings, err error) {
	if s.output, s.folder, err = outputOf(line); err != nil {
		return s, err
	}
	if s.format, err = formatOf(line, s.folder); err != nil {
		return s, err
	}
	if s.spell, err = spellingOf(line, s.format); err != nil {
		return s, err
	}
	if s.read, err = readingOf(line); err != nil {
		return s, err
	}
	s.uncorrected = line.Bool("no-corrections")
	if s.from, err = fromOf(line); err != nil {
		return s, err
	}
	if s.wanted, err = wantedOf(line); err != nil {
		return s, err
	}
	s.making = func() (string, error) { return making(line) }
	return s, s.course(line)
}

// course reads how the run is to go.
func (s *settings) course(line *cli.Context) (err error) {
	s.stitch, s.update, s.force = line.Bool("stitch"), line.Bool("update"), line.Bool("force")
	s.strict, s.failFast, s.reportTo = line.Bool("strict"), line.Bool("fail-fast"), line.String("report")
	if s.update && !s.folder {
		return errors.New("--update is for a folder of results: say -o out/")
	}
	if s.jobs = runtime.GOMAXPROCS(0); line.IsSet("jobs") {
		if s.jobs = line.Int("jobs"); s.jobs < 1 || s.jobs > 1024 {
			return fmt.Errorf("--jobs %d: name a number from 1 to 1024", s.jobs)
		}
	}
	if by := line.String("edition"); by != "" {
		if s.by = batch.Grouping(by); !slices.Contains(batch.Groupings, by) {
			return fmt.Errorf("--edition %s: use %s%s", shown(by), strings.Join(batch.Groupings, ", "), suggestion(by, batch.Groupings))
		}
	}
	if s.progressWhen = line.String("progress"); s.progressWhen != "" && !slices.Contains(whens, s.progressWhen) {
		return fmt.Errorf("--progress %s: use %s%s", shown(s.progressWhen), strings.Join(whens, ", "), suggestion(s.progressWhen, whens))
	}
	s.shard, s.shards, err = shardOf(line.String("shard"))
	return err
}

// shardOf reads "2/8".
func shardOf(text string) (k, n int, err error) {
	if text == "" {
		return 0, 0, nil
	}
	first, second, _ := strings.Cut(text, "/")
	k, err = strconv.Atoi(first)
	n, err2 := strconv.Atoi(second)
	if err != nil || err2 != nil || k < 1 || n < k {
		return 0, 0, fmt.Errorf("--shard %s: write it as 2/8, from 1/8 to 8/8", shown(text))
	}
	return k, n, nil
}

// fromOf gives the spelling of the inputs, "" if their names tell it.
func fromOf(line *cli.Context) (string, error) {
	name := strings.ToLower(line.String("from"))
	if known := batch.Spellings(); name != "" && !slices.Contains(known, name) {
		return "", fmt.Errorf("unknown format %q of inputs: use %s%s", name, strings.Join(known, ", "), suggestion(name, known))
	}
	return name, nil
}

// wantedOf gives the inputs that are named.
func wantedOf(line *cli.Context) (w files.Wanted, err error) {
	w = files.Wanted{
		Names: line.Args().Slice(), List: line.String("files-from"), Null: line.Bool("null"),
		Endings: batch.Endings(strings.ToLower(line.String("from"))), Include: line.StringSlice("include"), Limits: files.DefaultLimits,
	}
	if w.Null && w.List == "" {
		return w, errors.New("--null is for --files-from: add --files-from -")
	}
	if w.Limits.Page, err = sizeIn(line, "max-page-size", w.Limits.Page); err != nil {
		return w, err
	}
	if w.Limits.Container, err = sizeIn(line, "max-archive-size", w.Limits.Container); err != nil {
		return w, err
	}
	if line.IsSet("max-archive-entries") {
		if w.Limits.Entries = line.Int("max-archive-entries"); w.Limits.Entries < 1 {
			return w, fmt.Errorf("--max-archive-entries %d: name a number above 0", w.Limits.Entries)
		}
	}
	return w, nil
}

// sizeIn gives the value of an option that is a size, such as 64MiB.
func sizeIn(line *cli.Context, option string, unset int64) (int64, error) {
	text := line.String(option)
	if text == "" {
		return unset, nil
	}
	size, err := humanize.ParseBytes(text)
	if err != nil || size == 0 || size > 1<<50 {
		return 0, fmt.Errorf("--%s %s: no size: write it as 64MiB or 2GB", option, shown(text))
	}
	return int64(size), nil
}

// making names all that decides about the bytes of a result, but for the inputs: this very
// program, and the options that it was called with.
func making(line *cli.Context) (string, error) {
	program, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(program)
	if err != nil {
		return "", files.Reason(err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", files.Reason(err)
	}
	for _, flag := range slices.Concat(resultOptions(), pageOptions(), correctionOptions()) {
		name := flag.Names()[0]
		if name != "output" {
			fmt.Fprintf(h, "\x00%s=%v", name, line.Value(name))
		}
	}
	return string(h.Sum(nil)), nil
}

// outputOf gives the file to write, "" for standard output, or the folder: one that is
// there, or a name that ends with a slash.
func outputOf(line *cli.Context) (name string, folder bool, err error) {
	name = line.String("output")
	switch {
	case name == "-" || !line.IsSet("output"):
		return "", false, nil
	case name == "":
		return "", false, errors.New("--output needs the name of a file or a folder")
	}
	stat, err := os.Stat(name)
	there := err == nil
	if there && stat.IsDir() {
		return name, true, nil
	}
	if os.IsPathSeparator(name[len(name)-1]) {
		if there {
			return "", false, fmt.Errorf("--output %s: a file, not a folder: name another", shown(name))
		}
		return name, true, nil
	}
	target, err := files.Target(name)
	if err != nil {
		return "", false, fmt.Errorf("--output %s: %w", shown(name), err)
	}
	return target, false, nil
}

// formatOf gives the format that is asked for by name or by the ending of the
// output; without either, the first.
func formatOf(line *cli.Context, folder bool) (formats.Format, error) {
	if line.IsSet("to") {
		name := strings.ToLower(line.String("to"))
		format, err := formats.Named(name)
		if err != nil {
			return format, fmt.Errorf("%w%s", err, suggestion(name, formats.Names()))
		}
		return format, nil
	}
	output := line.String("output")
	if folder {
		return formats.List[0], nil
	}
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
	o.Lenient = line.Bool("lenient")
	if text := line.String("path-pattern"); text != "" {
		if o.Pattern, err = convert.ParsePattern(text); err != nil {
			return o, fmt.Errorf("--path-pattern %s: %w", shown(text), err)
		}
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
