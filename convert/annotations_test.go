package convert

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/banmian/banmian/internal/paper"
)

// annotatedSources are the annotated pages and editions of testdata.
func annotatedSources(t testing.TB) (all []Source) {
	t.Helper()
	for _, pattern := range []string{"../testdata/editions/*.ann", "../testdata/continuations/*.ann"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal("no annotated pages: ", err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, Source{Path: filepath.Base(file), Bytes: text})
		}
	}
	return all
}

// TestAnnotateReading: a reading that is annotated reads as itself, and is annotated as it was.
func TestAnnotateReading(t *testing.T) {
	for _, source := range annotatedSources(t) {
		rows, err := LinesOfAnnotated(source, Options{})
		if err != nil {
			t.Fatal(source.Path, err)
		}
		plain := Source{Path: source.Path, Bytes: []byte(strings.Join(rows, "\n") + "\n")}
		read, err := Read(plain, Options{})
		if err != nil {
			t.Fatal(source.Path, err)
		}
		text, again := roundTrip(t, read, rows)
		if got, want := claims(again), claims(read); got != want {
			t.Fatalf("%s: %s", source.Path, firstDifference(got, want))
		}
		if second, _ := roundTrip(t, again, rows); second != text {
			t.Fatalf("%s: %s", source.Path, firstDifference(second, text))
		}
	}
}

// roundTrip annotates an edition and reads that.
func roundTrip(t testing.TB, e *paper.Edition, rows []string) (string, *paper.Edition) {
	t.Helper()
	text, err := Annotate(e, rows)
	if err != nil {
		t.Fatal(err)
	}
	again, err := ReadAnnotated(Source{Path: e.Pages[0].Source.Path, Bytes: []byte(text)}, Options{})
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return text, again
}

// claims spells what an edition says, but for how sure it is and the file that it is from.
func claims(e *paper.Edition) string {
	said := *e
	said.Warnings, said.Pages = nil, slices.Clone(e.Pages)
	for i := range said.Pages {
		said.Pages[i].Source = paper.Source{Lines: said.Pages[i].Source.Lines}
		said.Pages[i].Articles = slices.Clone(e.Pages[i].Articles)
		for k := range said.Pages[i].Articles {
			said.Pages[i].Articles[k].Confidence = 0
		}
	}
	b, err := json.MarshalIndent(said, "", " ")
	if err != nil {
		panic(err)
	}
	return string(b)
}

// firstDifference shows where two texts part.
func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return strings.Join(a[max(i-6, 0):min(i+3, len(a))], "\n") + "\nnot\n" + strings.Join(b[max(i-6, 0):min(i+3, len(b))], "\n")
		}
	}
	return "nothing\nnot\n" + strings.Join(b[min(len(a), len(b)):], "\n")
}

// byHand are the rows that a page annotated by hand may spell otherwise: notes, and what is
// told of the page.
var byHand = regexp.MustCompile(`(?m)^(#|@page).*\n`)

// TestAnnotateByHand: a page that was annotated by hand is read and annotated as it stands,
// but for a few that put a row @article above a blank row, or a name beside another of
// the lines that print it. The floor may only rise while the pages stay the same.
func TestAnnotateByHand(t *testing.T) {
	same, all := 0, 0
	for _, source := range annotatedSources(t) {
		e, err := ReadAnnotated(source, Options{})
		if err != nil {
			t.Fatal(source.Path, err)
		}
		rows, _ := LinesOfAnnotated(source, Options{})
		text, again := roundTrip(t, e, rows)
		if got, want := claims(again), claims(e); got != want {
			t.Fatalf("%s: %s", source.Path, firstDifference(got, want))
		}
		got, want := byHand.ReplaceAllString(text, ""), byHand.ReplaceAllString(string(source.Bytes), "")
		if all++; got == want {
			same++
		} else {
			t.Log(source.Path, firstDifference(got, want))
		}
	}
	if same < 451 {
		t.Errorf("%d of %d are spelled as they were, not 451", same, all)
	}
}

