package convert

import (
	"errors"
	"fmt"
	"strings"

	"github.com/banmian/banmian/internal/paper"
)

// Corrected makes an edition of a source by its correction: the same text with its structure in
// the margin, as Annotate wrote it and a person mended it. Blank rows may differ. Where
// the text is another one, the edition is nil and the warning tells where it differs first: the
// correction is stale. The error is an *Error about the source, or a *CorrectionError.
func Corrected(source, correction Source, o Options) (e *paper.Edition, stale *paper.Warning, err error) {
	text, encoding, flaws, err := decodeFor(source.Bytes, o)
	if err != nil {
		return nil, nil, err
	}
	pages, _, err := annotated(correction, Options{})
	if err != nil {
		return nil, nil, &CorrectionError{correction.Path, err}
	}
	rows := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if line := renumber(pages, rows); line > 0 {
		return nil, &paper.Warning{
			Kind: StaleCorrection, Source: source.Path, Lines: []int{line},
			Text: fmt.Sprintf("%s is of another text, which differs here, and is not used: mend the line there too, or annotate the page anew", correction.Path),
		}, nil
	}
	of := from(source, encoding, rows)
	of.CorrectedBy = correction.Path
	e = editionOf(pages, of, o)
	e.Warnings = append(e.Warnings, warnings(flaws, source.Path)...)
	return e, nil, nil
}

// CorrectionError is what is wrong with a correction: it was meant to be used, and cannot be.
type CorrectionError struct {
	Path string
	Err  error // an *Error
}

// Error gives "PATH:LINE: MESSAGE".
func (e *CorrectionError) Error() string {
	var at *Error
	if errors.As(e.Err, &at) && at.Line > 0 {
		return e.Path + ":" + at.Error()
	}
	return e.Path + ": " + e.Err.Error()
}

// Unwrap gives the error without the path.
func (e *CorrectionError) Unwrap() error { return e.Err }

// renumber gives the lines of annotated pages the numbers that they have in the source's rows. It
// gives the line of the source at which the two texts part, 0 if they are the same.
func renumber(pages []*paper.Annotated, rows []string) int {
	at := 0
	for _, a := range pages {
		for i := range a.Lines {
			for at < len(rows) && strings.TrimSpace(rows[at]) == "" {
				at++
			}
			if at == len(rows) || strings.TrimSpace(rows[at]) != strings.TrimSpace(a.Lines[i].Text) {
				return min(at+1, len(rows))
			}
			at++
			a.Lines[i].Number = at
		}
	}
	for ; at < len(rows); at++ {
		if strings.TrimSpace(rows[at]) != "" {
			return at + 1
		}
	}
	return 0
}
