package files

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
)

// Annotation is the ending of an annotated page. One that stands beside a text of its name,
// 02.ann beside 02.txt, belongs to that, and is no input of its own in a folder.
const Annotation = ".ann"

// Annotated gives the annotated page that stands beside a file, and its name with slashes;
// "" where there is none, as in a container and beside standard input.
func (in *Inputs) Annotated(i Input) (name string, b []byte, err error) {
	if i.name == "" || strings.EqualFold(path.Ext(i.Path), Annotation) {
		return "", nil, nil
	}
	name = stem(i.name) + Annotation
	b, err = readFile(name, false, in.limits.Page)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil, nil
	}
	return slashed(name), b, err
}

// annotates tells whether a name in a folder is that of an annotated page whose text
// stands there too.
func (w walk) annotates(folder, name string, entries []fs.DirEntry) bool {
	if !strings.EqualFold(filepath.Ext(name), Annotation) {
		return false
	}
	own := name[:len(name)-len(Annotation)]
	for _, e := range entries {
		if e.Name() != name && stem(e.Name()) == own && !e.IsDir() && w.isText(slashed(filepath.Join(folder, e.Name()))[w.root:]) {
			return true
		}
	}
	return false
}
