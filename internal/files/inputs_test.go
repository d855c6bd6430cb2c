package files

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// plant makes files, each with its own name for a text, in a new working folder.
func plant(t *testing.T, names ...string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, name := range names {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		put(t, name, name)
	}
}

// find is Find where the command line makes sense.
func find(t *testing.T, w Wanted) *Inputs {
	t.Helper()
	in, err := Find(w)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close() })
	return in
}

// listing shows inputs as their paths, with the place where that is not the same
// without .txt.
func listing(in *Inputs) string {
	var b strings.Builder
	for _, i := range in.All {
		b.WriteString(i.Path)
		if i.Mirror+".txt" != i.Path {
			b.WriteString(">" + i.Mirror)
		}
		b.WriteByte(' ')
	}
	for _, r := range in.Refused {
		fmt.Fprintf(&b, "!%s ", r.Error())
	}
	return strings.TrimSpace(b.String())
}

func TestFind(t *testing.T) {
	plant(t, "README", "page.md", "a[1].txt", ".hidden.txt",
		"2024/10.txt", "2024/2.txt", "2024/2-1.TXT", "2024/2.txt.gz", "2024/note.md", "2024/.x.txt", "2024/.git/x.txt", "2024/scan.jpg",
		"2024/deep/er/1.txt", "2024/deep/1.text", "A10/1.txt", "A2/1.txt", "none/scan.jpg", "dots/.x.txt", "empty/x/y.jpg")
	if err := os.Remove("empty/x/y.jpg"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		w    Wanted
		want string
	}{
		{"a file whatever its ending", Wanted{Names: []string{"README", "page.md", ".hidden.txt"}}, "README>README page.md>page .hidden.txt"},
		{"a file in a folder", Wanted{Names: []string{"./2024/2.txt", "2024//note.md"}}, "./2024/2.txt>2 2024//note.md>note"},
		{"a folder", Wanted{Names: []string{"2024/"}}, "2024/2.txt>2 2024/2.txt.gz>2 2024/2-1.TXT>2-1 2024/10.txt>10 2024/deep/er/1.txt>deep/er/1"},
		{"this folder", Wanted{Names: []string{".", "A2/../A10"}}, "2024/2.txt 2024/2.txt.gz>2024/2 2024/2-1.TXT>2024/2-1 2024/10.txt 2024/deep/er/1.txt A2/1.txt A10/1.txt a[1].txt A10/1.txt>1"},
		{"more endings", Wanted{Names: []string{"2024/deep", "A2"}, Include: []string{"*.text", "*.md"}}, "2024/deep/1.text>1 2024/deep/er/1.txt>er/1 A2/1.txt>1"},
		{"a path to include", Wanted{Names: []string{"2024"}, Include: []string{"deep/**"}}, "2024/2.txt>2 2024/2.txt.gz>2 2024/2-1.TXT>2-1 2024/10.txt>10 2024/deep/1.text>deep/1 2024/deep/er/1.txt>deep/er/1"},
		{"a name that looks like a glob", Wanted{Names: []string{"a[1].txt"}}, "a[1].txt"},
		{"a glob", Wanted{Names: []string{"A*/*.txt"}}, "A2/1.txt A10/1.txt"},
		{"a glob with a plain folder", Wanted{Names: []string{"2024/*.{md,txt}"}}, "2024/2.txt>2 2024/10.txt>10 2024/note.md>note"},
		{"a deep glob", Wanted{Names: []string{"2024/**/1.*"}}, "2024/deep/1.text>deep/1 2024/deep/er/1.txt>deep/er/1"},
		{"a glob of folders", Wanted{Names: []string{"A*"}}, "A2/1.txt A10/1.txt"},
		{"all below", Wanted{Names: []string{"A*/**"}}, "A2/1.txt A10/1.txt"},
		{"no match", Wanted{Names: []string{"A2/1.txt", "B*"}}, "A2/1.txt>1 !B*: no such file, and no text matches it as a pattern"},
		{"no pattern", Wanted{Names: []string{"A2/1.txt", "[a"}}, "A2/1.txt>1 ![a: no such file, and no pattern either"},
		{"no file", Wanted{Names: []string{"x.txt", "A2/1.txt/x", "A2/1.txt"}}, "A2/1.txt>1 !x.txt: no such file or directory !A2/1.txt/x: not a directory"},
		{"one folder of two", Wanted{Names: []string{"none", "A2"}}, "A2/1.txt>1 !none: no text in this folder, but other files (1): say which are text, as in --include '*.md'"},
		{"standard input", Wanted{Names: []string{"-", "A2"}}, ">stdin A2/1.txt>1"},
		{"a list", Wanted{List: "-", Stdin: strings.NewReader("\ufeffA2/1.txt\r\n\n./2024/deep\n../" + here(t) + "/A10/1.txt\nB*\n")},
			"A2/1.txt 2024/deep/er/1.txt ../" + here(t) + "/A10/1.txt>" + here(t) + "/A10/1 !B*: no such file or directory"},
		{"a list of NULs", Wanted{List: "-", Null: true, Stdin: strings.NewReader("A2/1.txt\x00A10\x00a[1].txt")}, "A2/1.txt A10/1.txt a[1].txt"},
		{"an absolute name in a list", Wanted{List: "-", Stdin: strings.NewReader(abs(t, "A2"))}, filepath.ToSlash(abs(t, "A2/1.txt")) + ">" + strings.TrimSuffix(filepath.ToSlash(abs(t, "A2/1.txt"))[1:], ".txt")},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := listing(find(t, c.w)); got != c.want {
				t.Errorf("\n%s, not\n%s", got, c.want)
			}
		})
	}
}

