package files

import (
	"archive/tar"
	"archive/zip"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// Whatever an archive holds, it is listed and read without a panic, within its
// limits, and its names stay below it.

func FuzzZip(f *testing.F) {
	f.Add([]byte(zipOf(f, nil, page{"03/02.txt", "二"}, page{`a\1.txt`, ""}, page{"a/1.txt", ""})))
	f.Add([]byte(zipOf(f, func(h *zip.FileHeader) { h.Method = zip.Deflate }, page{"1.txt", "\x03\x00"}, page{"../2.txt", ""}, page{gbk(f, "版") + ".txt", ""})))
	f.Fuzz(func(t *testing.T, b []byte) { fuzz(t, "x.zip", b) })
}

func FuzzTar(f *testing.F) {
	f.Add([]byte(tarOf(f, nil, page{"03/02.txt", "二"}, page{"a/../1.txt", ""}, page{strings.Repeat("版", 60) + ".txt", "长"})))
	f.Add([]byte(tarOf(f, func(h *tar.Header) { h.Format, h.Typeflag = tar.FormatGNU, tar.TypeSymlink }, page{"1.txt", ""})))
	f.Fuzz(func(t *testing.T, b []byte) {
		plain := fuzz(t, "x.tar", b)
		other := fuzz(t, "x.tar.gz", []byte(packed(t, ".gz", string(b))))
		if plain != strings.ReplaceAll(other, "x.tar.gz/", "x.tar/") && !strings.Contains(other, "unpacks to more") {
			t.Errorf("packed it is something else:\n%q\n%q", plain, other)
		}
	})
}

// fuzz gives all that was read.
func fuzz(t *testing.T, name string, b []byte) string {
	folder := t.TempDir()
	name = filepath.Join(folder, name)
	if err := os.WriteFile(name, b, 0o666); err != nil {
		t.Fatal(err)
	}
	limits := Limits{Page: 1 << 16, Container: 1 << 20, Entries: 50}
	in, err := Find(Wanted{Names: []string{name}, Limits: limits})
	if err != nil {
		return ""
	}
	defer in.Close()
	if len(in.All) > limits.Entries || len(in.Refused) > limits.Entries+2 {
		t.Errorf("%d inputs, %d refused", len(in.All), len(in.Refused))
	}
	var all strings.Builder
	for _, i := range in.All {
		member, ok := strings.CutPrefix(i.Path, slashed(name)+"/")
		if !ok || !fs.ValidPath(member) || strings.Contains(member, `\`) || !fs.ValidPath(i.Mirror) || !strings.HasPrefix(i.Mirror, "x/") || i.Folder != path.Dir(i.Path) {
			t.Errorf("%q, %q, %q", i.Path, i.Mirror, i.Folder)
		}
		text, err := in.Read(i)
		if int64(len(text)) > limits.Page {
			t.Errorf("%d bytes", len(text))
		}
		all.WriteString(member + "=" + string(text) + "\n")
		if err != nil {
			all.WriteString(err.Error() + "\n")
		}
	}
	return all.String()
}
