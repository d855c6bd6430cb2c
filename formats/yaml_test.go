package formats

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	goccy "github.com/goccy/go-yaml"
	"gopkg.in/yaml.v3"
	"pgregory.net/rapid"

	"github.com/banmian/banmian/internal/paper"
)

// yamlReaders share no code.
var yamlReaders = map[string]func([]byte, any) error{
	"yaml.v3": yaml.Unmarshal,
	"goccy":   func(document []byte, v any) error { return goccy.Unmarshal(document, v) },
}

func TestYAMLReadsBack(t *testing.T) {
	checkYAML(t, awkward())
	rapid.Check(t, func(t *rapid.T) { checkYAML(t, anyEdition.Draw(t, "edition")) })
}

func FuzzYAML(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, text string) { checkYAML(t, sampleOf(text)) })
}

// checkYAML fails the test if the YAML of an edition does not hold the tree of
// its JSON, or does not fill the model with the same, for any reader.
func checkYAML(t rapid.TB, e *paper.Edition) {
	t.Helper()
	document := written(t, YAML, e, Options{})
	asJSON := written(t, JSON, e, Options{})
	var want any
	var wantEdition paper.Edition
	parse(t, asJSON, &want)
	parse(t, asJSON, &wantEdition)
	for name, read := range yamlReaders {
		var got any
		var gotEdition paper.Edition
		if err := read(document, &got); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, document)
		}
		if got = throughJSON(t, got); !reflect.DeepEqual(got, want) {
			t.Fatalf("%s reads other values:\n%v\n%s", name, got, document)
		}
		if err := read(document, &gotEdition); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, document)
		}
		if !reflect.DeepEqual(gotEdition, wantEdition) {
			t.Fatalf("%s reads another edition:\n%+v\n%s", name, gotEdition, document)
		}
	}
}

// throughJSON makes all numbers of a tree the same sort of number.
func throughJSON(t rapid.TB, tree any) (out any) {
	t.Helper()
	document, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	parse(t, document, &out)
	return out
}

// What readers of YAML 1.1 would take for something else stands in quotes, and
// nothing else of these does.
func TestYAMLTyped(t *testing.T) {
	for text, want := range map[string]bool{
		"": true, "no": true, "On": true, "NULL": true, "~": true, "2024-11-11": true, "12:30": true, "1e3": true, "=": true, "<<": true, ".inf": true,
		"news": false, "A3": false, "UTF-8": false, "11月9日": false, "——“测”": false, "𠮷": false, "２": false,
	} {
		if got := yamlTyped(text); got != want {
			t.Errorf("yamlTyped(%q) = %v", text, got)
		}
	}
}

// Should a document hold every private-use character, rare ones are escaped and
// nothing is lost.
func TestYAMLWithoutStandIns(t *testing.T) {
	var all strings.Builder
	for r := rune(0xE000); r <= 0xF8FF; r++ {
		all.WriteRune(r)
	}
	checkYAML(t, sampleOf(all.String()+"𠮷\ufeff"))
}
