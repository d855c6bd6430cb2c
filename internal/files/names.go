package files

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// check finds what makes no sense before anything is read.
func (w Wanted) check() error {
	inputs := 0
	for _, name := range append([]string{w.List}, w.Names...) {
		if name == "-" {
			inputs++
		}
	}
	if inputs > 1 {
		return errors.New("standard input (-) is named twice: name it once")
	}
	for _, glob := range w.Include {
		if !doublestar.ValidatePattern(glob) {
			return fmt.Errorf("--include %s is no pattern: say something like '*.md' or 'text/**'", glob)
		}
	}
	return nil
}

// named adds what a name of the command line stands for. What exists is never
// taken for a glob: there are files whose names have brackets.
func (f *finder) named(name string) {
	if name == "-" {
		f.All = append(f.All, Input{Mirror: "stdin", Folder: ".", Single: true})
		return
	}
	stat, err := os.Stat(name)
	if err != nil && strings.ContainsAny(name, "*?[{") {
		f.glob(name)
		return
	}
	mirror := len(clean(name)) - len(slashed(filepath.Base(name)))
	if err == nil && stat.IsDir() {
		mirror = len(below(name))
	}
	f.addNamed(name, stat, err, mirror, true)
}

// addNamed adds one existing thing, and says so if there is no text in it.
func (f *finder) addNamed(name string, stat fs.FileInfo, err error, mirror int, single bool) {
	found, refused, left := len(f.All), len(f.Refused), f.LeftOut
	f.add(name, stat, err, mirror, single)
	if len(f.All) > found || len(f.Refused) > refused {
		return
	}
	what := "in this archive"
	if stat.IsDir() {
		what = "in this folder"
	}
	other, hidden := f.LeftOut.NotText-left.NotText, f.LeftOut.Hidden-left.Hidden
	switch {
	case other > 0:
		err = fmt.Errorf("%w %s, but other files (%d): say which are text, as in --include '*.md'", errNoText, what, other)
	case hidden > 0:
		err = fmt.Errorf("%w %s, but hidden files or folders (%d): name them by themselves", errNoText, what, hidden)
	default:
		err = fmt.Errorf("%w %s: name another, or say which files are text, as in --include '*.md'", errNoText, what)
	}
	f.refuse(name, err)
}

// add adds what a name leads to: the texts of a folder or of a container, or a
// file, whatever its ending.
func (f *finder) add(name string, stat fs.FileInfo, err error, mirror int, single bool) {
	switch {
	case err != nil:
		f.refuse(name, Reason(err))
	case stat.IsDir():
		name = filepath.Clean(name)
		walk{f, mirror, len(below(name))}.folder(name)
	case archiving(name) != "":
		f.archive(name, stat.Mode(), mirror)
	case !single && !stat.Mode().IsRegular():
		f.refuse(name, irregular(stat.Mode()))
	default:
		f.text(name, mirror, single)
	}
}

// glob adds what matches, with its place below the part of the glob that is a
// plain name: archive/*/01.txt gives 1996/01.
func (f *finder) glob(name string) {
	base, pattern := doublestar.SplitPattern(filepath.ToSlash(name))
	matches, err := f.matches(base, pattern)
	if err != nil {
		f.refuse(name, errors.New("no such file, and no pattern either"))
		return
	}
	deep := strings.Contains(pattern, "**") // gives what is in the folders by itself
	found, refused := len(f.All), len(f.Refused)
	for _, match := range matches {
		match = filepath.Join(base, match)
		stat, err := os.Stat(match)
		if err == nil && stat.IsDir() && deep {
			continue
		}
		f.add(match, stat, err, len(below(base)), false)
	}
	if len(f.All) == found && len(f.Refused) == refused {
		f.refuse(name, errors.New("no such file, and no text matches it as a pattern"))
	}
}

