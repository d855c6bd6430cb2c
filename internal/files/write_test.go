package files

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestWriteBelow(t *testing.T) {
	t.Chdir(t.TempDir())
	long := strings.Repeat("版", 84) + "ab" // 254 bytes: a file can have this name, but none that is longer by two
	for _, name := range []string{"1.json", "1996/03/02.json", "1996/03/02.json", "a\nb:c.json", "1996/03/" + long, long} {
		for _, text := range []string{"一", "二"} {
			if err := WriteBelow(".", name, []byte(name+text)); err != nil {
				t.Fatal(err)
			}
			if b, err := os.ReadFile(name); string(b) != name+text {
				t.Errorf("%s: %q, %v", name, b, err)
			}
		}
	}
	onlyThese(t, ".", "1.json", "1996", "a\nb:c.json", long)
	onlyThese(t, "1996/03", "02.json", long)
}

func TestWriteBelowStays(t *testing.T) {
	plant(t, "out/file", "out/folder/x", "elsewhere/x")
	for link, to := range map[string]string{"out/up": "..", "out/else": "../elsewhere", "out/abs": abs(t, "elsewhere"), "out/in": "folder", "out/f": "../elsewhere/x"} {
		if err := os.Symlink(to, link); err != nil {
			t.Fatal(err)
		}
	}
	local, escapes := "no name of a file below the folder of results", "a link on the way leads out of the folder of results: remove it"
	for _, c := range []struct{ name, want string }{
		{"../x", local}, {"a/../../x", local}, {"/x", local}, {"", local}, {".", local}, {"a/..", local},
		{"up/x", escapes}, {"up/elsewhere/x", escapes}, {"else/x", escapes}, {"else/new/x", escapes}, {"abs/x", escapes},
		{"file/x", "a file stands where its folder must be: remove it, or name another folder of results"}, {"folder", "file exists"},
		{"in/y", ""}, {"f", ""}, // a link inside; a link that gives way to the file
	} {
		err := WriteBelow("out", c.name, []byte("新"))
		if err == nil && c.want != "" || err != nil && err.Error() != c.want {
			t.Errorf("%q: %v", c.name, err)
		}
		if c.want == local || c.want == escapes {
			if err := Clear("out", c.name); err == nil || err.Error() != c.want {
				t.Errorf("clear %q: %v", c.name, err)
			}
		}
	}
	for name, want := range map[string]string{"out/folder/y": "新", "out/f": "新", "elsewhere/x": "elsewhere/x", "out/folder/x": "out/folder/x"} {
		if b, _ := os.ReadFile(name); string(b) != want {
			t.Errorf("%s: %q", name, b)
		}
	}
	onlyThese(t, ".", "elsewhere", "out")
	onlyThese(t, "elsewhere", "x")
	onlyThese(t, "out", "abs", "else", "f", "file", "folder", "in", "up")
	if err := WriteBelow("nowhere", "x", nil); err == nil || err.Error() != "no such file or directory" {
		t.Error(err)
	}
}

// What a killed run left is overwritten, even if somebody made it a link, or cleared.
func TestLeftovers(t *testing.T) {
	plant(t, "out/a/1.json", "victim")
	for range 2 {
		put(t, "out/a/.1.json.banmian-new", "half")
		if err := WriteBelow("out", "a/1.json", []byte("新")); err != nil {
			t.Fatal(err)
		}
		onlyThese(t, "out/a", "1.json")
	}
	if err := os.Symlink("../../victim", "out/a/.1.json.banmian-new"); err != nil {
		t.Fatal(err)
	}
	if err := WriteBelow("out", "a/1.json", []byte("新")); err != nil {
		t.Error(err)
	}
	if b, _ := os.ReadFile("victim"); string(b) != "victim" {
		t.Errorf("%q", b)
	}
	put(t, "out/a/.1.json.banmian-new", "half")
	for range 2 { // the second time there is nothing to clear
		if err := Clear("out", "a/1.json"); err != nil {
			t.Error(err)
		}
		onlyThese(t, "out/a", "1.json")
	}
	if err := Clear("out", "b/1.json"); err != nil {
		t.Error(err)
	}
}

