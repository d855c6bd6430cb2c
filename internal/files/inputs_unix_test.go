//go:build unix

package files

import (
	"fmt"
	"io"
	"os"
	"syscall"
	"testing"
)

// A walk enters no folder through a link, so it ends; a folder that is named is
// entered. What is no file is told, and does not hold the walk up.
func TestFindLinks(t *testing.T) {
	plant(t, "real/1.txt", "other/9.md")
	for link, to := range map[string]string{"real/loop": "../real", "real/2.txt": "1.txt", "real/3.txt": "nowhere", "real/x": "nowhere", "real/9.md": "../other/9.md", "named": "real"} {
		if err := os.Symlink(to, link); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo("real/4.txt", 0o666); err != nil {
		t.Fatal(err)
	}
	in := find(t, Wanted{Names: []string{"named", "**/1.txt", "other/*.md"}})
	want := "named/1.txt>1 named/2.txt>2 real/1.txt other/9.md>9 !named/3.txt: no such file or directory !named/4.txt: a named pipe, not a file"
	if got := listing(in); got != want {
		t.Errorf("\n%s, not\n%s", got, want)
	}
	if in.LeftOut.Links != 1 || in.LeftOut.NotText != 2 {
		t.Errorf("%+v", in.LeftOut)
	}
}

// A file that nobody may read cannot be made for root, but one in /proc is such.
func TestReadUnreadable(t *testing.T) {
	if os.Geteuid() != 0 {
		plant(t, "a/1.txt", "a/b/2.txt")
		if os.Chmod("a/1.txt", 0) != nil || os.Chmod("a/b", 0) != nil {
			t.Fatal("no permissions here")
		}
		t.Cleanup(func() { os.Chmod("a/b", 0o777) })
		in := find(t, Wanted{Names: []string{"a"}})
		if _, err := in.Read(in.All[0]); err == nil || err.Error() != "permission denied" || listing(in) != "a/1.txt>1 !a/b: permission denied" {
			t.Error(listing(in), err)
		}
		return
	}
	in := find(t, Wanted{Names: []string{"/proc/self/mem"}})
	if _, err := in.Read(in.All[0]); err == nil || err.Error() != "input/output error" {
		t.Error(err)
	}
}

// Only what is named by itself may be a pipe or a device: <(...) is one in a shell.
func TestReadPipe(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	io.WriteString(w, "版面")
	w.Close()
	in := find(t, Wanted{Names: []string{fmt.Sprintf("/dev/fd/%d", r.Fd()), "/dev/zero"}, Limits: Limits{Page: 1 << 10}})
	if b, err := in.Read(in.All[0]); string(b) != "版面" || err != nil {
		t.Errorf("%q, %v", b, err)
	}
	if _, err := in.Read(in.All[1]); err == nil || err.Error() != "larger than 1 KiB: split it, for example by page" {
		t.Error(err)
	}
}

// A pipe that takes a file's place after it was found would hold everything up.
func TestReadPipeInFolder(t *testing.T) {
	plant(t, "a/1.txt")
	in := find(t, Wanted{Names: []string{"a"}})
	if os.Remove("a/1.txt") != nil || syscall.Mkfifo("a/1.txt", 0o666) != nil {
		t.Fatal("no pipe here")
	}
	if _, err := in.Read(in.All[0]); err == nil || err.Error() != "a named pipe, not a file" {
		t.Error(err)
	}
}
