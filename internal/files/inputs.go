package files

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Wanted is what the user named.
type Wanted struct {
	Names   []string // files, folders, globs that the shell did not expand; "-" is standard input
	List    string   // a file that names inputs, or "-"; "" is none
	Null    bool     // the names in it end with NUL, else with a newline
	Include []string // globs of what folders give beside *.txt
	Stdin   io.Reader
	Limit   int64 // of the bytes of an input
}

// An Input is one text that can be read.
type Input struct {
	Path   string // how the document names it, with slashes; "" is standard input
	Mirror string // its place in a folder of results, with slashes, without an ending
	Folder string // of its path: tells which pages belong together
	Single bool   // named by itself, not found in a folder or by a glob
	name   string // for the system; the path is this one where it is UTF-8
}

// File is the name of an input for the system, "" for standard input.
func (in Input) File() string { return in.name }

// Inputs is what was found.
type Inputs struct {
	All     []Input
	Refused []Refusal // named, and no input
	LeftOut struct{ Hidden, NotText int }
	wanted  Wanted
}

// A Refusal is a name that gives no input, and why.
type Refusal struct {
	Name string
	Err  error
}

// Find looks for all that is wanted, in the order in which it is named; what a folder gives
// comes in the natural order of names. The error is about the list of names. What cannot be
// an input is refused, and the others are found.
func Find(w Wanted) (*Inputs, error) {
	in := &Inputs{wanted: w}
	for _, name := range w.Names {
		in.named(name)
	}
	if w.List == "" {
		return in, nil
	}
	return in, in.listed()
}

// named adds what one name gives.
func (in *Inputs) named(name string) {
	if name == "-" {
		in.All = append(in.All, Input{Mirror: "page", Single: true})
		return
	}
	stat, err := os.Stat(name)
	switch {
	case err == nil && stat.IsDir():
		in.folder(name)
	case err != nil && strings.ContainsAny(name, "*?[{"):
		in.glob(name)
	case err != nil:
		in.refuse(name, Reason(err))
	default:
		in.add(name, filepath.Base(name), true)
	}
}

// add adds a file, and where its result goes.
func (in *Inputs) add(name, mirror string, single bool) {
	slashed := strings.ToValidUTF8(filepath.ToSlash(name), "\ufffd")
	in.All = append(in.All, Input{
		name: name, Path: slashed, Folder: path.Dir(slashed), Single: single,
		Mirror: trimEnding(strings.ToValidUTF8(filepath.ToSlash(mirror), "\ufffd")),
	})
}

func (in *Inputs) refuse(name string, err error) {
	in.Refused = append(in.Refused, Refusal{name, err})
}

// trimEnding leaves out the ending of a name: "03/02.txt" is "03/02", ".txt" stays.
func trimEnding(name string) string {
	if ending := path.Ext(name); ending != path.Base(name) {
		return strings.TrimSuffix(name, ending)
	}
	return name
}

// glob adds what a pattern fits, which a shell did not expand: '2024/**/*.txt'.
func (in *Inputs) glob(pattern string) {
	slashed := filepath.ToSlash(pattern)
	base, _ := doublestar.SplitPattern(slashed)
	names, err := doublestar.FilepathGlob(pattern, doublestar.WithFilesOnly())
	switch {
	case err != nil:
		in.refuse(pattern, errors.New("no such file or directory"))
	case len(names) == 0:
		in.refuse(pattern, errors.New("no such file, and as a pattern it fits none"))
	}
	naturally(names)
	for _, name := range names {
		below, err := filepath.Rel(filepath.FromSlash(base), name)
		if err != nil {
			below = filepath.Base(name)
		}
		in.add(name, below, false)
	}
}

// listed adds the files that a list names.
func (in *Inputs) listed() error {
	from := in.wanted.Stdin
	if in.wanted.List != "-" {
		f, err := os.Open(in.wanted.List)
		if err != nil {
			return Reason(err)
		}
		defer f.Close()
		from = f
	}
	end := byte('\n')
	if in.wanted.Null {
		end = 0
	}
	for r := bufio.NewReader(from); ; {
		name, err := r.ReadString(end)
		name = strings.TrimSuffix(name, string(end))
		if !in.wanted.Null {
			name = strings.TrimSuffix(name, "\r")
		}
		if name != "" {
			in.fromList(name)
		}
		if err == io.EOF {
			return nil
		} else if err != nil {
			return Reason(err)
		}
	}
}

// fromList adds what one name of a list gives. A file keeps its folders in a folder of
// results, for lists come from many.
func (in *Inputs) fromList(name string) {
	stat, err := os.Stat(name)
	if err != nil || stat.IsDir() {
		in.named(name)
		return
	}
	clean := strings.TrimLeft(path.Clean("/"+filepath.ToSlash(name)), "/")
	if filepath.IsLocal(name) {
		clean = filepath.ToSlash(filepath.Clean(name))
	}
	in.add(name, clean, false)
}

// Read gives the bytes of an input. It may be called from many goroutines.
func (in *Inputs) Read(input Input) ([]byte, error) {
	if input.name == "" {
		return readUpTo(in.wanted.Stdin, in.wanted.Limit)
	}
	f, err := os.Open(input.File())
	if err != nil {
		return nil, Reason(err)
	}
	defer f.Close()
	return readUpTo(f, in.wanted.Limit)
}

// regular tells a file that can be read to its end, through links.
func regular(name string, entry fs.DirEntry) bool {
	if entry.Type()&fs.ModeSymlink != 0 {
		stat, err := os.Stat(name)
		return err == nil && stat.Mode().IsRegular()
	}
	return entry.Type().IsRegular()
}
