package findings

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"pgregory.net/rapid"

	"github.com/banmian/banmian/convert"
)

// unshown undoes shown, where the text did not stand as it is.
func unshown(text, is string) string {
	if text == is {
		return text
	}
	back, err := strconv.Unquote(text)
	if err != nil {
		return err.Error()
	}
	return back
}

// runes is a text as JSON gives it back: each broken byte a U+FFFD.
func runes(text string) string { return string([]rune(text)) }

func TestJSONReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		files := awkwardFiles.Draw(t, "files")
		text := spelt(t, "json", Options{Compare: true}, files...)
		var document struct {
			Schema   string `json:"schema"`
			Findings []struct {
				File, Level, Kind, Text string
				Line                    int
				New                     bool
			} `json:"findings"`
			Summary struct{ Files, Flawed, Findings, Errors int } `json:"summary"`
		}
		strict(t, text, &document)
		found := all(files)
		if document.Schema != jsonSchema || len(document.Findings) != len(found) || document.Summary.Files != len(files) {
			t.Fatal(text)
		}
		for i, got := range document.Findings {
			want := found[i]
			if got.File != runes(want.File) || got.Text != runes(want.Text) || got.Kind != want.Kind || got.Line != want.Line ||
				got.Level != string(want.Level) || got.New == want.Known {
				t.Fatalf("%+v read as %+v", want, got)
			}
		}
	})
}

// strict reads a document in which nothing may be unknown and nothing may follow.
func strict(t rapid.TB, text string, into any) {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	if _, err := decoder.Token(); err != io.EOF {
		t.Fatal("something follows")
	}
}

// readSARIF reads a log and holds it against the schema of OASIS, which the library
// brings along. What the log says and the library does not know is an error too.
func readSARIF(t rapid.TB, text string) *sarif.Run {
	t.Helper()
	strict(t, text, new(sarif.Report))
	report, err := sarif.FromString(text)
	if err != nil {
		t.Fatal(err)
	}
	run := report.Runs[0]
	// The library fills in what a log leaves out, and with these it meets the schema itself.
	run.Language, run.Tool.Driver.Language, run.NewlineSequences = "en-US", "en-US", []string{"\n"}
	if err := report.Validate(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return run
}

func TestSARIFReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		files := awkwardFiles.Draw(t, "files")
		run := readSARIF(t, spelt(t, "sarif", Options{Version: "devel", Compare: true}, files...))
		found := all(files)
		if len(run.Results) != len(found) {
			t.Fatalf("%d results of %d", len(run.Results), len(found))
		}
		for i, got := range run.Results {
			checkResult(t, run.Tool.Driver.Rules, got, found[i])
		}
	})
}

func checkResult(t rapid.TB, rules []*sarif.ReportingDescriptor, got *sarif.Result, want Finding) {
	t.Helper()
	if *got.RuleID != want.Kind || *rules[got.RuleIndex].ID != want.Kind || *got.Message.Text != runes(want.Text) || got.Level != string(want.Level) {
		t.Fatalf("%+v read as %+v", want, got)
	}
	if known := *got.BaselineState == "unchanged"; known != want.Known {
		t.Fatalf("%+v is %s", want, *got.BaselineState)
	}
	where := got.Locations[0].PhysicalLocation
	ref, err := url.Parse(*where.ArtifactLocation.URI)
	if err != nil || ref.Path != path.Clean(filepath.ToSlash(want.File)) && ref.Path != "./"+path.Clean(want.File) || ref.IsAbs() != path.IsAbs(want.File) {
		t.Fatalf("%q: %s, %v", want.File, *where.ArtifactLocation.URI, err)
	}
	if (where.Region == nil) != (want.Line == 0) || where.Region != nil && *where.Region.StartLine != want.Line {
		t.Fatalf("%+v: the region is %+v", want, where.Region)
	}
}