// here is the name of the working folder.
func here(t *testing.T) string { return filepath.Base(abs(t, ".")) }

func abs(t *testing.T, name string) string {
	t.Helper()
	name, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	return name
}

func TestFindFields(t *testing.T) {
	plant(t, "2024/.x.txt", "2024/.git/x.txt", "2024/scan.jpg", "2024/a/1.txt", "x.txt")
	in := find(t, Wanted{Names: []string{"2024", "x.txt", "*.txt", "./x.txt"}})
	if in.LeftOut.Hidden != 2 || in.LeftOut.NotText != 1 || in.LeftOut.Links != 0 {
		t.Errorf("%+v", in.LeftOut)
	}
	var got []string
	for _, i := range in.All {
		got = append(got, fmt.Sprint(i.Folder, " ", i.Single))
	}
	if want := []string{"2024/a false", ". true", ". false", ". true"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestFindMakesNoSense(t *testing.T) {
	plant(t, "none/scan.jpg", "dots/.x.txt", "no.txt", "nul")
	put(t, "no.txt", "")
	put(t, "nul", "a\x00b")
	if err := os.Mkdir("empty", 0o777); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		w    Wanted
		want string
	}{
		{"nothing", Wanted{}, "nothing to read: name a file or a folder"},
		{"standard input twice", Wanted{Names: []string{"-"}, List: "-"}, "standard input (-) is named twice: name it once"},
		{"a bad glob", Wanted{Names: []string{"a"}, Include: []string{"[a"}}, "--include [a is no pattern: say something like '*.md' or 'text/**'"},
		{"no text", Wanted{Names: []string{"none"}}, "none: no text in this folder, but other files (1): say which are text, as in --include '*.md'"},
		{"hidden only", Wanted{Names: []string{"dots"}}, "dots: no text in this folder, but hidden files or folders (1): name them by themselves"},
		{"an empty folder", Wanted{Names: []string{"empty"}}, "empty: no text in this folder: name another, or say which files are text, as in --include '*.md'"},
		{"no list", Wanted{List: "x"}, "x: no such file or directory"},
		{"a list that is a folder", Wanted{List: "none"}, "none: is a directory"},
		{"an empty list", Wanted{List: "no.txt"}, "no.txt: no text: the list holds no names"},
		{"NUL in lines", Wanted{List: "nul"}, "nul: the names in the list end with NUL: say --null"},
		{"lines in NUL", Wanted{List: "-", Null: true, Stdin: strings.NewReader(strings.Repeat("a\n", 40000))},
			"standard input: a name in the list is longer than 64 KiB: names end with a newline, or with NUL and --null"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if in, err := Find(c.w); err == nil || err.Error() != c.want {
				t.Errorf("%v, %v", in, err)
			}
		})
	}
}

