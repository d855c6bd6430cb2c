package files

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// walk is a folder that is searched. Two lengths at the start of its names tell
// what is no part of the place in a folder of results, and what leads to it.
type walk struct {
	*finder
	mirror, root int
}

// folder adds what is in a folder and the folders in it. It goes on where one
// cannot be read.
func (w walk) folder(name string) {
	entries, err := os.ReadDir(name)
	if err != nil {
		w.refuse(name, Reason(err))
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return naturally(a.Name(), b.Name()) })
	for _, e := range entries {
		if hidden(e.Name()) {
			w.LeftOut.Hidden++
			continue
		}
		if w.annotates(name, e.Name(), entries) {
			continue
		}
		w.entry(filepath.Join(name, e.Name()), e.Type())
	}
}

// entry adds what one name in a folder stands for. A link to a file is as good as
// the file. A link to a folder is not entered: it may lead back to where the walk
// is, or to what is read already; it is counted.
func (w walk) entry(name string, mode fs.FileMode) {
	text, linked := archiving(name) != "" || w.isText(slashed(name)[w.root:]), mode&fs.ModeSymlink != 0
	if linked {
		stat, err := os.Stat(name)
		if err != nil && text {
			w.refuse(name, Reason(err))
			return
		}
		if err == nil {
			mode = stat.Mode()
		}
	}
	switch {
	case mode.IsDir() && linked:
		w.LeftOut.Links++
	case mode.IsDir():
		w.folder(name)
	case !text:
		w.LeftOut.NotText++
	case !mode.IsRegular():
		w.refuse(name, irregular(mode))
	case archiving(name) != "":
		w.archive(name, mode, w.mirror)
	default:
		w.text(name, w.mirror, false)
	}
}

// irregular says what a thing is that is not read as a file.
func irregular(mode fs.FileMode) error {
	switch {
	case mode.IsDir():
		return errors.New("a folder, not a file: name the files in it")
	case mode&fs.ModeSymlink != 0:
		return errors.New("a link, not a file")
	case mode&fs.ModeNamedPipe != 0:
		return errors.New("a named pipe, not a file")
	case mode&fs.ModeSocket != 0:
		return errors.New("a socket, not a file")
	case mode&fs.ModeDevice != 0:
		return errors.New("a device, not a file")
	}
	return errors.New("neither a file nor a folder")
}
