package batch

import (
	"path"
	"slices"
	"strings"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/document"
	"github.com/banmian/banmian/internal/paper"
)

// The spellings of an input that are no document.
const (
	Text      = "text" // of a page, to be read
	Annotated = "ann"  // the same with its structure in the margin
)

// Spellings lists how an input may be spelled, as it is typed.
func Spellings() []string {
	names := []string{Text}
	for _, f := range document.Formats {
		names = append(names, f.Name)
	}
	return append(names, Annotated)
}

// SpellingOf tells by its name how an input is spelled: text, if it does not say.
// "2.yml.gz" is YAML.
func SpellingOf(name string) string {
	name = strings.ToLower(name)
	ending := path.Ext(strings.TrimSuffix(strings.TrimSuffix(name, ".gz"), ".zst"))
	if ending == ".ann" {
		return Annotated
	}
	for _, f := range document.Formats {
		if slices.Contains(f.Endings, ending) {
			return f.Name
		}
	}
	return Text
}

// Edition reads the bytes of one input, in a spelling or, where that is "", in the one that
// its name tells. What a document says is taken as it stands, IDs and links too.
func Edition(source convert.Source, spelling string, o convert.Options) (e *paper.Edition, isDocument bool, err error) {
	if spelling == "" {
		spelling = SpellingOf(source.Path)
	}
	if f, ok := document.Named(spelling); ok {
		if e, err = f.Read(source.Bytes); err == nil {
			o.Overrule(e, source.Path)
		}
		return e, true, err
	}
	if spelling == Annotated {
		e, err = convert.ReadAnnotated(source, o)
		return e, false, err
	}
	e, err = convert.Read(source, o)
	return e, false, err
}

// Endings gives the endings of files that are spelled so; those of text are told elsewhere.
func Endings(spelling string) []string {
	if f, ok := document.Named(spelling); ok {
		return f.Endings
	}
	if spelling == Annotated {
		return []string{".ann"}
	}
	return nil
}