func TestReadInputs(t *testing.T) {
	plant(t, "a/1.txt", "a/2.txt", "a/3.txt", "a/5.txt")
	put(t, "a/2.txt.gz", packed(t, ".gz", "二"))
	put(t, "a/3.txt.ZST", packed(t, ".zst", "三"))
	put(t, "a/6.txt.gz", packed(t, ".gz", "六")[:20])
	put(t, "a/7.txt.gz", "no gzip at all")
	put(t, "a/8.txt.zst", "no zstd at all")
	flawed := []byte(packed(t, ".gz", "九"))
	flawed[len(flawed)-8]++
	put(t, "a/9.txt.gz", string(flawed))
	put(t, "a/10.txt.gz", packed(t, ".gz", strings.Repeat("一", 1<<20)))
	put(t, "a/11.txt", strings.Repeat("一", 400))
	in := find(t, Wanted{Names: []string{"a"}, Limits: Limits{Page: 1 << 10}})
	// what becomes of them before they are read
	for _, err := range []error{os.Remove("a/2.txt"), os.Remove("a/5.txt"), os.Mkdir("a/5.txt", 0o777)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	want := map[string]string{
		"a/1.txt": "a/1.txt", "a/2.txt": "!no such file or directory", "a/2.txt.gz": "二", "a/3.txt": "a/3.txt", "a/3.txt.ZST": "三",
		"a/5.txt":    "!a folder, not a file: name the files in it",
		"a/6.txt.gz": "!damaged: it ends too early", "a/7.txt.gz": "!damaged: not what its name says, or not whole",
		"a/8.txt.zst": "!damaged: not what its name says, or not whole", "a/9.txt.gz": "!damaged: its checksum is wrong",
		"a/10.txt.gz": "!larger than 1 KiB: split it, for example by page", "a/11.txt": "!larger than 1 KiB: split it, for example by page",
	}
	if len(in.All) != len(want) {
		t.Error(listing(in))
	}
	for _, i := range in.All {
		b, err := in.Read(i)
		got := string(b)
		if err != nil {
			got = "!" + err.Error()
		}
		if got != want[i.Path] {
			t.Errorf("%s: %.80q, not %q", i.Path, got, want[i.Path])
		}
	}
}

// Standard input is read once, and not before it is asked for.
func TestReadStandardInput(t *testing.T) {
	stdin := strings.NewReader("版面")
	in := find(t, Wanted{Names: []string{"-"}, Stdin: stdin})
	if stdin.Len() != len("版面") {
		t.Error("read too early")
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			if b, err := in.Read(in.All[0]); string(b) != "版面" || err != nil {
				t.Errorf("%q, %v", b, err)
			}
		})
	}
	wait.Wait()
}

func TestStem(t *testing.T) {
	for name, want := range map[string]string{
		"a/02.txt": "a/02", "02.TXT.GZ": "02", "1996.tar.gz": "1996", "1996.tgz": "1996", "a/.txt": "a/.txt", ".zip": ".zip", "README": "README",
		"2024.11.11": "2024.11.11", "1版.要闻": "1版.要闻", "a.b/c": "a.b/c", "x.": "x.", "page.gz": "page", "a.xhtml": "a", "a.toolong": "a.toolong",
	} {
		if got := stem(name); got != want {
			t.Errorf("%s: %s, not %s", name, got, want)
		}
	}
}

func TestNaturally(t *testing.T) {
	want := strings.Fields("0 00 01 1 01a 1a 01b 1b 2.txt 2-1.txt 2b.txt 3/1 3/x/1 3/x.txt 3.txt 10.txt 99999999999999999999998 99999999999999999999999 A2 A10 A10a a1 版2 版10")
	for range 20 {
		got := slices.Clone(want)
		slices.Reverse(got)
		slices.SortFunc(got, naturally)
		if !slices.Equal(got, want) {
			t.Fatalf("%q", got)
		}
	}
	for _, a := range want { // a sort trusts this
		for _, b := range want {
			for _, c := range want {
				if naturally(a, b) < 0 && naturally(b, c) < 0 && naturally(a, c) >= 0 {
					t.Error(a, b, c)
				}
			}
		}
	}
}

// packed is a text packed as the ending says.
func packed(t testing.TB, ending, text string) string {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser = gzip.NewWriter(&b)
	if ending == ".zst" {
		var err error
		if w, err = zstd.NewWriter(&b); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
