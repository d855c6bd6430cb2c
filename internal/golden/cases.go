package golden

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// Cases asks answer about every case of a file and compares what it says. A case
// is a sentence that says what it shows, lines of print, and the answer:
//
//	# A role goes to all the names that follow it.
//	本报记者 李航 王小宁
//	= 李航 本报记者, 王小宁 本报记者
//
// An empty line parts two cases. With UPDATE=1 in the environment the answers are
// written anew; read the diff before you keep it.
func Cases(t *testing.T, path string, answer func(print string) string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, c := range cases(string(text)) {
		got := strings.TrimSpace(answer(c.print))
		if got != c.want && os.Getenv("UPDATE") != "1" {
			t.Errorf("%s:%d: %s\n%s\nexpected %s\n     got %s", path, c.line, c.says, c.print, c.want, got)
		}
		c.want = got
		out.WriteString(c.String())
	}
	if os.Getenv("UPDATE") == "1" {
		write(t, path, []byte(out.String()))
	}
}

// A testCase is one case of a file: its first line there, what it says, the print it is
// about and the answer that is wanted.
type testCase struct {
	line              int
	says, print, want string
}

// String spells the case as the file does.
func (c testCase) String() string {
	gap := "\n"
	if c.line == 1 {
		gap = ""
	}
	return fmt.Sprintf("%s%s\n%s\n= %s\n", gap, c.says, c.print, strings.ReplaceAll(c.want, "\n", "\n= "))
}

// cases cuts a file into its cases.
func cases(text string) []testCase {
	var all []testCase
	open := false
	for n, row := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if row == "" {
			open = false
			continue
		}
		if !open {
			all, open = append(all, testCase{line: n + 1}), true
		}
		c := &all[len(all)-1]
		part := &c.print
		if want, ok := strings.CutPrefix(row, "= "); ok {
			part, row = &c.want, want
		} else if row == "=" {
			continue
		} else if strings.HasPrefix(row, "# ") {
			part = &c.says
		}
		if *part != "" {
			*part += "\n"
		}
		*part += row
	}
	return all
}
