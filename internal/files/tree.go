package files

import (
	"errors"
	"os"
	"path"
	"path/filepath"
)

// leftover is the ending of what a result is called until it is whole. It is made of the
// result's own name, so that what a killed run left is overwritten by the next one.
const leftover = ".banmian-new"

// WriteInTree puts b into the file of this name below root, with slashes: all of it, on the
// disk, or nothing. Missing folders are made. A name or a link that leads out of root is
// refused.
func WriteInTree(root, name string, b []byte) error {
	tree, err := os.OpenRoot(root)
	if err != nil {
		return Reason(err)
	}
	defer tree.Close()
	name = filepath.FromSlash(name)
	if err := tree.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return Reason(err)
	}
	beside := besideOf(name)
	if err := writeBeside(tree, beside, b); err != nil {
		tree.Remove(beside)
		return Reason(err)
	}
	if err := tree.Rename(beside, name); err != nil {
		tree.Remove(beside)
		return Reason(err)
	}
	return nil
}

// writeBeside makes a file that is on the disk when it returns.
func writeBeside(tree *os.Root, name string, b []byte) error {
	f, err := tree.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	return errors.Join(err, f.Sync(), f.Close())
}

// Clear takes away what a killed run may have left of a result.
func Clear(root, name string) error {
	err := os.Remove(filepath.Join(root, besideOf(filepath.FromSlash(name))))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return Reason(err)
}

// besideOf is what a result is called until it is whole: out/.02.json.banmian-new.
func besideOf(name string) string {
	folder, file := filepath.Split(name)
	return path.Join(folder, "."+file+leftover)
}
