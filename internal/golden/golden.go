// Package golden keeps what tests expect in files that people read, and
// rewrites them on demand.
package golden

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// Check fails the test where got is not what the file at path holds. With
// UPDATE=1 in the environment it writes the file instead; read the diff before
// you keep it.
func Check(t testing.TB, path string, got []byte) {
	t.Helper()
	if os.Getenv("UPDATE") == "1" {
		write(t, path, got)
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Errorf("%v; to make it, run UPDATE=1 go test", err)
		return
	}
	if !bytes.Equal(want, got) {
		line, was, is := difference(want, got)
		t.Errorf("%s:%d: expected %q, got %q; if that is right now, run UPDATE=1 go test", path, line, was, is)
	}
}

func write(t testing.TB, path string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o666); err != nil {
		t.Fatal(err)
	}
}

// difference gives the first line that is not the same in both, counted from 1.
func difference(want, got []byte) (line int, was, is []byte) {
	for line = 1; ; line++ {
		was, want = cut(want)
		is, got = cut(got)
		if !bytes.Equal(was, is) || was == nil {
			return line, was, is
		}
	}
}

// cut takes the first line of a text, with its end: nil if there is none.
func cut(text []byte) (line, rest []byte) {
	if len(text) == 0 {
		return nil, nil
	}
	end := bytes.IndexByte(text, '\n') + 1
	if end == 0 {
		end = len(text)
	}
	return text[:end], text[end:]
}
