package files

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
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
	o, err := Create(name)
	if err != nil {
		return err
	}
	return o.whole(b)
}

// WriteBelow does the same to a file in a folder of results, whose name below it
// has slashes, and makes the folders that are missing. It never leaves the folder,
// whatever the name is and wherever links in the folder lead.
func WriteBelow(folder, name string, b []byte) error {
	o, err := createBelow(folder, name)
	if err != nil {
		return err
	}
	return o.whole(b)
}

// Clear removes what a run that was killed has left of a file that it was writing
// by WriteBelow. What is complete stays.
func Clear(folder, name string) error {
	root, err := openBelow(folder, name)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := root.Remove(beside(filepath.FromSlash(name))); !errors.Is(err, fs.ErrNotExist) {
		return inside(err)
	}
	return nil
}

// Output is a file that is written bit by bit and appears whole or not at all. One
// of Commit and Abandon ends it.
type Output struct {
	root *os.Root // the folder; nil for a device or a pipe
	name string   // in it
	file *os.File
	old  fs.FileInfo // nil if there is none
	buf  *bufio.Writer
}

// Create begins the file of this name, which Target gave. Until Commit there is
// only another one beside it, hidden, which the next run takes away if this one is
// killed. A device or a pipe is written to as it is.
func Create(name string) (*Output, error) {
	if stat, err := os.Stat(name); err == nil && !stat.Mode().IsRegular() && !stat.IsDir() {
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return nil, Reason(err)
		}
		return &Output{file: f, buf: bufio.NewWriter(f)}, nil
	}
	root, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		return nil, Reason(err)
	}
	return create(root, filepath.Base(name))
}

// createBelow begins a file below a folder.
func createBelow(folder, name string) (*Output, error) {
	root, err := openBelow(folder, name)
	if err != nil {
		return nil, err
	}
	name = filepath.FromSlash(name)
	if err := root.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		root.Close()
		if errors.Is(err, fs.ErrExist) {
			return nil, errors.New("a file stands where its folder must be: remove it, or name another folder of results")
		}
		return nil, inside(err)
	}
	return create(root, name)
}

// openBelow opens a folder that nothing leads out of, for a name below it.
func openBelow(folder, name string) (*os.Root, error) {
	if name = filepath.FromSlash(name); !filepath.IsLocal(name) || filepath.Clean(name) == "." {
		return nil, errors.New("no name of a file below the folder of results")
	}
	root, err := os.OpenRoot(folder)
	return root, Reason(err)
}

// create begins a file and closes the folder if it cannot.
func create(root *os.Root, name string) (*Output, error) {
	o := &Output{root: root, name: name}
	if stat, err := root.Lstat(name); err == nil && stat.Mode().IsRegular() {
		o.old = stat
	}
	root.Remove(beside(name)) // what a killed run left; a link there would lead elsewhere
	f, err := root.OpenFile(beside(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		root.Close()
		return nil, inside(err)
	}
	o.file, o.buf = f, bufio.NewWriterSize(f, 64<<10)
	return o, nil
}

func (o *Output) Write(b []byte) (int, error) {
	n, err := o.buf.Write(b)
	return n, Reason(err)
}

// Commit makes the file appear, or leaves all as it was and gives an error.
func (o *Output) Commit() error {
	err := o.buf.Flush()
	if o.root == nil {
		return Reason(errors.Join(err, o.file.Close()))
	}
	if o.old != nil {
		err = errors.Join(err, o.file.Chmod(o.old.Mode().Perm()))
	}
	if err = errors.Join(err, o.file.Sync(), o.own()); err != nil {
		o.Abandon()
		return Reason(err)
	}
	defer o.root.Close()
	if err = o.file.Close(); err == nil {
		err = o.root.Rename(beside(o.name), o.name)
	}
	if err != nil {
		o.root.Remove(beside(o.name))
	}
	return inside(err)
}

// own finds out whether the file beside is still this one. Another run that writes
// the same file takes it away, and would see its own half a file appear.
func (o *Output) own() error {
	mine, err := o.file.Stat()
	if err != nil {
		return err
	}
	if there, err := o.root.Lstat(beside(o.name)); err != nil || !os.SameFile(mine, there) {
		return errors.New("another run writes this file too: let one end before the other begins")
	}
	return nil
}

// Abandon leaves all as it was. What went through to a device or a pipe is gone.
func (o *Output) Abandon() {
	if o.root == nil {
		o.file.Close()
		return
	}
	owned := o.own() == nil
	o.file.Close()
	if owned {
		o.root.Remove(beside(o.name))
	}
	o.root.Close()
}

// whole writes all there is and ends the output.
func (o *Output) whole(b []byte) error {
	if _, err := o.Write(b); err != nil {
		o.Abandon()
		return err
	}
	return o.Commit()
}

// beside is the name of the file that becomes the one of this name, in the same
// folder. It is always the same, so that nothing heaps up. A name that would be
// too long for the system is cut and told apart by a sum.
func beside(name string) string {
	folder, base := filepath.Split(name)
	if len(base) > 200 {
		sum := sha256.Sum256([]byte(base))
		base = fmt.Sprintf("%s-%x", strings.ToValidUTF8(base[:160], ""), sum[:8])
	}
	return folder + "." + base + ".banmian-new"
}

// inside is Reason for what happens below a folder.
func inside(err error) error {
	err = Reason(err)
	if err != nil && err.Error() == "path escapes from parent" { // package os does not export it
		return errors.New("a link on the way leads out of the folder of results: remove it")
	}
	return err
}