func TestURI(t *testing.T) {
	for name, want := range map[string]string{
		"02.txt": "02.txt", "2024-12-03/第2版.txt": "2024-12-03/%E7%AC%AC2%E7%89%88.txt", "./a b.txt": "a%20b.txt", "a:b.txt": "./a:b.txt",
		"/srv/a?#.txt": "file:///srv/a%3F%23.txt", "100%.txt": "100%25.txt", "\xff": "%FF", "": "-", "../a.txt": "../a.txt",
	} {
		if got := uri(name); got != want {
			t.Errorf("%q: %s, not %s", name, got, want)
		}
	}
}

// A fingerprint stays when lines move, and parts equal findings of a file.
func TestFingerprints(t *testing.T) {
	finding := func(line int, text string) Finding {
		return Finding{File: "a.txt", Line: line, Kind: convert.NoHeadline, Text: text, Level: Warning}
	}
	prints := func(found ...Finding) (all []string) {
		for _, r := range readSARIF(t, spelt(t, "sarif", Options{}, File{"a.txt", found})).Results {
			all = append(all, r.PartialFingerprints["banmian/v1"])
		}
		return all
	}
	before, after := prints(finding(1, "甲"), finding(2, "乙"), finding(3, "甲")), prints(finding(11, "甲"), finding(12, "乙"), finding(13, "甲"))
	if !slices.Equal(before, after) {
		t.Errorf("%v, then %v", before, after)
	}
	if slices.Sort(before); len(slices.Compact(before)) != 3 {
		t.Errorf("not told apart: %v", before)
	}
}

// What is read of JUnit's XML: the elements and attributes that Jenkins, GitLab and
// Surefire have in common.
var junitShape = map[string][]string{
	"testsuites": {"name"}, "testsuite": {"name", "tests", "failures", "errors", "skipped"}, "testcase": {"classname", "name"},
	"failure": {"type", "message"}, "error": {"type", "message"}, "skipped": {"message"},
}

// checkShape refuses elements and attributes that readers of JUnit's XML do not know.
func checkShape(t rapid.TB, text string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		known, ok := junitShape[start.Name.Local]
		if !ok || start.Name.Space != "" {
			t.Fatalf("element %v", start.Name)
		}
		for _, a := range start.Attr {
			if !slices.Contains(known, a.Name.Local) {
				t.Fatalf("%s has %s", start.Name.Local, a.Name.Local)
			}
		}
	}
}

func TestJUnitReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		files := awkwardFiles.Draw(t, "files")
		text := spelt(t, "junit", Options{}, files...)
		checkShape(t, text)
		var document struct {
			Suites []testSuite `xml:"testsuite"`
		}
		if err := xml.Unmarshal([]byte(text), &document); err != nil {
			t.Fatal(err)
		}
		if len(document.Suites) != len(files) {
			t.Fatalf("%d suites of %d files", len(document.Suites), len(files))
		}
		for i, suite := range document.Suites {
			checkSuite(t, suite, files[i])
		}
	})
}

func checkSuite(t rapid.TB, suite testSuite, f File) {
	t.Helper()
	if unshown(suite.Name, f.Name) != f.Name || suite.Tests != len(suite.Cases) || len(suite.Cases) != max(1, len(f.Findings)) {
		t.Fatalf("%q: %d of %d cases", suite.Name, len(suite.Cases), suite.Tests)
	}
	failures, errors, skipped := 0, 0, 0
	for i, c := range suite.Cases {
		if len(f.Findings) == 0 {
			if c.Failure != nil || c.Error != nil || c.Skipped != nil {
				t.Fatal("a clean file fails")
			}
			continue
		}
		why := c.Failure
		switch {
		case c.Skipped != nil:
			skipped++
			c.Skipped.Message = strings.TrimPrefix(c.Skipped.Message, "in the baseline: ")
			why = c.Skipped
		case c.Error != nil:
			errors++
			why = c.Error
		default:
			failures++
		}
		if want := f.Findings[i]; unshown(why.Message, want.Text) != want.Text || !strings.HasPrefix(c.Name, want.Kind) || (c.Skipped != nil) != want.Known {
			t.Fatalf("%+v read as %q: %q", want, c.Name, why.Message)
		}
	}
	if failures != suite.Failures || errors != suite.Errors || skipped != suite.Skipped {
		t.Fatalf("%d failures, %d errors, %d skipped, not as counted in %+v", failures, errors, skipped, suite)
	}
}

