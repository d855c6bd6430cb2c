package batch

import (
	"crypto/sha256"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/files"
	"github.com/banmian/banmian/internal/paper"
)

// bytes gives what an input holds and, of a text, the correction that stands beside it: its
// path is "" where there is none. The sum is that of both.
func (r *Reader) bytes(in files.Input, became *Outcome) (b []byte, correction convert.Source, err error) {
	became.Path = in.Path
	if b, err = r.Bytes(in); err != nil {
		return nil, correction, err
	}
	became.Bytes, became.Sum = len(b), sha256.Sum256(b)
	spelling := r.From
	if spelling == "" {
		spelling = SpellingOf(in.Path)
	}
	if r.Beside == nil || spelling != Text {
		return b, correction, nil
	}
	if correction.Path, correction.Bytes, err = r.Beside(in); err != nil {
		return nil, correction, &convert.CorrectionError{Path: correction.Path, Err: err}
	}
	if correction.Path != "" {
		sum := sha256.Sum256(correction.Bytes)
		became.Sum = sha256.Sum256(append(became.Sum[:], sum[:]...))
	}
	return b, correction, nil
}

// edition reads an input: by its correction, if there is one of the same text.
func (r *Reader) edition(source, correction convert.Source, became *Outcome) (e *paper.Edition, err error) {
	var stale *paper.Warning
	if correction.Path != "" {
		e, stale, err = convert.Corrected(source, correction, r.Options)
		if err != nil {
			return nil, err
		}
		if e != nil {
			became.CorrectedBy = correction.Path
			return e, nil
		}
	}
	e, became.document, err = Edition(source, r.From, r.Options)
	if err == nil && stale != nil {
		e.Warnings = append(e.Warnings, *stale)
	}
	return e, err
}
