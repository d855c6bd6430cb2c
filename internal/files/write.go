package files

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Target finds out whether a file of this name can be written, and where: at the
// end of links, so that they stay links. The error says what to do; nothing is
// written yet.
func Target(name string) (string, error) {
	if stat, err := os.Stat(name); err == nil && stat.IsDir() {
		return "", fmt.Errorf("a folder: name a file in it, as in %s", filepath.Join(name, "edition.json"))
	} else if err == nil && !stat.Mode().IsRegular() { // the links in /dev lead to what has no name
		return name, nil
	}
	target := name
	if stat, err := os.Lstat(name); err == nil && stat.Mode()&fs.ModeSymlink != 0 {
		if target, err = filepath.EvalSymlinks(name); err != nil {
			return "", errors.New("a link that leads to nothing: remove it, or name another file")
		}
	}
	folder := filepath.Dir(target)
	if stat, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("there is no folder %s: make it first", folder)
	} else if err == nil && !stat.IsDir() {
		return "", fmt.Errorf("%s is a file, not a folder", folder)
	}
	return target, nil
}

// Write puts b into the file of this name, which Target gave: all of it or, if
// there is an error, nothing, and what stood there before still stands. An old
// file's permissions stay. A device or a pipe is written to as it is.
func Write(name string, b []byte) error {
	out, err := Create(name)
	if err != nil {
		return err
	}
	if _, err := out.Write(b); err != nil {
		out.Abandon()
		return Reason(err)
	}
	return out.Commit()
}

// An Output is a file in the making. It appears under its name when it is whole.
//
// This is not done by a library because those that there are either do not build
// on Windows, or make files that only their owner can read.
type Output struct {
	*os.File
	name   string
	beside string // what it is called until it is whole; "" for a device or a pipe
}

// Create begins the output of a name that Target gave.
func Create(name string) (*Output, error) {
	old, err := os.Stat(name)
	if err == nil && !old.Mode().IsRegular() {
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		return &Output{File: f, name: name}, Reason(err)
	}
	beside := filepath.Join(filepath.Dir(name), ".banmian-"+rand.Text())
	f, err := os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, Reason(err)
	}
	out := &Output{f, name, beside}
	if old != nil {
		if err := f.Chmod(old.Mode().Perm()); err != nil {
			out.Abandon()
			return nil, Reason(err)
		}
	}
	return out, nil
}

// Commit makes the output appear, or leaves nothing of it.
func (o *Output) Commit() error {
	if o.beside == "" {
		return Reason(o.Close())
	}
	err := errors.Join(o.Sync(), o.Close())
	if err == nil {
		err = os.Rename(o.beside, o.name)
	}
	if err != nil {
		os.Remove(o.beside)
	}
	return Reason(err)
}

// Abandon leaves nothing of the output.
func (o *Output) Abandon() {
	o.Close()
	if o.beside != "" {
		os.Remove(o.beside)
	}
}