// A command is a line of a workflow as its runner reads it.
type command struct {
	name, message string
	properties    map[string]string
}

// readCommands takes the output apart as the runner does: "::name key=value,…::message".
func readCommands(t rapid.TB, text string) (all []command) {
	t.Helper()
	unescape := strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%").Replace
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		rest, ok := strings.CutPrefix(line, "::")
		head, message, found := strings.Cut(rest, "::")
		if !ok || !found {
			t.Fatalf("no command: %q", line)
		}
		c := command{message: unescape(message), properties: map[string]string{}}
		name, list, _ := strings.Cut(head, " ")
		c.name = name
		for pair := range strings.SplitSeq(list, ",") {
			key, value, _ := strings.Cut(pair, "=")
			c.properties[key] = unescape(value)
		}
		all = append(all, c)
	}
	return all
}

func TestGitHubReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		files := awkwardFiles.Draw(t, "files")
		commands := readCommands(t, spelt(t, "github", Options{}, files...))
		written := map[Level]int{}
		for _, f := range fresh(files) {
			if written[f.Level]++; written[f.Level] > mostAnnotations {
				continue
			}
			got := commands[0]
			commands = commands[1:]
			line := strconv.Itoa(f.Line)
			if f.Line == 0 {
				line = ""
			}
			if got.name != string(f.Level) || got.message != valid(f.Text) || got.properties["file"] != valid(f.File) ||
				got.properties["title"] != f.Kind || got.properties["line"] != line {
				t.Fatalf("%+v read as %+v", f, got)
			}
		}
		if len(commands) != 1 || commands[0].name != "notice" {
			t.Fatalf("left: %+v", commands)
		}
	})
}

// Of each level ten are shown, and the rest is counted; the summary stays below its limit.
func TestGitHubLimits(t *testing.T) {
	var found []Finding
	for n := range 20_000 {
		found = append(found, Finding{File: "a.txt", Line: n + 1, Kind: convert.Unfinished, Text: strings.Repeat("版|", 20), Level: []Level{Warning, Error}[n%2]})
	}
	var summary bytes.Buffer
	commands := readCommands(t, spelt(t, "github", Options{Summary: &summary}, File{"a.txt", found}))
	if len(commands) != 21 || !strings.HasSuffix(commands[20].message, "; 19980 of them are not shown here") {
		t.Errorf("%d commands, the last one %q", len(commands), commands[len(commands)-1].message)
	}
	rows := strings.Count(summary.String(), "\n| ") - 1
	if summary.Len() >= 1<<20 || summary.Len() < 1<<19 || !strings.Contains(summary.String(), fmt.Sprintf("\n%d more are not listed here.\n", 20_000-1-rows)) {
		t.Errorf("%d bytes, %d rows, ending in %q", summary.Len(), rows, summary.String()[summary.Len()-100:])
	}
}

// A cell of the summary stays one, and nothing in it is a mark or a mention.
func TestCell(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := shown(awkwardText("text").Draw(t, "text"))
		got := cell(text)
		var back strings.Builder
		for i := 0; i < len(got); i++ {
			r, size := utf8.DecodeRuneInString(got[i:])
			if r == '\\' {
				i++
				r, size = utf8.DecodeRuneInString(got[i:])
			} else if strings.ContainsRune("|`*_<>[]&@#~!", r) {
				t.Fatalf("%q has a bare %c", got, r)
			}
			back.WriteRune(r)
			i += size - 1
		}
		if back.String() != text {
			t.Fatalf("%q read as %q", text, back.String())
		}
	})
}
