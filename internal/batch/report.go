package batch

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/dustin/go-humanize"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/document"
)

// What became of an input.
const (
	Converted = "converted"
	Unchanged = "unchanged"
	Failed    = "failed"
)

// A Report writes a line of JSON for each input.
type Report struct{ enc *json.Encoder }

// NewReport gives a report that is written to w.
func NewReport(w io.Writer) *Report {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return &Report{enc}
}

// entry is a line of the report.
type entry struct {
	Path         string `json:"path"`
	Outcome      string `json:"outcome"`
	Encoding     string `json:"encoding,omitempty"`
	Pages        int    `json:"pages,omitempty"`
	Articles     int    `json:"articles,omitempty"`
	Warnings     int    `json:"warnings,omitempty"`
	CorrectedBy  string `json:"corrected_by,omitempty"`
	Output       string `json:"output,omitempty"`
	Line         int    `json:"line,omitempty"` // of the error
	Error        string `json:"error,omitempty"`
	Milliseconds int64  `json:"milliseconds"`
}

// Add reports an input. output is where its edition went, "" for nowhere.
func (r *Report) Add(o Outcome, became, output string) error {
	if r == nil {
		return nil
	}
	e := entry{
		Path: o.Path, Outcome: became, Encoding: o.Encoding, Pages: o.Pages, Articles: o.Articles,
		Warnings: o.Warnings, CorrectedBy: o.CorrectedBy, Output: output, Milliseconds: o.Time.Milliseconds(),
	}
	if e.Path == "" {
		e.Path = "-"
	}
	var correction *convert.CorrectionError
	switch {
	case errors.As(o.Err, &correction):
		e.Error = o.Err.Error()
	case o.Err != nil:
		_, e.Line, e.Error = Position(o.Path, o.Err)
	}
	return r.enc.Encode(e)
}

// Position takes the line out of an error about an input of this name; 0 is none. The
// error may be about the input's correction: at is what it is about.
func Position(name string, err error) (at string, line int, message string) {
	var correction *convert.CorrectionError
	if errors.As(err, &correction) {
		name, err = correction.Path, correction.Err
	}
	var refusal *convert.Error
	var faults document.Faults
	switch {
	case errors.As(err, &refusal):
		return name, refusal.Line, refusal.Message
	case errors.As(err, &faults):
		return name, faults[0].Line, faults.String()
	}
	return name, 0, err.Error()
}

// A Sum counts what became of all inputs.
type Sum struct {
	Inputs, Pages, Articles, Warnings, Failed, Corrected, Unchanged int
	Bytes                                                           uint64
}

// Add counts one input.
func (s *Sum) Add(o Outcome, became string) {
	s.Inputs++
	s.Pages += o.Pages
	s.Articles += o.Articles
	s.Warnings += o.Warnings
	s.Bytes += uint64(o.Bytes)
	if o.CorrectedBy != "" && became == Converted {
		s.Corrected++
	}
	switch became {
	case Failed:
		s.Failed++
	case Unchanged:
		s.Unchanged++
	}
}

// String is the last line of a run that took so long: "1200 pages, 9800 articles, 3
// warnings, 1 failure; 24 MB in 12s, 2.0 MB/s".
func (s *Sum) String(took time.Duration) string {
	text := fmt.Sprintf("%s, %s, %s, %s", counted(s.Pages, "page"), counted(s.Articles, "article"), counted(s.Warnings, "warning"), counted(s.Failed, "failure"))
	if s.Corrected > 0 {
		text += fmt.Sprintf(", %d corrected", s.Corrected)
	}
	if s.Unchanged > 0 {
		text += fmt.Sprintf(", %d unchanged", s.Unchanged)
	}
	rate := uint64(float64(s.Bytes) / max(took.Seconds(), 0.001))
	return fmt.Sprintf("%s; %s in %s, %s/s", text, humanize.Bytes(s.Bytes), took.Round(100*time.Millisecond), humanize.Bytes(rate))
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
