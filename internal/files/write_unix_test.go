//go:build unix

package files

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A disk that is full, played by a process that may write only so much to a file.
func TestFull(t *testing.T) {
	if folder := os.Getenv("BANMIAN_TEST_FULL"); folder != "" {
		var old syscall.Rlimit
		if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &old); err != nil {
			t.Fatal(err)
		}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 4096, Max: old.Max}); err != nil {
			t.Fatal(err)
		}
		full(t, folder)
		syscall.Setrlimit(syscall.RLIMIT_FSIZE, &old) // what the test run itself writes is longer
		return
	}
	child := exec.Command(os.Args[0], "-test.run=^TestFull$")
	child.Env = append(os.Environ(), "BANMIAN_TEST_FULL="+t.TempDir())
	if out, err := child.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

func full(t *testing.T, folder string) {
	name, b := filepath.Join(folder, "page"), make([]byte, 100<<10)
	put(t, name, "旧")
	for _, write := range []func() error{
		func() error { return Write(name, b) },
		func() error { return WriteBelow(folder, "page", b) },
		func() error { return WriteBelow(folder, "new", b) },
		func() error { return WriteBelow(folder, "page", b[:5000]) }, // fails at the end only
	} {
		if err := write(); err == nil || err.Error() != "file too large" {
			t.Error(err)
		}
		onlyThese(t, folder, "page")
	}
	if got, _ := os.ReadFile(name); string(got) != "旧" {
		t.Errorf("%q", got)
	}
	archive := packed(t, ".gz", tarOf(t, nil, page{"1.txt", strings.Repeat("好", 5000)}))
	name = filepath.Join(folder, "x.tgz")
	put(t, name, archive)
	in := find(t, Wanted{Names: []string{name}})
	if got := listing(in); !strings.Contains(got, "file too large: set TMPDIR to a folder with room") || len(in.All) != 0 || in.spool.size != 0 {
		t.Error(got)
	}
}
