package findings

import (
	"bufio"
	"encoding/xml"
	"io"
	"strconv"
)

// junitReport writes a suite for each file and in it a case for each finding. A clean file has
// one case, which passes.
type junitReport struct{ out *bufio.Writer }

func newJUnit(w io.Writer, _ Options) Writer {
	j := junitReport{bufio.NewWriter(w)}
	j.out.WriteString(xml.Header + `<testsuites name="banmian check">` + "\n")
	return j
}

type testSuite struct {
	XMLName  xml.Name   `xml:"testsuite"`
	Name     string     `xml:"name,attr"`
	Tests    int        `xml:"tests,attr"`
	Failures int        `xml:"failures,attr"`
	Errors   int        `xml:"errors,attr"`
	Skipped  int        `xml:"skipped,attr"`
	Cases    []testCase `xml:"testcase"`
}

type testCase struct {
	File    string   `xml:"classname,attr"`
	Name    string   `xml:"name,attr"`
	Failure *outcome `xml:"failure"`
	Error   *outcome `xml:"error"`
	Skipped *outcome `xml:"skipped"`
}

// outcome says why a case does not pass. Its text is the finding as a line; skipped
// cases have none.
type outcome struct {
	Kind    string `xml:"type,attr,omitempty"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

func (j junitReport) Add(f File) {
	suite := testSuite{Name: called(f.Name)}
	for _, found := range f.Findings {
		suite.add(found)
	}
	if len(f.Findings) == 0 {
		suite.Cases = []testCase{{File: suite.Name, Name: "nothing found"}}
	}
	suite.Tests = len(suite.Cases)
	enc := xml.NewEncoder(j.out)
	enc.Indent("", " ")
	_ = enc.Encode(suite) // j.out keeps the error
	j.out.WriteByte('\n')
}

// add makes a case of a finding. What the baseline knows is skipped.
func (s *testSuite) add(f Finding) {
	c := testCase{File: called(f.File), Name: shown(f.Kind)}
	if f.Line > 0 {
		c.Name += ", line " + strconv.Itoa(f.Line)
	}
	why := &outcome{shown(f.Kind), shown(f.Text), f.String()}
	switch {
	case f.Known:
		c.Skipped = &outcome{Message: "in the baseline: " + shown(f.Text)}
		s.Skipped++
	case f.Level == Error:
		c.Error = why
		s.Errors++
	default:
		c.Failure = why
		s.Failures++
	}
	s.Cases = append(s.Cases, c)
}

func (j junitReport) End(Tally) error {
	j.out.WriteString("</testsuites>\n")
	return j.out.Flush()
}
