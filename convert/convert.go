// Package convert reads newspaper pages.
package convert

import (
	"fmt"

	"github.com/banmian/banmian/internal/paper"
)

// Source is the text of one input.
type Source struct {
	Path  string // as it shall stand in the document
	Bytes []byte
}

// Options are what the page does not say itself.
type Options struct {
	Paper, Date, Page, Section, Encoding string
}

// Error is a source that cannot be read.
type Error struct {
	Line    int // 0: none
	Message string
}

// Error gives "LINE: message".
func (e *Error) Error() string {
	if e.Line == 0 {
		return e.Message
	}
	return fmt.Sprintf("%d: %s", e.Line, e.Message)
}

// Read is not written yet.
func Read(source Source, o Options) (*paper.Edition, error) {
	_, _, err := decode(source.Bytes, o.Encoding)
	if err != nil {
		return nil, err
	}
	return &paper.Edition{Schema: paper.Schema, Pages: []paper.Page{{Source: paper.Source{Path: source.Path}}}}, nil
}

// Join is not written yet.
func Join(editions ...*paper.Edition) *paper.Edition {
	out := &paper.Edition{Schema: paper.Schema}
	for _, e := range editions {
		out.Pages = append(out.Pages, e.Pages...)
	}
	return out
}
