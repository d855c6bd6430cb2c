package formats

import (
	"io"
	"math"

	"github.com/banmian/banmian/internal/paper"
)

// JSONLines writes each page on a line of its own, as an edition document that
// holds this one page: a line validates and reads like a whole document.
var JSONLines = Format{
	Name: "jsonl", Extension: ".jsonl", Also: []string{".ndjson"}, MediaType: "application/jsonl",
	About:  "a page a line, for streams",
	Stream: true,
	Write:  writeJSONLines,
}

func writeJSONLines(w io.Writer, e *paper.Edition, _ Options) error {
	enc := jsonEncoder(w)
	for _, single := range singles(e) {
		if err := enc.Encode(single); err != nil {
			return err
		}
	}
	return nil
}

// singles parts an edition into editions of one page, each with the warnings
// about it. An edition without pages stays as it is, for it may hold warnings.
func singles(e *paper.Edition) []*paper.Edition {
	if len(e.Pages) == 0 {
		return []*paper.Edition{e}
	}
	parts := make([]*paper.Edition, len(e.Pages))
	for i := range e.Pages {
		part := *e
		part.Pages, part.Warnings = e.Pages[i:i+1], nil
		parts[i] = &part
	}
	for _, w := range e.Warnings {
		part := parts[warned(w, e.Pages)]
		part.Warnings = append(part.Warnings, w)
	}
	return parts
}

// warned gives the index of the page that a warning is about: the one with the
// warning's source. Where a source holds several pages (form feeds part them),
// it is the last one that begins above the warning's line. A warning without a
// page of its own stays with the first.
func warned(w paper.Warning, pages []paper.Page) int {
	found := 0
	for i := len(pages) - 1; i >= 0; i-- {
		if pages[i].Source.Path != w.Source {
			continue
		}
		found = i
		if len(w.Lines) > 0 && firstLine(&pages[i]) <= w.Lines[0] {
			break
		}
	}
	return found
}

// firstLine is the number of the first line of the source that the page holds.
func firstLine(p *paper.Page) int {
	first := math.MaxInt
	for _, b := range p.Furniture {
		for _, line := range b.Lines {
			first = min(first, line)
		}
	}
	for _, a := range p.Articles {
		for _, s := range a.Spans {
			for _, line := range s.Lines {
				first = min(first, line)
			}
		}
	}
	return first
}