func TestCreate(t *testing.T) {
	plant(t, "page")
	for _, abandoned := range []bool{true, false} {
		o, err := Create("page")
		if err != nil {
			t.Fatal(err)
		}
		for range 100_000 {
			if _, err := o.Write([]byte("版面")); err != nil {
				t.Fatal(err)
			}
		}
		if b, _ := os.ReadFile("page"); string(b) != "page" {
			t.Errorf("too early: %d bytes", len(b))
		}
		want := "page"
		if abandoned {
			o.Abandon()
		} else if want = strings.Repeat("版面", 100_000); o.Commit() != nil {
			t.Error("not committed")
		}
		if b, _ := os.ReadFile("page"); string(b) != want {
			t.Errorf("abandoned %v: %d bytes", abandoned, len(b))
		}
		onlyThese(t, ".", "page")
	}
	if _, err := Create("no/page"); err == nil || err.Error() != "no such file or directory" {
		t.Error(err)
	}
}

// Two runs that write one file: the first one must not make the other one's half appear.
func TestCreateTwice(t *testing.T) {
	t.Chdir(t.TempDir())
	first, err := Create("page")
	if err != nil {
		t.Fatal(err)
	}
	second, err := Create("page")
	if err != nil {
		t.Fatal(err)
	}
	second.Write([]byte("半"))
	if err := first.Commit(); err == nil || err.Error() != "another run writes this file too: let one end before the other begins" {
		t.Error(err)
	}
	if err := second.Commit(); err != nil {
		t.Error(err)
	}
	if b, _ := os.ReadFile("page"); string(b) != "半" {
		t.Errorf("%q", b)
	}
	onlyThese(t, ".", "page")
}

func TestLock(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "count")
	put(t, name, "")
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 20 {
				unlock, err := Lock(folder)
				if err != nil {
					t.Error(err)
					return
				}
				b, _ := os.ReadFile(name)
				if err := os.WriteFile(name, append(b, 'x'), 0o666); err != nil {
					t.Error(err)
				}
				unlock()
			}
		})
	}
	wait.Wait()
	if b, _ := os.ReadFile(name); len(b) != 160 {
		t.Errorf("%d of 160 were kept", len(b))
	}
	if _, err := Lock(filepath.Join(folder, "no")); !errors.Is(err, fs.ErrNotExist) && (err == nil || err.Error() != "no such file or directory") {
		t.Error(err)
	}
}

// The lock of a process that is gone is free, and that of one that lives is not.
func TestLockOfProcess(t *testing.T) {
	if folder := os.Getenv("BANMIAN_TEST_LOCK"); folder != "" {
		if _, err := Lock(folder); err != nil {
			t.Fatal(err)
		}
		os.Stdout.WriteString("locked\n")
		os.Stdin.Read(make([]byte, 1)) // until it is killed
		return
	}
	folder := t.TempDir()
	child := exec.Command(os.Args[0], "-test.run=^TestLockOfProcess$")
	child.Env = append(os.Environ(), "BANMIAN_TEST_LOCK="+folder)
	in, _ := child.StdinPipe()
	defer in.Close()
	out, err := child.StdoutPipe()
	if err != nil || child.Start() != nil {
		t.Fatal(err)
	}
	if _, err := out.Read(make([]byte, 7)); err != nil {
		t.Fatal(err)
	}
	got := make(chan error)
	go func() {
		unlock, err := Lock(folder)
		if err == nil {
			unlock()
		}
		got <- err
	}()
	select {
	case err := <-got:
		t.Errorf("two have the lock: %v", err)
	default:
	}
	if child.Process.Kill() != nil {
		t.Fatal("it lives")
	}
	child.Wait()
	if err := <-got; err != nil {
		t.Error(err)
	}
}
