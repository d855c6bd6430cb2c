package main

import (
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	for arguments, want := range map[string]string{
		"-score -layouts as-is testdata/editions/01-city-politics.ann": "as-is: ordinary news",
		"-score -markdown -by-page -v testdata/editions/0[12]*.ann":    "| 02-front-page.ann | wrap20 |",
	} {
		t.Chdir("../..") // each run begins there; the test's end leads back
		var out strings.Builder
		if err := run(optionsOf(strings.Fields(arguments)), &out); err != nil || !strings.Contains(out.String(), want) {
			t.Errorf("%s: %v\n%s", arguments, err, out.String())
		}
		t.Chdir("internal/train")
	}
}

func TestRunRefuses(t *testing.T) {
	for arguments, want := range map[string]string{
		"page.ann":                 "files are only scored: add -score",
		"-evaluate -quick -record": "only the figures of a whole evaluation",
		"-score -record":           "only the figures of a whole evaluation",
		"-score -evaluate":         "give one of them",
		"-evaluate -folds 1":       "-folds must be 2 or more",
		"-layouts wide":            `no layout "wide"`,
		"-C nowhere":               "nowhere",
		"-score main.go":           "main.go:1: not a tagged line",
		"-score nothing.ann":       "no annotated page",
	} {
		var out strings.Builder
		if err := run(optionsOf(strings.Fields(arguments)), &out); err == nil || !strings.Contains(err.Error(), want) || out.Len() > 0 {
			t.Errorf("%s: %v, not %q; %s", arguments, err, want, out.String())
		}
	}
}
