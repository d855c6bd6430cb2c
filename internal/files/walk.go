package files

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/maruel/natural"
)

// folder adds the texts in a folder and in the folders below it. Links to folders are not
// followed: they can lead back.
func (in *Inputs) folder(root string) {
	before := len(in.All) + len(in.Refused)
	in.walk(root, "")
	if len(in.All)+len(in.Refused) == before {
		in.refuse(root, fmt.Errorf("no .txt file is in this folder: name others with --include '*.text'"))
	}
}

// walk adds what one folder holds: the files first, then what the folders in it hold.
func (in *Inputs) walk(root, below string) {
	folder := filepath.Join(root, filepath.FromSlash(below))
	entries, err := os.ReadDir(folder)
	if err != nil {
		in.refuse(folder, Reason(err))
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return naturalOrder(a.Name(), b.Name()) })
	for _, entry := range entries {
		if !entry.IsDir() {
			in.found(root, path.Join(below, entry.Name()), entry)
		}
	}
	for _, entry := range entries {
		switch {
		case !entry.IsDir():
		case strings.HasPrefix(entry.Name(), "."):
			in.LeftOut.Hidden++
		default:
			in.walk(root, path.Join(below, entry.Name()))
		}
	}
}

// found adds a file of a folder, if it is one that is wanted.
func (in *Inputs) found(root, below string, entry fs.DirEntry) {
	name := filepath.Join(root, filepath.FromSlash(below))
	switch {
	case strings.HasPrefix(entry.Name(), "."):
		in.LeftOut.Hidden++
	case !in.isText(below):
		in.LeftOut.NotText++
	case !regular(name, entry):
		in.refuse(name, errors.New("not a regular file: name it by itself if it is to be read"))
	default:
		in.add(name, below, false)
	}
}

// isText tells by its name below the folder whether a file is read: 02.txt, 02.TXT, and
// what --include fits.
func (in *Inputs) isText(below string) bool {
	if strings.EqualFold(path.Ext(below), ".txt") {
		return true
	}
	return slices.ContainsFunc(in.wanted.Include, func(glob string) bool {
		return doublestar.MatchUnvalidated(glob, below) || doublestar.MatchUnvalidated(glob, path.Base(below))
	})
}

// naturally sorts names as people count: 2.txt before 10.txt.
func naturally(names []string) { slices.SortFunc(names, naturalOrder) }

func naturalOrder(a, b string) int {
	switch {
	case natural.Less(a, b):
		return -1
	case natural.Less(b, a):
		return 1
	}
	return strings.Compare(a, b)
}
