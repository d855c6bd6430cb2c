package files

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
)

// Wanted is what the user named.
type Wanted struct {
	Names   []string // files, folders, containers, globs that the shell did not expand, "-"
	List    string   // a file that holds more names, or "-"; "" for none
	Null    bool     // the names of List end with NUL, not with a newline
	Endings []string // what names of texts end in, in folders and containers; none: .txt
	Include []string // globs of what is text too
	Stdin   io.Reader
	Limits  Limits // what is 0 is as in DefaultLimits
}

// Limits say what is too large to be read.
type Limits struct {
	Page      int64 // bytes of one text
	Container int64 // bytes that one container unpacks to
	Entries   int   // members of one container, of any kind
}

// DefaultLimits hold 500 times what a daily paper prints in a year (30 MB on 10,000
// pages) in a container, which still fits on a disk when it must be unpacked.
var DefaultLimits = Limits{Page: Limit, Container: 16 << 30, Entries: 500_000}

// Input is one text that can be read. An archive has hundreds of thousands: one
// takes 88 bytes, and shares its strings where it can.
type Input struct {
	// Path is what the document and messages call it, with slashes everywhere:
	// "2024/01.txt", "1996.zip/03/02.txt"; "" for standard input.
	Path string
	// Mirror is its place in a folder of results, with slashes, without the ending:
	// "03/02" below the folder that was named, "02" for a file that was named by
	// itself, "1996/03/02" in a container. A name from a list keeps its folders.
	Mirror string
	// Folder is the same for texts in one folder: "2024", "1996.zip/03", "."
	Folder string
	// Single tells that it was named by itself, not found in a folder, by a glob
	// or in a container.
	Single bool

	at   int32     // which member of the container
	from container // nil for a file
	name string    // what the system calls the file
}

// File is what the system calls the input; "" for standard input and in a container.
func (in Input) File() string { return in.name }

// A container holds texts, which many goroutines may read at once.
type container interface {
	// member gives the bytes of one, of which there are not more than limit.
	member(at int, limit int64) ([]byte, error)
}

// Refusal tells why something is not read.
type Refusal struct {
	Name string // with slashes; of a member: "1996.zip/03/02.txt"
	Err  error  // leaves out the name
}

func (r *Refusal) Error() string { return r.Name + ": " + r.Err.Error() }
func (r *Refusal) Unwrap() error { return r.Err }

// Inputs are all texts that were wanted, and what became of the rest.
type Inputs struct {
	All     []Input   // in the order they were named; in a folder 2.txt comes before 10.txt
	Refused []Refusal // what should have been read and cannot be
	LeftOut struct {
		Hidden  int // files and folders whose names begin with a dot
		NotText int // files that do not end in .txt and are not included
		Links   int // links to folders: only a folder that is named is entered through a link
	}

	limits Limits
	stdin  func() ([]byte, error)
	spool  spool
}

// finder is a search for inputs, on its way.
type finder struct {
	Wanted
	*Inputs
}

// Find finds everything that w names. The error, a *Refusal where it is about
// one name, tells that w makes no sense or that there is nothing to read; what is
// wrong with some inputs stands in Refused. The result must be closed.
func Find(w Wanted) (*Inputs, error) {
	if err := w.check(); err != nil {
		return nil, err
	}
	f := &finder{w, &Inputs{limits: w.Limits.orDefault()}}
	f.Inputs.stdin = sync.OnceValues(func() ([]byte, error) { return readAll(w.Stdin, 0, f.limits.Page) })
	for _, name := range w.Names {
		f.named(name)
	}
	if err := f.listed(); err != nil {
		f.Close()
		return nil, err
	}
	if err := f.nothing(); err != nil {
		f.Close()
		return nil, err
	}
	return f.Inputs, nil
}

// orDefault fills in what is 0.
func (l Limits) orDefault() Limits {
	if l.Page == 0 {
		l.Page = DefaultLimits.Page
	}
	if l.Container == 0 {
		l.Container = DefaultLimits.Container
	}
	if l.Entries == 0 {
		l.Entries = DefaultLimits.Entries
	}
	return l
}

// errNoText marks a name that there is nothing wrong with but that it has no text.
var errNoText = errors.New("no text")

// nothing gives an error where all that was named has no text. Where something
// else was refused, that tells enough.
func (f *finder) nothing() error {
	if len(f.All) > 0 {
		return nil
	}
	for _, r := range f.Refused {
		if !errors.Is(r.Err, errNoText) {
			return nil
		}
	}
	if len(f.Refused) > 0 {
		return &f.Refused[0]
	}
	return errors.New("nothing to read: name a file or a folder")
}

// refuse notes what cannot be read.
func (f *finder) refuse(name string, err error) {
	f.Refused = append(f.Refused, Refusal{slashed(name), err})
}

// text adds a file. From the byte mirror on, its cleaned name is its place in a
// folder of results.
func (f *finder) text(name string, mirror int, single bool) {
	p := slashed(name)
	f.All = append(f.All, Input{
		Path: p, Mirror: stem(path.Clean(p)[mirror:]), Folder: path.Dir(p), Single: single, name: name,
	})
}

// Read gives the bytes of an input, unpacked. Many goroutines may read at once;
// standard input is read once, whoever asks.
func (in *Inputs) Read(i Input) ([]byte, error) {
	switch {
	case i.Path == "":
		return in.stdin()
	case i.from == nil:
		return readFile(i.name, i.Single, in.limits.Page)
	}
	b, err := i.from.member(int(i.at), in.limits.Page)
	if err != nil || packing(i.Path) == "" {
		return b, err
	}
	return unpack(bytes.NewReader(b), i.Path, 0, in.limits.Page)
}

// readFile reads a file, unpacked. Only what was named by itself may be a pipe or
// a device: one that is met in a folder would hold everything up.
func readFile(name string, single bool, limit int64) ([]byte, error) {
	stat, err := os.Stat(name)
	if err != nil {
		return nil, Reason(err)
	}
	if stat.IsDir() || !single && !stat.Mode().IsRegular() {
		return nil, irregular(stat.Mode())
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, Reason(err)
	}
	defer f.Close()
	return unpack(f, name, stat.Size(), limit)
}

// Close removes what reading needed. Nothing can be read from a container after it.
func (in *Inputs) Close() error { return in.spool.close() }

// slashed is a name as documents and messages give it.
func slashed(name string) string {
	return filepath.ToSlash(strings.ToValidUTF8(name, "\ufffd"))
}
