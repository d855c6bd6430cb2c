package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/paper"
)

// made runs the command and gives the folder that it wrote to.
func made(t *testing.T, flags ...string) string {
	t.Helper()
	home := t.TempDir()
	args := append([]string{"-o", home, "-editions", "../../testdata/editions/*.ann"}, flags...)
	if err := run(args, io.Discard); err != nil {
		t.Fatal(err)
	}
	return home
}

// tree reads all files under a folder.
func tree(t *testing.T, root string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(filepath.Join(root, name))
		files[name] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// notesIn reads a file of JSON lines.
func notesIn[T any](t *testing.T, home, name string) (all []T) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(home, name))
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(b) {
		var one T
		if err := json.Unmarshal(line, &one); err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
	return all
}

func TestSameSeed(t *testing.T) {
	flags := []string{"-pages", "60", "-damage", "0.2", "-trees", "days,flat"}
	first, again := tree(t, made(t, flags...)), tree(t, made(t, flags...))
	if !maps.Equal(first, again) {
		t.Error("the same seed gives other bytes")
	}
	if len(first) != 62 {
		t.Errorf("%d files, not 60 pages and two of notes", len(first))
	}
	other := tree(t, made(t, append(flags, "-seed", "2")...))
	if first["truth.jsonl"] == other["truth.jsonl"] {
		t.Error("another seed gives the same stories")
	}
}

// Every container holds the same files, and is the same twice.
func TestContainers(t *testing.T) {
	flags := []string{"-pages", "30", "-damage", "0.2"}
	want := tree(t, filepath.Join(made(t, flags...), "pages"))
	for as, open := range map[string]func([]byte) (map[string]string, error){
		"zip": openZip, "tar": openTar,
		"tar.gz": func(b []byte) (map[string]string, error) {
			r, err := gzip.NewReader(bytes.NewReader(b))
			return openTarOf(r, err)
		},
		"tar.zst": func(b []byte) (map[string]string, error) {
			r, err := zstd.NewReader(bytes.NewReader(b))
			return openTarOf(r, err)
		},
	} {
		flags := append([]string{"-as", as}, flags...)
		b := tree(t, made(t, flags...))["pages."+as]
		if again := tree(t, made(t, flags...))["pages."+as]; again != b {
			t.Errorf("%s: other bytes the second time", as)
		}
		if got, err := open([]byte(b)); err != nil || !maps.Equal(got, want) {
			t.Errorf("%s: %d files of %d, or other ones: %v", as, len(got), len(want), err)
		}
	}
}

func openTar(b []byte) (map[string]string, error) { return openTarOf(bytes.NewReader(b), nil) }

func openTarOf(r io.Reader, err error) (map[string]string, error) {
	files := map[string]string{}
	if err != nil {
		return nil, err
	}
	for in := tar.NewReader(r); ; {
		header, err := in.Next()
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return nil, err
		}
		b, err := io.ReadAll(in)
		if err != nil {
			return nil, err
		}
		files[header.Name] = string(b)
	}
}

func openZip(b []byte) (map[string]string, error) {
	in, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, err
	}
	files := map[string]string{}
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		b, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		files[f.Name] = string(b)
	}
	return files, nil
}

