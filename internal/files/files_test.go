package files

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	folder := t.TempDir()
	page := filepath.Join(folder, "a\nb.txt")
	put(t, page, "版面")
	if b, err := Read(page); string(b) != "版面" || err != nil {
		t.Errorf("%q, %v", b, err)
	}
	for name, want := range map[string]string{
		folder:      "a folder, not a file: name the files in it",
		page + "?":  "no such file or directory",
		page + "/x": "not a directory",
	} {
		if _, err := Read(name); err == nil || err.Error() != want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// endless never ends, as /dev/zero.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestReadFromStops(t *testing.T) {
	if _, err := ReadFrom(endless{}); err == nil || !strings.HasPrefix(err.Error(), "larger than 64 MiB") {
		t.Error(err)
	}
	if b, err := ReadFrom(strings.NewReader("版")); string(b) != "版" || err != nil {
		t.Errorf("%q, %v", b, err)
	}
}

func TestSame(t *testing.T) {
	folder := t.TempDir()
	page, hard, soft, other := filepath.Join(folder, "page"), filepath.Join(folder, "hard"), filepath.Join(folder, "soft"), filepath.Join(folder, "other")
	put(t, page, "版")
	put(t, other, "版")
	if os.Link(page, hard) != nil || os.Symlink(page, soft) != nil {
		t.Skip("no links here")
	}
	open, err := os.Open(page)
	if err != nil {
		t.Fatal(err)
	}
	defer open.Close()
	for name, want := range map[string]bool{
		page: true, hard: true, soft: true, filepath.Join(folder, ".", "page"): true,
		other: false, folder: false, page + "?": false,
	} {
		if Same(page, name) != want || Same(name, page) != want || SameAsOpen(open, name) != want {
			t.Errorf("%s: %v, %v, %v", name, Same(page, name), Same(name, page), SameAsOpen(open, name))
		}
	}
	if Same(os.DevNull, os.DevNull) || SameAsOpen(strings.NewReader(""), page) {
		t.Error("a device, or no file at all, is the same as nothing")
	}
}

func TestTarget(t *testing.T) {
	folder := t.TempDir()
	page, soft, loose := filepath.Join(folder, "page"), filepath.Join(folder, "soft"), filepath.Join(folder, "loose")
	put(t, page, "版")
	if os.Symlink(page, soft) != nil || os.Symlink(page+"?", loose) != nil {
		t.Skip("no links here")
	}
	resolved, _ := filepath.EvalSymlinks(page)
	for _, c := range []struct{ name, want, message string }{
		{page, page, ""},
		{page + ".new", page + ".new", ""},
		{soft, resolved, ""},
		{"page.new", "page.new", ""},
		{folder, "", "a folder: name a file in it, as in " + filepath.Join(folder, "edition.json")},
		{loose, "", "a link that leads to nothing: remove it, or name another file"},
		{filepath.Join(folder, "no", "page"), "", "there is no folder " + filepath.Join(folder, "no") + ": make it first"},
		{filepath.Join(page, "page"), "", page + " is a file, not a folder"},
	} {
		got, err := Target(c.name)
		if got != c.want || err == nil && c.message != "" || err != nil && err.Error() != c.message {
			t.Errorf("%s: %s, %v", c.name, got, err)
		}
	}
}

func TestWrite(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "page")
	for _, text := range []string{"一", "二"} {
		if err := Write(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if b, _ := os.ReadFile(name); string(b) != text {
			t.Errorf("%q", b)
		}
	}
	onlyThese(t, folder, "page")
}

func TestWriteKeepsPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such permissions here")
	}
	name := filepath.Join(t.TempDir(), "page")
	put(t, name, "一")
	if err := os.Chmod(name, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := Write(name, []byte("二")); err != nil {
		t.Fatal(err)
	}
	if stat, _ := os.Stat(name); stat.Mode().Perm() != 0o640 {
		t.Error(stat.Mode())
	}
}

// Where nothing can be put, nothing is left.
func TestWriteFails(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "page")
	if err := os.Mkdir(name, 0o777); err != nil { // a folder that came after Target looked
		t.Fatal(err)
	}
	put(t, filepath.Join(name, "x"), "")
	if err := Write(name, []byte("一")); err == nil {
		t.Error("wrote over a folder")
	}
	if err := Write(filepath.Join(folder, "no", "page"), []byte("一")); err == nil || err.Error() != "no such file or directory" {
		t.Error(err)
	}
	onlyThese(t, folder, "page")
}

func TestWriteThrough(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("no /dev/full here")
	}
	if err := Write("/dev/full", []byte("一")); err == nil || !strings.HasSuffix(err.Error(), "no space left on device") {
		t.Error(err)
	}
	if err := Write(os.DevNull, []byte("一")); err != nil {
		t.Error(err)
	}
}

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// onlyThese fails where a folder holds anything else, such as a temporary file.
func onlyThese(t *testing.T, folder string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if strings.Join(got, " ") != strings.Join(names, " ") {
		t.Errorf("in %s: %q", folder, got)
	}
}
