package command

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/banmian/banmian/internal/paper"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"banmian": func() {
			signal.Ignore(syscall.SIGPIPE) // as main does
			os.Exit(Run(os.Args, os.Stdin, os.Stdout, os.Stderr))
		},
	})
}

// Every line that a user can see has a case in testdata/command. Beside the
// files that a case brings along, page.txt is a whole page, and
//
//	encode NAME IN OUT
//
// spells a file in another encoding. UPDATE=1 rewrites what is compared.
func TestCommand(t *testing.T) {
	page, err := os.ReadFile(examplePage)
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/command",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE") != "",
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"encode": encode},
		Setup: func(env *testscript.Env) error {
			return os.WriteFile(filepath.Join(env.WorkDir, "page.txt"), page, 0o666)
		},
	})
}

const examplePage = "../../testdata/editions/huanxi-county.txt"

func encode(ts *testscript.TestScript, neg bool, args []string) {
	encodings := map[string]encoding.Encoding{
		"gb18030":   simplifiedchinese.GB18030,
		"utf-8-bom": unicode.UTF8BOM,
		"utf-16le":  unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
		"utf-16":    unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	}
	if len(args) != 3 || neg || encodings[args[0]] == nil {
		ts.Fatalf("usage: encode NAME IN OUT")
	}
	out, err := encodings[args[0]].NewEncoder().String(ts.ReadFile(args[1]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(out), 0o666))
}

// run calls the program as a shell would, with a page on standard input.
func run(t *testing.T, stdout io.Writer, args ...string) (status int, stderr string) {
	t.Helper()
	page, err := os.ReadFile(examplePage)
	if err != nil {
		t.Fatal(err)
	}
	var talk strings.Builder
	status = Run(append([]string{"banmian"}, args...), bytes.NewReader(page), stdout, &talk)
	return status, talk.String()
}

// failing is a stream that cannot be written to.
type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestStandardOutputFails(t *testing.T) {
	full := &os.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.ENOSPC}
	for _, args := range [][]string{{}, {"--help"}, {"--version"}} {
		status, talk := run(t, failing{full}, append(args, "-q")...)
		if status != 1 || talk != "banmian: standard output: no space left on device\n" {
			t.Errorf("%q: %d, %q", args, status, talk)
		}
	}
}

// A reader that has seen enough is no failure; an input that cannot be read is
// one all the same.
func TestClosedPipe(t *testing.T) {
	for _, err := range []error{&os.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.EPIPE}, io.ErrClosedPipe} {
		if status, talk := run(t, failing{err}, "-q"); status != 0 || talk != "" {
			t.Errorf("%v: %d, %q", err, status, talk)
		}
		if status, _ := run(t, failing{err}, "-q", "-", "no-such-page"); status != 1 {
			t.Errorf("%v: %d", err, status)
		}
	}
}

// broken is an input that fails in the middle.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("input/output error") }

func TestStandardInputFails(t *testing.T) {
	var out, talk strings.Builder
	status := Run([]string{"banmian"}, broken{}, &out, &talk)
	if status != 1 || out.String() != "" || talk.String() != "banmian: standard input: input/output error\n" {
		t.Errorf("%d, %q, %q", status, out.String(), talk.String())
	}
}

// The same page gives the same bytes, however it comes in.
func TestSameBytes(t *testing.T) {
	for _, format := range []string{"json", "jsonl", "yaml", "csv", "xhtml"} {
		var first, second strings.Builder
		run(t, &first, "-q", "-t", format)
		run(t, &second, "--to="+format, "-q", "-")
		if first.String() != second.String() || first.Len() < 5000 {
			t.Errorf("%s: %d and %d bytes", format, first.Len(), second.Len())
		}
	}
}

