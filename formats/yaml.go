package formats

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/banmian/banmian/internal/paper"
)

// YAML writes the tree of the JSON document for people to read and correct:
// block style, long text on lines of its own, no escape that is not needed. It
// reads back to the same document with every reader of YAML 1.1 or 1.2.
var YAML = Format{
	Name: "yaml", Extension: ".yaml", Also: []string{".yml"}, MediaType: "application/yaml",
	About: "the same tree as json, to read and edit by hand",
	Write: writeYAML,
}

// writeYAML goes by way of JSON, so that both hold the same tree: the same keys
// in the same order, and the same text for bytes that are not UTF-8.
func writeYAML(w io.Writer, e *paper.Edition, _ Options) error {
	var document, out bytes.Buffer
	if err := jsonEncoder(&document).Encode(e); err != nil {
		return err
	}
	in, back := standIns(document.String())
	tokens := json.NewDecoder(&document)
	tokens.UseNumber()
	tree, err := yamlNode(tokens, in)
	if err != nil {
		return err
	}
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	if err := enc.Encode(tree); err != nil {
		return err
	}
	if err := enc.Close(); err != nil {
		return err
	}
	_, err = back.WriteString(w, out.String())
	return err
}

// standIns gives a replacer to use before yaml.v3 writes and one for after. The
// library escapes every character above U+FFFF ("\U00020BB7" for 𠮷), gives up
// the block style for it, and escapes all of a text that begins with a byte
// order mark. So each such character goes in as one of the private use that the
// document does not hold, and comes out as itself. Should there be more
// characters than stand-ins, the rest are escaped.
func standIns(document string) (in, back *strings.Replacer) {
	const first, last = 0xE000, 0xF8FF
	var held [last + 1 - first]bool
	var rare []rune
	seen := map[rune]bool{}
	for _, r := range document {
		switch {
		case r >= first && r <= last:
			held[r-first] = true
		case (r > 0xFFFF || r == '\uFEFF') && !seen[r]:
			seen[r] = true
			rare = append(rare, r)
		}
	}
	var there, andBack []string
	for i, taken := range held {
		if taken || len(rare) == 0 {
			continue
		}
		standIn, itself := string(rune(first+i)), string(rare[0])
		there, andBack = append(there, itself, standIn), append(andBack, standIn, yamlSpelling(rare[0]))
		rare = rare[1:]
	}
	return strings.NewReplacer(there...), strings.NewReplacer(andBack...)
}

// yamlNode takes the next value from a JSON document. Strings pass through in.
func yamlNode(tokens *json.Decoder, in *strings.Replacer) (*yaml.Node, error) {
	token, err := tokens.Token()
	if err != nil {
		return nil, err
	}
	switch token := token.(type) {
	case json.Delim:
		return yamlBranch(token, tokens, in)
	case json.Number:
		return &yaml.Node{Kind: yaml.ScalarNode, Value: yamlNumber(token)}, nil
	case string:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: in.Replace(token), Style: yamlStyle(token)}, nil
	case bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: strconv.FormatBool(token)}, nil
	default:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"}, nil
	}
}

// yamlBranch takes the rest of an object or array. A list of numbers stays on
// one line: [56, 58].
func yamlBranch(open json.Delim, tokens *json.Decoder, in *strings.Replacer) (*yaml.Node, error) {
	branch := &yaml.Node{Kind: yaml.MappingNode}
	if open == '[' {
		branch = &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	}
	for tokens.More() {
		node, err := yamlNode(tokens, in)
		if err != nil {
			return nil, err
		}
		if node.Kind != yaml.ScalarNode || node.Tag == "!!str" {
			branch.Style = 0
		}
		branch.Content = append(branch.Content, node)
	}
	_, err := tokens.Token() // the closing bracket
	return branch, err
}

// yamlNumber spells a number without an exponent: YAML 1.1 takes "1e-07" for text.
func yamlNumber(n json.Number) string {
	if f, err := n.Float64(); err == nil && strings.ContainsAny(n.String(), "eE") {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	return n.String()
}

// yamlStyle chooses how a text is written. Where not every reader would take it
// for the same text, that is in double quotes.
func yamlStyle(text string) yaml.Style {
	switch {
	case strings.ContainsFunc(text, yamlEscaped), strings.Trim(text, " \t\n") != text:
		return yaml.DoubleQuotedStyle
	case yamlLong(text):
		return yaml.LiteralStyle
	case yamlTyped(text):
		return yaml.DoubleQuotedStyle
	}
	return 0 // plain, or in quotes if yaml.v3 finds that it needs them
}

// yamlLong tells whether a text stands below its key, on lines of its own,
// where no sign in it means anything, now or after an edit. A headline has
// seldom 40 characters, a paragraph seldom fewer. A checksum is one word.
func yamlLong(text string) bool {
	words := strings.ContainsFunc(text, func(r rune) bool { return r == ' ' || r > 0x7F })
	return strings.Contains(text, "\n") || words && utf8.RuneCountInString(text) >= 40
}

// yamlEscaped tells the characters that cannot be seen or that some readers
// refuse or take for a line break, byte order marks and U+2028 among them.
func yamlEscaped(r rune) bool {
	switch r {
	case '\n', '\t':
		return false
	case '\u2028', '\u2029', '\uFEFF', '\uFFFE', '\uFFFF':
		return true
	}
	return unicode.IsControl(r)
}

// yamlSpelling is how a character for which another stood in is written at
// last. A byte order mark stands in double quotes only, where escapes hold.
func yamlSpelling(r rune) string {
	if r == '\uFEFF' {
		return `\uFEFF`
	}
	return string(r)
}

// yamlTyped tells whether some reader, of YAML 1.1 or 1.2, may take a text for
// something else: "no" for false, "2024-11-11" for a date, "1e3" for a number, "="
// for a default. All such begin with a sign or a digit, or are one of few words.
func yamlTyped(text string) bool {
	switch strings.ToLower(text) {
	case "", "y", "yes", "n", "no", "on", "off", "true", "false", "null":
		return true
	}
	return !unicode.IsLetter(rune(text[0])) && !strings.ContainsFunc(text, func(r rune) bool { return r > 0x7F })
}
