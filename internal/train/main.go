// Command train learns what convert knows and measures how well it reads.
//
//	go generate ./convert                 learn, and write convert/weights.txt and kinds.txt
//	go run ./internal/train -evaluate     score every annotated page by what was not learned from it
//	go run ./internal/train -score FILE…  score the built-in weights on annotated pages
//
// docs/reading.md tells what it learns from and what the figures mean.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/sheet"
)

// options are what the command line says.
type options struct {
	root, realPages           string
	evaluate, score           bool
	folds, only               int
	layouts                   string
	seed                      uint64
	byPage, verbose, markdown bool
	record, quick             bool
	files                     []string
}

func main() {
	if err := run(optionsOf(os.Args[1:]), os.Stdout); err != nil {
		say("train: %v", err)
		os.Exit(1)
	}
}

func optionsOf(arguments []string) (o options) {
	f := flag.NewFlagSet("train", flag.ExitOnError)
	f.StringVar(&o.root, "C", ".", "the project's `folder`")
	f.StringVar(&o.realPages, "data", "../shared/data", "the `folder` of real pages, which need not exist, from the project's folder")
	f.BoolVar(&o.evaluate, "evaluate", false, "cross-validate instead of writing weights")
	f.BoolVar(&o.score, "score", false, "score the built-in weights on the files named, or on testdata/editions")
	f.IntVar(&o.folds, "folds", 10, "parts of the annotated pages; each is read by weights learned from the others")
	f.IntVar(&o.only, "only", 0, "evaluate only the first `n` folds: sooner done, and the figures vary more")
	f.StringVar(&o.layouts, "layouts", "", "score only these layouts, a comma between (as-is,blank,tight,wrap13,wrap16,wrap20)")
	f.Uint64Var(&o.seed, "seed", 1, "draws the first weights and the layouts that are learned from")
	f.BoolVar(&o.byPage, "by-page", false, "also a line for each page")
	f.BoolVar(&o.verbose, "v", false, "also every difference")
	f.BoolVar(&o.markdown, "markdown", false, "write the tables in Markdown")
	f.BoolVar(&o.record, "record", false, "write the figures of -evaluate into "+accuracyFile)
	f.BoolVar(&o.quick, "quick", false, "learn next to nothing from few pages, to see whether all works")
	_ = f.Parse(arguments) // ends the program where it cannot
	o.files = f.Args()
	return o
}

func run(o options, out io.Writer) error {
	if err := os.Chdir(o.root); err != nil {
		return err
	}
	wanted, err := layoutsOf(o.layouts)
	if err != nil {
		return err
	}
	if err := o.refusal(); err != nil {
		return err
	}
	if o.score {
		return o.scoreBuiltIn(wanted, out)
	}
	c, err := loadCorpus(o.realPages)
	if err != nil {
		return err
	}
	r := recipesOf(o.seed)
	sample := laterScored
	if o.quick {
		r, c, sample = r.quick(), c.few(), 2
	}
	if !o.evaluate {
		return generate(c, r, "convert")
	}
	results := evaluation{c, r, wanted, o.folds, o.only, sample}.run()
	return o.report(results, wanted, out)
}

// refusal tells what does not go together.
func (o options) refusal() error {
	switch {
	case o.folds < 2:
		return errors.New("-folds must be 2 or more: something is to be learned from, and something to be read")
	case o.score && o.evaluate:
		return errors.New("-score reads by the built-in weights, -evaluate by others: give one of them")
	case len(o.files) > 0 && !o.score:
		return errors.New("files are only scored: add -score")
	case o.record && (!o.evaluate || o.quick || o.only > 0 || o.layouts != ""):
		return errors.New("only the figures of a whole evaluation are recorded: -evaluate, without -quick, -only and -layouts")
	}
	return nil
}

// laterScored is how many of the later real pages are scored.
const laterScored = 80

// few keeps every eighth annotated page.
func (c corpus) few() corpus {
	var pages []page
	for i := 0; i < len(c.annotated); i += 8 {
		pages = append(pages, c.annotated[i])
	}
	c.annotated = pages
	return c
}

// layoutsOf finds the layouts of these names, all if none is named.
func layoutsOf(list string) (found []sheet.Layout, err error) {
	if list == "" {
		return sheet.Layouts, nil
	}
	for _, name := range strings.Split(list, ",") {
		l, ok := sheet.LayoutNamed(name)
		if !ok {
			return nil, fmt.Errorf("no layout %q", name)
		}
		found = append(found, l)
	}
	return found, nil
}

func (o options) scoreBuiltIn(wanted []sheet.Layout, out io.Writer) error {
	files := o.files
	if len(files) == 0 {
		files = []string{"testdata/editions/*.ann"}
	}
	pages, err := loadPages(files...)
	if err != nil {
		return err
	}
	if len(pages) == 0 {
		return fmt.Errorf("no annotated page is named %s", strings.Join(files, " or "))
	}
	return o.report(readAll(convert.Read, pages, groupOf, wanted), wanted, out)
}

// report writes the tables that were asked for.
func (o options) report(results []result, wanted []sheet.Layout, out io.Writer) error {
	r := report{results, wanted, 4}
	if o.markdown {
		r.digits = 3 // more would pretend: seeds differ by a hundredth or two
	}
	tables := r.tables()
	if o.byPage {
		tables = append(tables, r.byPage())
	}
	var text strings.Builder
	for _, t := range tables {
		text.WriteString(t.text(o.markdown))
	}
	for _, one := range results {
		for _, d := range one.differences {
			if o.verbose {
				text.WriteString(one.layout + ": " + d + "\n")
			}
		}
	}
	if _, err := io.WriteString(out, text.String()); err != nil {
		return err
	}
	if o.record {
		return writeAccuracy(accuracyFile, r)
	}
	return nil
}