func TestNamesInGBK(t *testing.T) {
	flags := []string{"-pages", "5", "-as", "zip"}
	plain, err := openZip([]byte(tree(t, made(t, flags...))["pages.zip"]))
	if err != nil {
		t.Fatal(err)
	}
	in := tree(t, made(t, append(flags, "-gbk-names")...))["pages.zip"]
	r, err := zip.NewReader(strings.NewReader(in), int64(len(in)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.File {
		name, err := simplifiedchinese.GBK.NewDecoder().String(f.Name)
		if _, ok := plain[name]; !ok || !f.NonUTF8 || err != nil {
			t.Errorf("%q is %q, %v", f.Name, name, err)
		}
	}
}

// The share of damaged pages is about what was asked for, each sort is among them, and
// pages that are not damaged are as they are without damage.
func TestDamage(t *testing.T) {
	const pages = 1500
	flags := []string{"-pages", "1500", "-encodings", "utf-8,gb18030,utf-16le"}
	whole := tree(t, made(t, flags...))
	home := made(t, append(flags, "-damage", "0.1")...)
	damaged := tree(t, home)
	sorts := map[string]int{}
	for _, n := range notesIn[pageNote](t, home, "pages.jsonl") {
		if n.Damage != "" {
			sorts[n.Damage]++
		}
		text := damaged["pages/"+n.Path]
		switch {
		case n.Damage == "empty" && text != "", n.Damage == "binary" && !strings.HasPrefix(text, "\x89PNG"),
			n.Damage == "nul" && !strings.Contains(text, "\x00"), n.Damage != "" && text == whole["pages/"+n.Path]:
			t.Errorf("%s is not damaged: %s", n.Path, n.Damage)
		}
	}
	sum := 0
	for _, name := range damageNames() {
		sum += sorts[name]
		if sorts[name] < 10 {
			t.Errorf("%s: %d pages", name, sorts[name])
		}
	}
	if sum < pages*8/100 || sum > pages*12/100 {
		t.Errorf("%d of %d pages are damaged, not a tenth", sum, pages)
	}
}

// codecs are the encodings as the document names them.
var codecs = map[string]string{"utf-8": "UTF-8", "utf-8-bom": "UTF-8", "gb18030": "GB18030", "big5": "Big5", "utf-16le": "UTF-16LE", "utf-16be": "UTF-16BE"}

// Every page is read in the encoding that it is in, and holds what was set: the text is
// the same whatever the encoding. Its path tells paper, day and page.
func TestPagesDecode(t *testing.T) {
	set := tree(t, made(t, "-pages", "96", "-encodings", "utf-8"))
	home := made(t, "-pages", "96", "-encodings", "utf-8,utf-8-bom,gb18030,big5:3,utf-16le,utf-16be")
	pages, seen := tree(t, home), map[string]int{}
	for _, n := range notesIn[pageNote](t, home, "pages.jsonl") {
		seen[n.Encoding]++
		e, err := convert.Read(convert.Source{Path: n.Path, Bytes: []byte(pages["pages/"+n.Path])}, convert.Options{})
		if err != nil {
			t.Errorf("%s: %v", n.Path, err)
			continue
		}
		if used := e.Pages[0].Source.Encoding; used != codecs[n.Encoding] {
			t.Errorf("%s: read as %s, written as %s", n.Path, used, n.Encoding)
		}
		if !slices.Equal(visible(textOf(e)), visible(set["pages/"+n.Path])) {
			t.Errorf("%s: another text", n.Path)
		}
		if facts := convert.FromName(n.Path); facts.Paper != n.Paper || facts.Date != n.Date || facts.Page != n.Page {
			t.Errorf("%s tells %+v", n.Path, facts)
		}
	}
	if len(seen) != len(codecs) {
		t.Errorf("encodings: %v", seen)
	}
}

// textOf gives all text of an edition.
func textOf(e *paper.Edition) string {
	var out strings.Builder
	for _, p := range e.Pages {
		for _, b := range p.Furniture {
			out.WriteString(b.Text)
		}
		for _, a := range p.Articles {
			for _, text := range slices.Concat(a.Kickers, []string{a.Headline}, a.Decks, []string{a.Byline}) {
				out.WriteString(text)
			}
			for _, b := range a.Body {
				out.WriteString(b.Text)
			}
			for _, i := range a.Images {
				out.WriteString(i.Caption + i.Credit)
			}
			for _, j := range []*paper.JumpLine{a.ContinuedFrom, a.ContinuedOn} {
				if j != nil {
					out.WriteString(j.Text)
				}
			}
		}
	}
	return out.String()
}

// visible gives the characters of a text that are not white space, sorted: the document
// has them in another order.
func visible(text string) []rune {
	runes := slices.DeleteFunc([]rune(text), unicode.IsSpace)
	slices.Sort(runes)
	return runes
}

// What truth.jsonl says of a jump is on the pages: the words at the end of the first half
// and at the beginning of the second, and no such words anywhere else.
func TestTruth(t *testing.T) {
	home := made(t, "-pages", "200", "-encodings", "utf-8", "-layouts", "as-is,blank,tight")
	pages, jumps := tree(t, home), notesIn[jumpNote](t, home, "truth.jsonl")
	if len(jumps) < 15 {
		t.Errorf("%d jumps on 200 pages", len(jumps))
	}
	all := 0
	for name, text := range pages {
		if strings.HasPrefix(name, "pages/") {
			all += strings.Count(text, "上接")
		}
	}
	if all != len(jumps) {
		t.Errorf("%d pages say 上接, %d are told", all, len(jumps))
	}
	rows := func(h halfNote) []string {
		return strings.Split(pages["pages/"+h.Path], "\n")[h.Lines[0]-1 : h.Lines[1]]
	}
	for _, j := range jumps {
		front, rear := rows(j.From), rows(j.To)
		if last := front[len(front)-1]; !strings.ContainsAny(last, "转轉") || !strings.HasSuffix(last, "）") {
			t.Errorf("%s line %d: %s", j.From.Path, j.From.Lines[1], last)
		}
		if !strings.Contains(strings.Join(front, "\n"), j.Headline) {
			t.Errorf("%s: no headline %s", j.From.Path, j.Headline)
		}
		if head := strings.Join(rear[:min(3, len(rear))], ""); !strings.Contains(head, "上接") {
			t.Errorf("%s line %d: %s", j.To.Path, j.To.Lines[0], head)
		}
		if filepath.Dir(j.From.Path) != filepath.Dir(j.To.Path) || j.From.Page == j.To.Page {
			t.Errorf("from %s to %s", j.From.Path, j.To.Path)
		}
	}
}

// A day moves to one of the four up to the issue's; a figure keeps its first digit, and
// what counts years, pages, issues and hours stays.
func TestVaryFigures(t *testing.T) {
	day := time.Date(2015, 3, 1, 0, 0, 0, 0, time.UTC)
	for text, want := range map[string]string{
		"2024年11月8日召开":                 "^2015年(2月2[678]|3月1)日召开$",
		"11月8日至11月9日":                  "^(2月2[678]|3月1)日至(2月2[678]|3月1)日$",
		"第12期，8时30分，A03版，G20，8点，2024年": "^第12期，8时30分，A03版，G20，8点，2024年$",
		"3420元，7人，11月":                 "^3[0-9]{3}元，7人，11月$",
		"没有数字":                         "^没有数字$",
	} {
		for seed := range uint64(20) {
			if got := varyFigures(text, day, rand.New(rand.NewPCG(1, seed))); !regexp.MustCompile(want).MatchString(got) {
				t.Errorf("%s became %s", text, got)
			}
		}
	}
}

func TestRefusals(t *testing.T) {
	home := made(t, "-pages", "1")
	for flags, want := range map[string]string{
		"":                              "-o is missing",
		"-o " + home:                    "is there already: name another folder",
		"-o x -pages 0":                 "-pages has to be 1 at least",
		"-o x -as rar":                  "-as rar: use folder, zip",
		"-o x -damage 2":                "are shares, from 0 to 1",
		"-o x -layouts wide":            `no layout "wide"`,
		"-o x -encodings utf-8:1,latin": `no encoding "latin"`,
		"-o x -trees days:0":            "write a name, or a name and its weight",
		"-o x -trees deep":              `no tree "deep"`,
		"-o x -from 2015-02-30":         "no such day",
		"-o x -gbk-names":               "-gbk-names is for -as zip",
		"-o x y":                        `"y" is no option`,
		"-o x -editions none":           "pages in both scripts are needed",
	} {
		args := strings.Fields(flags)
		if !strings.Contains(flags, "-editions") {
			args = append([]string{"-editions", "../../testdata/editions/*.ann"}, args...)
		}
		if strings.Contains(flags, "-o x") {
			args[slices.Index(args, "x")] = filepath.Join(t.TempDir(), "x")
		}
		if err := run(args, io.Discard); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", flags, err)
		}
	}
	var help bytes.Buffer
	if err := run([]string{"-h"}, &help); !errors.Is(err, flag.ErrHelp) || !strings.Contains(help.String(), "-damage SHARE") {
		t.Errorf("%v: %s", err, help.String())
	}
}
