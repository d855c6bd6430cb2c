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
//
// This is not done by a library because those that there are either do not build
// on Windows, or make files that only their owner can read.
func Write(name string, b []byte) error {
	old, err := os.Stat(name)
	if err == nil && !old.Mode().IsRegular() {
		return writeThrough(name, b)
	}
	beside := filepath.Join(filepath.Dir(name), ".banmian-"+rand.Text())
	if err := writeSynced(beside, b, old); err != nil {
		os.Remove(beside)
		return Reason(err)
	}
	if err := os.Rename(beside, name); err != nil {
		os.Remove(beside)
		return Reason(err)
	}
	return nil
}

// writeSynced makes a new file that is on the disk when it returns, with the
// permissions of the old one, if there was one.
func writeSynced(name string, b []byte, old fs.FileInfo) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if old != nil {
		err = errors.Join(err, f.Chmod(old.Mode().Perm()))
	}
	return errors.Join(err, f.Sync(), f.Close())
}

// writeThrough writes to what is no regular file: /dev/stdout, a named pipe.
func writeThrough(name string, b []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return Reason(err)
	}
	_, err = f.Write(b)
	return Reason(errors.Join(err, f.Close()))
}