// TestAnnotatedTells: what the margin tells goes before what the text says, and without
// either there is nothing.
func TestAnnotatedTells(t *testing.T) {
	for _, c := range []struct{ rows, signed, dated, from, to string }{
		{"Y| 本报记者 李盼\nB| 会议召开。（下转第三版）", "本报记者/李盼", "", "", "3"},
		{"Y{by=通讯员/王芳}| 本报记者 李盼\nB| 会议召开。", "通讯员/王芳", "", "", ""},
		{"Y{by=\"\"}| 本报记者 李盼\nB| 会议召开。", "", "", "", ""},
		{"B| 　　新华社北京11月8日电　会议召开。", "", "新华社北京11月8日电", "", ""},
		{"B{dateline=\"\"}| 　　新华社北京11月8日电　会议召开。", "", "", "", ""},
		{"B{dateline=新华社}| 　　新华社北京11月8日电　会议召开。", "", "新华社", "", ""},
		{"B{to=5}| 会议召开。（下转第三版）", "", "", "", "5"},
		{"B{to=\"\"}| 会议召开。（下转第三版）", "", "", "", ""},
		{"B{from=A1}| 会议召开。", "", "", "A1", ""},
	} {
		e, err := ReadAnnotated(Source{Bytes: []byte("@article kind=news\n" + c.rows + "\n")}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		a, dated, page := e.Pages[0].Articles[0], "", func(j *paper.JumpLine) string {
			if j == nil {
				return ""
			}
			return j.Page
		}
		if a.Dateline != nil {
			dated = a.Dateline.Text
		}
		signed := paper.By(a.Bylines).Value
		if signed != c.signed || dated != c.dated || page(a.ContinuedFrom) != c.from || page(a.ContinuedOn) != c.to {
			t.Errorf("%s: %q, %q, from %q, to %q", c.rows, signed, dated, page(a.ContinuedFrom), page(a.ContinuedOn))
		}
	}
}

// FuzzReadAnnotated: what is read is annotated and read again as the same.
func FuzzReadAnnotated(f *testing.F) {
	for i, source := range annotatedSources(f) {
		if i%60 == 0 {
			f.Add(source.Bytes)
		}
	}
	f.Add([]byte("@page number=1\n@article\nB| 　　本报讯（记者 李盼）会议（下转第三版）\n@article kind=brief\n@article\nV| 一\n@resume back=2\nB+{by=\"\"}|  二\n@page\nM| 三\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		source := Source{Bytes: text}
		e, err := ReadAnnotated(source, Options{Encoding: "utf-8"})
		if err != nil || len(e.Pages) == 0 {
			return
		}
		rows, err := LinesOfAnnotated(source, Options{Encoding: "utf-8"})
		if err != nil {
			t.Fatal(err)
		}
		annotation, err := Annotate(e, rows)
		if err != nil {
			return
		}
		again, err := ReadAnnotated(Source{Bytes: []byte(annotation)}, Options{Encoding: "utf-8"})
		if err != nil {
			t.Fatalf("%v\n%s", err, annotation)
		}
		if len(again.Pages) != len(e.Pages) {
			t.Fatalf("%d pages, not %d:\n%s", len(again.Pages), len(e.Pages), annotation)
		}
		for i := range e.Pages {
			if got, want := structure(&again.Pages[i]), structure(&e.Pages[i]); got != want {
				t.Fatalf("%s", firstDifference(got, want))
			}
		}
	})
}

// structure spells where the lines of a page stand in it.
func structure(p *paper.Page) string {
	var out strings.Builder
	for _, l := range linesOn(p) {
		fmt.Fprintln(&out, l.Number, l.Role, l.Item, l.Joined)
	}
	return out.String()
}

// FuzzAnnotate: whatever text is read, its annotation says the same.
func FuzzAnnotate(f *testing.F) {
	f.Add("栖河日报 第2版\n\n壶关县开展评营商环境活动\n——测出好服务\n□ 本报记者 李盼\n　　本报讯 会议召开，\n听取汇报。（下转第三版）\n\f责编：王芳\n")
	f.Add(" @article\n#B| x\n\n  H+{by=\"\"}| 标题\n本报记者 李\"盼{\n（上接第一版）会议召开。\n")
	f.Fuzz(func(t *testing.T, text string) {
		source := Source{Bytes: []byte(text)}
		o := Options{Encoding: "utf-8"}
		e, err := Read(source, o)
		if err != nil || len(e.Pages) == 0 {
			return
		}
		rows, err := Lines(source, o)
		if err != nil {
			t.Fatal(err)
		}
		annotation, err := Annotate(e, rows)
		if err != nil {
			return
		}
		again, stale, err := Corrected(source, Source{Path: "a.ann", Bytes: []byte(annotation)}, o)
		if err != nil || stale != nil {
			t.Fatalf("%v, %v\n%s", err, stale, annotation)
		}
		for i := range e.Pages {
			if got, want := structure(&again.Pages[i]), structure(&e.Pages[i]); got != want {
				t.Fatalf("%s\n%s", firstDifference(got, want), annotation)
			}
		}
		if got, want := claims(again), claims(e); got != want {
			t.Fatalf("%s\n%s", firstDifference(got, want), annotation)
		}
	})
}