// matches gives the names below base that match, in natural order. As in a shell
// a * is nothing hidden, and ** enters no folder through a link.
func (f *finder) matches(base, pattern string) ([]string, error) {
	var names []string
	err := doublestar.GlobWalk(watched{base, f.refuse}, pattern, func(name string, _ fs.DirEntry) error {
		names = append(names, name)
		return nil
	}, doublestar.WithNoHidden(), doublestar.WithNoFollow())
	slices.SortFunc(names, naturally)
	return slices.Compact(names), err
}

// watched is a folder to glob in. It tells which folders cannot be read, over which
// globbing is silent, and has names in no encoding, which os.DirFS refuses.
type watched struct {
	base   string
	refuse func(name string, err error)
}

func (w watched) Open(name string) (fs.File, error)     { return os.Open(filepath.Join(w.base, name)) }
func (w watched) Stat(name string) (fs.FileInfo, error) { return os.Stat(filepath.Join(w.base, name)) }

func (w watched) ReadDir(name string) ([]fs.DirEntry, error) {
	name = filepath.Join(w.base, name)
	entries, err := os.ReadDir(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		w.refuse(name, Reason(err))
	}
	return entries, err
}

// listed adds what the names of the list stand for: files, folders and
// containers, but neither globs nor standard input, so that what find prints
// means what it says.
func (f *finder) listed() error {
	if f.List == "" {
		return nil
	}
	r, list := f.Stdin, "standard input"
	if f.List != "-" {
		file, err := os.Open(f.List)
		if err != nil {
			return &Refusal{slashed(f.List), Reason(err)}
		}
		defer file.Close()
		r, list = file, slashed(f.List)
	}
	names := 0
	err := eachName(r, f.Null, func(name string) {
		names++
		stat, err := os.Stat(name)
		f.addNamed(name, stat, err, outside(name), true)
	})
	if err == nil && names == 0 {
		err = fmt.Errorf("%w: the list holds no names", errNoText)
	}
	if err != nil {
		return &Refusal{list, err}
	}
	return nil
}

// eachName takes a list apart. The last name need not be ended; empty ones are
// left out, and so is a byte order mark.
func eachName(r io.Reader, null bool, use func(string)) error {
	s := bufio.NewScanner(r)
	s.Split(func(b []byte, atEnd bool) (int, []byte, error) {
		end := byte('\n')
		if null {
			end = 0
		}
		if i := bytes.IndexByte(b, end); i >= 0 {
			return i + 1, b[:i], nil
		}
		if atEnd && len(b) > 0 {
			return len(b), b, nil
		}
		return 0, nil, nil
	})
	for first := true; s.Scan(); first = false {
		name := s.Text()
		if first {
			name = strings.TrimPrefix(name, "\ufeff")
		}
		if !null {
			name = strings.TrimSuffix(name, "\r")
		}
		if strings.Contains(name, "\x00") {
			return errors.New("the names in the list end with NUL: say --null")
		}
		if name != "" {
			use(name)
		}
	}
	if errors.Is(s.Err(), bufio.ErrTooLong) {
		return errors.New("a name in the list is longer than 64 KiB: names end with a newline, or with NUL and --null")
	}
	return Reason(s.Err())
}

// clean is a name without what says nothing, as it is when folders are walked.
func clean(name string) string { return slashed(filepath.Clean(name)) }

// below is what stands before the names of what is in a folder.
func below(folder string) string {
	c := clean(folder)
	if c == "." {
		return ""
	}
	return strings.TrimSuffix(c, "/") + "/"
}

// outside counts the bytes at the start of a cleaned name that lead somewhere
// else: "/", "../", "C:/". It is a folder's name as well.
func outside(name string) int {
	c := below(name)
	n := len(filepath.VolumeName(c))
	for {
		switch rest := c[n:]; {
		case strings.HasPrefix(rest, "/"):
			n++
		case strings.HasPrefix(rest, "../"):
			n += len("../")
		default:
			return n
		}
	}
}
