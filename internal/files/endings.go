package files

import (
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// archives are the endings of what holds members; packings of what holds one text.
var (
	archives = []string{".zip", ".tar", ".tar.gz", ".tgz", ".tar.zst"}
	packings = []string{".gz", ".zst"}
)

// archiving is the ending that makes a name one of an archive, in lower case, or "".
func archiving(name string) string { return ending(name, archives) }

// packing is the ending that tells that a text is packed, in lower case, or "".
func packing(name string) string { return ending(name, packings) }

func ending(name string, endings []string) string {
	for _, e := range endings {
		if i := len(name) - len(e); i >= 0 && strings.EqualFold(name[i:], e) {
			return e
		}
	}
	return ""
}

// unpacked is a name without the ending of its packing.
func unpacked(name string) string { return name[:len(name)-len(packing(name))] }

// isText tells whether a file is text by its name below the folder or the
// container that it was found in.
func (w Wanted) isText(below string) bool {
	plain := unpacked(below)
	if len(w.Endings) == 0 && ending(plain, []string{".txt"}) != "" || ending(plain, w.Endings) != "" {
		return true
	}
	for _, glob := range w.Include {
		for _, name := range []string{below, plain} {
			if doublestar.MatchUnvalidated(glob, name) || doublestar.MatchUnvalidated(glob, path.Base(name)) {
				return true
			}
		}
	}
	return false
}

// hidden tells whether a name, or a folder in it, begins with a dot.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.Contains(name, "/.")
}

// stem leaves the ending out of a path: "03/02.txt.gz" gives "03/02". An ending is
// short and Latin: "2024.11.11" and "1版.要闻" keep what follows the dot.
func stem(name string) string {
	if e := archiving(name); e != "" {
		return cut(name, e)
	}
	name = cut(name, packing(name))
	e := path.Ext(name)
	if len(e) > 6 || len(e) < 2 || isDigit(e[1]) {
		return name
	}
	for _, c := range []byte(e[1:]) {
		if !isDigit(c) && (c|0x20 < 'a' || c|0x20 > 'z') {
			return name
		}
	}
	return cut(name, e)
}

// cut takes an ending of this length off, unless it is all there is: ".txt".
func cut(name, ending string) string {
	if len(path.Base(name)) == len(ending) {
		return name
	}
	return name[:len(name)-len(ending)]
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