func TestArrange(t *testing.T) {
	options := (&call{}).app().Flags
	for _, c := range []struct{ in, want string }{
		{"", "--"},
		{"page.txt", "-- page.txt"},
		{"page.txt -t yaml", "--to=yaml -- page.txt"},
		{"a -qt yaml b", "--quiet --to=yaml -- a b"},
		{"-tyaml -t=yaml --to=yaml --to yaml", "--to=yaml --to=yaml --to=yaml --to=yaml --"},
		{"-qtyaml", "--quiet --to=yaml --"},
		{"-t= a", "--to= -- a"},
		{"-o - -", "--output=- -- -"},
		{"--paper 浣溪报 a", "--paper=浣溪报 -- a"},
		{"a -- -t yaml --", "-- a -t yaml --"},
		{"-o=-t a", "--output=-t -- a"},
		{"-- help", "-- help"},
		{"help a", "-- help a"},
		{"-h", "--help"},
		{"a -qh b", "--help"},
		{"-q help", "--help"},
		{"help", "--help"},
		{"-h -- a", "--help"},
		{"a -- --help", "-- a --help"},
		{"--bogus", "unknown option --bogus: banmian --help lists them"},
		{"--encodign x", "unknown option --encodign: banmian --help lists them; did you mean --encoding?"},
		{"-qx", "unknown option -x: banmian --help lists them"},
		{"-版", "unknown option -版: banmian --help lists them"},
		{"-q\xff\xb0", `unknown option "-\xff": banmian --help lists them`},
		{"a -t", "-t needs a value: banmian --help tells which"},
		{"-o -t yaml a", "-o needs a value, and -t looks like an option: write -o=-t if it is the value"},
		{"-q=yes", "-q takes no value: leave out =yes"},
		{"--csv-safe=1", "--csv-safe takes no value: leave out =1"},
	} {
		arranged, err := arrange(append([]string{"banmian"}, strings.Fields(c.in)...), options)
		got := strings.Join(arranged[min(1, len(arranged)):], " ")
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s: %s", c.in, got)
		}
	}
}

func TestPageNumber(t *testing.T) {
	for in, want := range map[string]string{"": "", "2": "2", "02": "2", "a03": "A3", "A12": "A12", "TB1": "TB1", "999": "999"} {
		if got, err := pageNumber(in); got != want || err != nil {
			t.Errorf("%s: %s, %v", in, got, err)
		}
	}
	for _, in := range []string{"0", "A", "-1", "+1", "1000", "2A", "二", "A-1", "ABC1", "1.5", " 2", "99999999999999999999"} {
		if got, err := pageNumber(in); err == nil {
			t.Errorf("%s: %s", in, got)
		}
	}
}

func TestShown(t *testing.T) {
	for in, want := range map[string]string{
		"02.txt": "02.txt", "版 面.txt": "版 面.txt", "a\nb": `"a\nb"`, "\x1b[31m": `"\x1b[31m"`, "\xb0\xe6": `"\xb0\xe6"`,
	} {
		if got := shown(in); got != want {
			t.Errorf("%q: %s", in, got)
		}
	}
}

func TestWarn(t *testing.T) {
	for _, c := range []struct {
		warning paper.Warning
		want    string
	}{
		{paper.Warning{Kind: "jump-unmatched", Source: "02.txt", Lines: []int{27, 28}, Text: "（下转第三版）"},
			"banmian: 02.txt:27: warning: jump-unmatched: （下转第三版）\n"},
		{paper.Warning{Kind: "no-page", Source: "a\nb.txt"}, "banmian: \"a\\nb.txt\": warning: no-page\n"},
		{paper.Warning{Kind: "no-page", Lines: []int{1}}, "banmian: standard input:1: warning: no-page\n"},
	} {
		var loud, quiet strings.Builder
		talk{to: &loud}.warn(c.warning)
		talk{to: &quiet, quiet: true}.warn(c.warning)
		if loud.String() != c.want || quiet.String() != "" {
			t.Errorf("%q, %q", loud.String(), quiet.String())
		}
	}
}

// FuzzArrange: no command line makes the arrangement lose or invent a file.
func FuzzArrange(f *testing.F) {
	f.Add("a\x00-qt\x00yaml\x00b")
	f.Add("-o\x00-\x00--\x00-t")
	options := (&call{}).app().Flags
	f.Fuzz(func(t *testing.T, line string) {
		args := append([]string{"banmian"}, strings.Split(line, "\x00")...)
		arranged, err := arrange(args, options)
		if err != nil {
			return
		}
		files := slices.Index(arranged, "--") + 1 // 0: help
		for _, file := range arranged[files:] {
			if files > 0 && !slices.Contains(args[1:], file) {
				t.Errorf("%q: %q", args, arranged)
			}
		}
	})
}
