// Archive makes archives of newspaper pages, of any size, to test and measure with. Run
// it from the root of the project:
//
//	go run ./internal/archive -pages 10000 -seed 1 -o DIR
//
// The pages are those of testdata/editions, varied: the articles of pages in one script
// are mixed, names, days and figures changed, stories cut in two and continued on another
// page of the issue (下转第3版, 上接第1版), and each page set in one of several layouts,
// encoded in one of several encodings, and damaged on request. In DIR stand
//
//	pages/        the archive: paper/2024-11-11/02.txt or paper/20241111-A03.txt;
//	              pages.zip, pages.tar, pages.tar.gz or pages.tar.zst with -as
//	truth.jsonl   one line for each continued story of which neither half is damaged: its
//	              headline and, of both halves, path, page, first and last line
//	pages.jsonl   one line for each page: path, paper, date, page, section, layout,
//	              encoding, and how it is damaged
//
// The same flags give the same bytes. A hundred thousand pages take about a minute, and
// no more memory than one issue.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/banmian/banmian/internal/sheet"
)

func main() {
	if err := run(os.Args[1:], os.Stderr); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "archive:", err)
		os.Exit(1)
	}
}

// options are what the command line asks for.
type options struct {
	pages, papers    int
	seed             uint64
	output, as       string
	editions         string
	from             time.Time
	layouts          mix
	encodings, trees mix
	jumps, damage    float64
	gbkNames         bool
}

func run(args []string, talk io.Writer) error {
	o, err := optionsOf(args, talk)
	if err != nil {
		return err
	}
	pool, err := loadPool(o.editions)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.output, 0o777); err != nil {
		return err
	}
	out, err := newContainer(filepath.Join(o.output, "pages"), o.as, o.gbkNames)
	if err != nil {
		return err
	}
	notes, err := newNotes(o.output)
	if err != nil {
		return err
	}
	return errors.Join(o.generate(pool, out, notes), out.Close(), notes.Close())
}

// optionsOf reads the command line.
func optionsOf(args []string, talk io.Writer) (o options, err error) {
	f := flag.NewFlagSet("archive", flag.ContinueOnError)
	f.SetOutput(talk)
	f.Usage = func() {
		fmt.Fprintf(talk, "Make an archive of newspaper pages: go run ./internal/archive -pages 10000 -seed 1 -o DIR\n\n")
		f.PrintDefaults()
	}
	o.layouts, o.trees = layoutMix(), mix{{"days", 1}, {"flat", 1}}
	o.encodings = mix{{"utf-8", 12}, {"utf-8-bom", 2}, {"gb18030", 3}, {"big5", 1}, {"utf-16le", 1}, {"utf-16be", 1}}
	day := "2015-01-01"
	f.IntVar(&o.pages, "pages", 1000, "make `N` pages")
	f.IntVar(&o.papers, "papers", 6, "of `N` papers, every third in Traditional characters")
	f.Uint64Var(&o.seed, "seed", 1, "draw by the number `N`")
	f.StringVar(&o.output, "o", "", "write to the folder `DIR`, in which no archive stands yet")
	f.StringVar(&o.as, "as", "folder", "write a `CONTAINER`: "+strings.Join(containers, ", "))
	f.StringVar(&o.editions, "editions", "testdata/editions/*.ann", "vary the annotated pages of this `PATTERN`")
	f.StringVar(&day, "from", day, "the first issue is of this `DAY`; every paper comes out daily")
	f.Var(&o.layouts, "layouts", "set pages as this `MIX`, name:weight with commas between: as-is, blank, tight, wrapN for columns of N characters")
	f.Var(&o.encodings, "encodings", "encode pages as this `MIX`, name:weight: "+strings.Join(encodingNames(), ", ")+"; big5 is for Traditional pages, what it cannot spell is utf-8")
	f.Var(&o.trees, "trees", "name the pages of a paper as this `MIX`, name:weight: days (paper/2024-11-11/02.txt), flat (paper/20241111-02.txt)")
	f.Float64Var(&o.jumps, "jumps", 0.15, "this `SHARE` of pages has a story that is continued on another")
	f.Float64Var(&o.damage, "damage", 0, "damage this `SHARE` of pages: "+strings.Join(damageNames(), ", "))
	f.BoolVar(&o.gbkNames, "gbk-names", false, "in a zip, spell the names in GBK, as Chinese Windows does")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if o.from, err = time.Parse(time.DateOnly, day); err != nil {
		return o, fmt.Errorf("-from %s: no such day: write it as 2015-01-01", day)
	}
	return o, o.check(f.Args())
}

// check refuses what cannot be made.
func (o options) check(rest []string) error {
	switch {
	case len(rest) > 0:
		return fmt.Errorf("%q is no option: see -h", rest[0])
	case o.output == "":
		return errors.New("-o is missing: name a folder for the archive")
	case o.pages < 1 || o.papers < 1 || o.papers > mostPapers:
		return fmt.Errorf("-pages has to be 1 at least, -papers from 1 to %d", mostPapers)
	case o.jumps < 0 || o.jumps > 1 || o.damage < 0 || o.damage > 1:
		return errors.New("-jumps and -damage are shares, from 0 to 1")
	case o.gbkNames && o.as != "zip":
		return errors.New("-gbk-names is for -as zip")
	}
	return errors.Join(
		o.layouts.check("layout", func(name string) bool { _, ok := sheet.LayoutNamed(name); return ok }),
		o.encodings.check("encoding", func(name string) bool { _, ok := encodings[name]; return ok }),
		o.trees.check("tree", func(name string) bool { return name == "days" || name == "flat" }))
}

// layoutMix has all layouts that are measured, each as often as the others.
func layoutMix() (m mix) {
	for _, l := range sheet.Layouts {
		m = append(m, share{l.Name, 1})
	}
	return m
}
