package command

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/formats"
	"github.com/banmian/banmian/internal/batch"
	"github.com/banmian/banmian/internal/files"
	"github.com/banmian/banmian/internal/inspect"
)

// indexName is the index of a folder of pages for the browser.
const indexName = "index"

// pages is where an inspection for the browser goes: a document for each input.
type pages struct {
	output  string // a file, or the folder; "": standard output
	folder  bool
	mirrors map[string]string // of the inputs' paths: their places below the folder
	index   *inspect.Index    // nil: no folder, or nothing was written yet
	end     func(whole bool) error
}

// pagesOf reads the options about the browser; nil where nothing is for it.
func pagesOf(line *cli.Context) (*pages, error) {
	switch {
	case !line.Bool("html") && line.IsSet("output"):
		return nil, errors.New("--output is for --html: add that, or send standard output to a file")
	case !line.Bool("html"):
		return nil, nil
	case line.IsSet("line"):
		return nil, errors.New("--line is for the terminal: leave out --html, or open page.html#L12")
	}
	output, folder, err := outputOf(line)
	return &pages{output: output, folder: folder}, err
}

// checkPages refuses outputs that would be written over inputs or over one another, before
// anything is read.
func (r *inspection) checkPages() error {
	if n := len(r.inputs.All); n > 1 && !r.pages.folder {
		return fmt.Errorf("these are %d files, and a page of HTML shows one: say -o out/ for a page of each, and an index", n)
	}
	as := *r.conversion
	as.output, as.folder, as.format = r.pages.output, r.pages.folder, formats.Format{Name: "html", Extension: ".html"}
	as.plan = batch.NewPlan(r.inputs.All, batch.ByPage, r.day)
	if err := as.checkInputs(); err != nil || !r.pages.folder {
		return err
	}
	r.pages.mirrors = make(map[string]string, len(r.inputs.All))
	for _, in := range r.inputs.All {
		if strings.EqualFold(in.Mirror, indexName) {
			return fmt.Errorf("%s would be written over the index: rename it", shown(in.Path))
		}
		r.pages.mirrors[in.Path] = in.Mirror + ".html"
	}
	return nil
}

// document spells the pages of one source for the browser.
func (r *inspection) document(path string, sheets []inspect.Sheet) ([]byte, error) {
	var b inspect.Browser
	if from := r.pages.mirrors[path]; r.pages.folder {
		b.Home = inspect.Href(from, indexName+".html")
		b.Link = func(source string) string { return inspect.Href(from, r.pages.mirrors[source]) }
	}
	var out bytes.Buffer
	err := b.Page(&out, sheets)
	return out.Bytes(), err
}

// write puts the document of a source in its place, and into the index. The error ends the run.
func (r *inspection) write(source convert.Source, sheets []inspect.Sheet) error {
	document, err := r.document(source.Path, sheets)
	if err != nil {
		r.fail(called(source.Path), err)
		return err
	}
	switch {
	case r.pages.folder:
		if err = r.intoFolder(r.pages.mirrors[source.Path], document); err == nil {
			err = r.pages.index.Add(inspect.Href(indexName, r.pages.mirrors[source.Path]), sheets)
		}
		return err
	case r.pages.output != "":
		r.gate.Write(func() { err = files.Write(r.pages.output, document) })
		if err != nil {
			r.fail(r.pages.output, err)
		}
		return err
	}
	_, err = r.result.Write(document)
	return err
}

// intoFolder writes a document at its place below the folder.
func (r *inspection) intoFolder(place string, document []byte) (err error) {
	if r.pages.index == nil {
		if err := r.beginIndex(); err != nil {
			r.fail(r.pages.output, err)
			return err
		}
	}
	r.gate.Write(func() { err = files.WriteBelow(r.pages.output, place, document) })
	if err != nil {
		r.fail(filepath.Join(r.pages.output, filepath.FromSlash(place)), files.Reason(err))
	}
	return err
}

// beginIndex makes the folder, and begins its index.
func (r *inspection) beginIndex() error {
	if err := os.MkdirAll(r.pages.output, 0o777); err != nil {
		return files.Reason(err)
	}
	at := *r.conversion
	at.output = filepath.Join(r.pages.output, indexName+".html")
	begin, end := at.toFile()
	var w io.Writer
	w, err := begin()
	if err != nil {
		return err
	}
	r.pages.end = end
	r.pages.index, err = inspect.NewIndex(w, strings.Join(r.wanted.Names, ", "))
	return err
}

// endPages brings the index to its end, or takes it back.
func (r *inspection) endPages(whole bool) {
	if r.pages == nil || r.pages.index == nil {
		return
	}
	var err error
	if whole {
		err = r.pages.index.End()
	}
	if err = cmp.Or(err, r.pages.end(whole && err == nil)); err != nil {
		r.fail(filepath.Join(r.pages.output, indexName+".html"), files.Reason(err))
	}
}
