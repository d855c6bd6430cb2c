package document

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xrash/smetrics"
	"gopkg.in/yaml.v3"

	"github.com/banmian/banmian/internal/paper"
)

// A reading takes an edition from a tree, and notes all that is wrong on the way.
type reading struct {
	faults Faults
	lines  map[string]int // where each value stands, by its place in the tree
}

func newReading() *reading { return &reading{lines: map[string]int{}} }

func (r *reading) fault(line int, path, message string, args ...any) {
	r.faults = append(r.faults, Fault{line, path, fmt.Sprintf(message, args...)})
}

// edition takes an edition. The pages of a line of JSON Lines are counted from 0 each time.
func (r *reading) edition(tree *yaml.Node) *paper.Edition {
	e := new(paper.Edition)
	before := len(r.faults)
	r.take(reflect.ValueOf(e).Elem(), tree, "")
	if e.Schema != paper.Schema && len(r.faults) == before {
		r.fault(tree.Line, "schema", "%s; this banmian reads %s", said(e.Schema), paper.Schema)
	}
	r.lines = r.placed(tree)
	return e
}

func said(text string) string {
	if text == "" {
		return "missing"
	}
	return strconv.Quote(text)
}

// take takes a node into a value of the model, by the keys that its tags name.
func (r *reading) take(v reflect.Value, n *yaml.Node, path string) {
	switch {
	case n.Kind == yaml.AliasNode:
		r.fault(n.Line, path, "an alias (*): write the value out")
	case n.Tag == "!!null" && n.Kind == yaml.ScalarNode:
		r.fault(n.Line, path, "nothing: leave out the key of what is not known")
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		r.take(v.Elem(), n, path)
	case v.Kind() == reflect.Struct:
		r.object(v, n, path)
	case v.Kind() == reflect.Slice:
		r.list(v, n, path)
	case n.Kind != yaml.ScalarNode:
		r.fault(n.Line, path, "%s, where %s belongs", called(n), wanted(v))
	default:
		r.scalar(v, n, path)
	}
}

// object takes the fields of a struct.
func (r *reading) object(v reflect.Value, n *yaml.Node, path string) {
	if n.Kind != yaml.MappingNode {
		r.fault(n.Line, path, "%s, where keys with values belong: %s", called(n), strings.Join(keysOf(v.Type()), ", "))
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		field, known := fieldOf(v, key.Value)
		switch {
		case !known:
			r.fault(key.Line, path, "unknown key %q: %s", key.Value, oneOf(key.Value, keysOf(v.Type())))
		case seen[key.Value]:
			r.fault(key.Line, join(path, key.Value), "the key stands here twice: keep one")
		default:
			r.take(field, value, join(path, key.Value))
		}
		seen[key.Value] = true
	}
	for _, key := range required[v.Type()] {
		if !seen[key] {
			r.fault(n.Line, path, "the key %s is missing", key)
		}
	}
}

// required are the keys that nothing can stand for. Schema has a check of its own.
var required = map[reflect.Type][]string{
	reflect.TypeFor[paper.Page]():    {"source"},
	reflect.TypeFor[paper.Source]():  {"lines"},
	reflect.TypeFor[paper.Block]():   {"role", "text"},
	reflect.TypeFor[paper.Span]():    {"role", "lines"},
	reflect.TypeFor[paper.Article](): {"id", "kind"},
	reflect.TypeFor[paper.Person]():  {"name"},
	reflect.TypeFor[paper.Warning](): {"kind"},
}

// list takes the values of a list.
func (r *reading) list(v reflect.Value, n *yaml.Node, path string) {
	if n.Kind != yaml.SequenceNode {
		r.fault(n.Line, path, "%s, where a list belongs", called(n))
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, value := range n.Content {
		r.take(v.Index(i), value, fmt.Sprintf("%s[%d]", path, i))
	}
}

// scalar takes one value. YAML takes 2024-11-11 for a day and 12 for a number, where the
// quotes of a text were lost: it is the text that counts.
func (r *reading) scalar(v reflect.Value, n *yaml.Node, path string) {
	switch v.Interface().(type) {
	case paper.Role:
		if role := paper.RoleOf(n.Value); role != paper.NoRole {
			v.Set(reflect.ValueOf(role))
		} else {
			r.fault(n.Line, path, "unknown role %q: %s", n.Value, oneOf(n.Value, rolesAt(path)))
		}
		return
	case paper.Kind:
		if kinds := kindNames(); !contains(kinds, n.Value) {
			r.fault(n.Line, path, "unknown kind %q: %s", n.Value, oneOf(n.Value, kinds))
		}
	}
	switch v.Kind() {
	case reflect.String:
		if n.Value == "" {
			r.fault(n.Line, path, "an empty text: leave out the key of what is not known")
		}
		v.SetString(n.Value)
	case reflect.Int:
		number, err := strconv.Atoi(n.Value)
		if err != nil || n.Tag == "!!str" || number < 0 {
			r.fault(n.Line, path, "%s is no number of lines or characters", short(n.Value))
		}
		v.SetInt(int64(number))
	case reflect.Float64:
		number, err := strconv.ParseFloat(n.Value, 64)
		if err != nil || n.Tag == "!!str" || math.IsNaN(number) || number < 0 || number > 1 {
			r.fault(n.Line, path, "%s is no share between 0 and 1", short(n.Value))
		}
		v.SetFloat(number)
	case reflect.Bool:
		if n.Tag != "!!bool" {
			r.fault(n.Line, path, "%s is neither true nor false", short(n.Value))
		}
		v.SetBool(strings.EqualFold(n.Value, "true"))
	}
}

// fieldOf finds the field of a struct by its key in the document.
func fieldOf(v reflect.Value, key string) (reflect.Value, bool) {
	for i := range v.NumField() {
		if keyOf(v.Type().Field(i)) == key {
			return v.Field(i), true
		}
	}
	return reflect.Value{}, false
}

func keyOf(f reflect.StructField) string {
	key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return key
}

// keysOf lists the keys of a struct, in the order of the document.
func keysOf(t reflect.Type) (keys []string) {
	for i := range t.NumField() {
		keys = append(keys, keyOf(t.Field(i)))
	}
	return keys
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// called says what a node is.
func called(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "keys with values"
	case yaml.SequenceNode:
		return "a list"
	}
	return short(n.Value)
}

// wanted says what a value is to be.
func wanted(v reflect.Value) string {
	switch v.Kind() {
	case reflect.String, reflect.Uint8:
		return "a text"
	case reflect.Bool:
		return "true or false"
	}
	return "a number"
}

// short quotes the beginning of a text.
func short(text string) string {
	if utf8.RuneCountInString(text) > 20 {
		text = string([]rune(text)[:20]) + "…"
	}
	return strconv.Quote(text)
}

// oneOf says which words are allowed, the one that is nearest to a wrong one first.
func oneOf(word string, allowed []string) string {
	best, near := "", 0.8
	for _, a := range allowed {
		if n := smetrics.JaroWinkler(word, a, 0.7, 4); n > near {
			best, near = a, n
		}
	}
	text := "use " + strings.Join(allowed, ", ")
	if best != "" {
		text = "did you mean " + best + "? " + text
	}
	return text
}
