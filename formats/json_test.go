package formats

import (
	"bytes"
	"encoding/json"
	"reflect"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"github.com/banmian/banmian/internal/paper"
)

// documentSchema is the schema that every document in JSON keeps.
var documentSchema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	return c.Compile(expected + "/edition.schema.json")
})

func TestJSONIsValid(t *testing.T) {
	checkSchema(t, written(t, JSON, awkward(), Options{}))
	rapid.Check(t, func(t *rapid.T) { checkSchema(t, written(t, JSON, anyEdition.Draw(t, "edition"), Options{})) })
}

func checkSchema(t rapid.TB, document []byte) {
	t.Helper()
	schema, err := documentSchema()
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		t.Fatal(err)
	}
}

// A reader of lines that puts the pages and the warnings together again has
// all that the edition has.
func TestJSONLinesHoldEverything(t *testing.T) {
	checkLines(t, awkward())
	rapid.Check(t, func(t *rapid.T) { checkLines(t, anyEdition.Draw(t, "edition")) })
}

func checkLines(t rapid.TB, e *paper.Edition) {
	t.Helper()
	var want, got paper.Edition
	parse(t, written(t, JSON, e, Options{}), &want)
	for line := range bytes.Lines(written(t, JSONLines, e, Options{})) {
		checkSchema(t, line)
		var one paper.Edition
		parse(t, line, &one)
		if len(e.Pages) > 0 && len(one.Pages) != 1 {
			t.Fatalf("%d pages on a line", len(one.Pages))
		}
		pages, warnings := append(got.Pages, one.Pages...), append(got.Warnings, one.Warnings...)
		got = one
		got.Pages, got.Warnings = pages, warnings
	}
	if !reflect.DeepEqual(got.Pages, want.Pages) {
		t.Fatalf("other pages:\n%+v\n%+v", got.Pages, want.Pages)
	}
	if len(got.Warnings) != len(want.Warnings) {
		t.Fatalf("%d warnings of %d", len(got.Warnings), len(want.Warnings))
	}
}

func parse(t rapid.TB, document []byte, v any) {
	t.Helper()
	if err := json.Unmarshal(document, v); err != nil {
		t.Fatal(err)
	}
}

func TestWarned(t *testing.T) {
	page := func(path string, line int) paper.Page {
		return paper.Page{Source: paper.Source{Path: path}, Furniture: []paper.Block{{Lines: []int{line}}}}
	}
	pages := []paper.Page{page("a", 2), page("b", 1), page("b", 50), {Source: paper.Source{Path: "c"}}}
	for _, c := range []struct {
		about paper.Warning
		want  int
	}{
		{paper.Warning{}, 0},
		{paper.Warning{Source: "elsewhere", Lines: []int{60}}, 0},
		{paper.Warning{Source: "b"}, 1},
		{paper.Warning{Source: "b", Lines: []int{49}}, 1},
		{paper.Warning{Source: "b", Lines: []int{50, 51}}, 2},
		{paper.Warning{Source: "a", Lines: []int{1}}, 0},
		{paper.Warning{Source: "c", Lines: []int{9}}, 3},
	} {
		if got := warned(c.about, pages); got != c.want {
			t.Errorf("%+v is about page %d, not %d", c.about, got, c.want)
		}
	}
}
