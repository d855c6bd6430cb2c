// Package files is where text comes from and where results go. It finds texts in
// folders and archives, by globs and lists, reads them whole, and writes results
// whole or not at all. Its errors leave out the name of the file they are about:
// who prints them knows it.
package files

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
)

// Limit is the size of the largest input. A page of a newspaper has some 20 KB
// of text, a year of a daily paper some 30 MB.
const Limit = 64 << 20

// Read gives the bytes of a file, which may be a pipe or a device as well. The
// error says what to do about a folder and what is larger than Limit.
func Read(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, Reason(err)
	}
	defer f.Close()
	if stat, err := f.Stat(); err == nil && stat.IsDir() {
		return nil, errors.New("a folder, not a file: name the files in it")
	}
	return ReadFrom(f)
}

// ReadFrom gives all bytes of r, with the error of Read if there are too many.
func ReadFrom(r io.Reader) ([]byte, error) { return readAll(r, 0, Limit) }

// readAll gives all bytes of r, of which there are some size, if that is known, and
// not more than limit.
func readAll(r io.Reader, size, limit int64) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(int(min(size, limit)) + bytes.MinRead)
	switch _, err := b.ReadFrom(io.LimitReader(r, limit+1)); {
	case err != nil:
		return nil, Reason(err)
	case int64(b.Len()) > limit:
		return nil, tooLarge(limit)
	}
	return b.Bytes(), nil
}

// Same tells whether two names lead to one file, through links of either kind.
// What is no regular file is the same as nothing: reading from and writing to
// one terminal is no harm.
func Same(a, b string) bool {
	first, err := os.Stat(a)
	if err != nil {
		return false
	}
	second, err := os.Stat(b)
	return err == nil && first.Mode().IsRegular() && os.SameFile(first, second)
}

// SameAsOpen tells the same of a file that is open, as standard input may be,
// and a name.
func SameAsOpen(open any, name string) bool {
	f, ok := open.(*os.File)
	if !ok {
		return false
	}
	first, err := f.Stat()
	if err != nil || !first.Mode().IsRegular() {
		return false
	}
	second, err := os.Stat(name)
	return err == nil && os.SameFile(first, second)
}

// Reason leaves the name and the system call out of an error of package os.
func Reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return Reason(path.Err)
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err
	}
	return err
}
