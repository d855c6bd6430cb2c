package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// jsonTrees gives the values that a text of JSON holds one behind the other, as the
// trees that a reader of YAML makes: one check does for both.
func jsonTrees(text []byte) ([]*yaml.Node, error) {
	text = bytes.TrimPrefix(text, []byte("\uFEFF"))
	j := &jsonReader{text: text, Decoder: json.NewDecoder(bytes.NewReader(text)), line: 1}
	j.UseNumber()
	if at := invalid(text); at >= 0 {
		return nil, Faults{{Line: 1 + bytes.Count(text[:at], []byte("\n")), Message: "not UTF-8: a document is spelled in it"}}
	}
	var trees []*yaml.Node
	for {
		tree, err := j.node(0)
		if err == io.EOF {
			return trees, nil
		}
		if err != nil {
			return nil, j.fault(err)
		}
		trees = append(trees, tree)
	}
}

// invalid is the place of the first byte that is not UTF-8, -1 if there is none.
func invalid(text []byte) int {
	if utf8.Valid(text) {
		return -1
	}
	for at := 0; ; {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
}

// deepest is how far values may stand in one another: the document has six floors.
const deepest = 100

// jsonReader takes values from a text, and counts its lines on the way.
type jsonReader struct {
	*json.Decoder
	text []byte
	at   int64 // up to where lines are counted
	line int
}

// here is the line of the token that was read last.
func (j *jsonReader) here() int {
	to := j.InputOffset()
	j.line += bytes.Count(j.text[j.at:to], []byte("\n"))
	j.at = to
	return j.line
}

// node takes the next value.
func (j *jsonReader) node(depth int) (*yaml.Node, error) {
	token, err := j.Token()
	if err != nil {
		return nil, err
	}
	node := &yaml.Node{Kind: yaml.ScalarNode, Line: j.here()}
	switch token := token.(type) {
	case json.Delim:
		return node, j.branch(node, token, depth)
	case json.Number:
		node.Value, node.Tag = token.String(), "!!float"
	case string:
		node.Value, node.Tag = token, "!!str"
	case bool:
		node.Value, node.Tag = strconv.FormatBool(token), "!!bool"
	default:
		node.Tag = "!!null"
	}
	return node, nil
}

// branch takes the rest of an object or array into its node.
func (j *jsonReader) branch(node *yaml.Node, open json.Delim, depth int) error {
	if depth == deepest {
		return errors.New("values stand in one another more than 100 deep: this is no edition document")
	}
	if node.Kind = yaml.MappingNode; open == '[' {
		node.Kind = yaml.SequenceNode
	}
	for j.More() {
		value, err := j.node(depth + 1)
		if err != nil {
			return atEnd(err)
		}
		node.Content = append(node.Content, value)
	}
	_, err := j.Token() // the closing bracket
	return atEnd(err)
}

// atEnd calls an end of the text what it is in the middle of a value.
func atEnd(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// fault tells where the text is no JSON.
func (j *jsonReader) fault(err error) error {
	at, message := j.InputOffset(), strings.TrimPrefix(err.Error(), "json: ")
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		at = syntax.Offset
		message = "not JSON: " + message
	case errors.Is(err, io.ErrUnexpectedEOF):
		at, message = int64(len(bytes.TrimSpace(j.text))), "not JSON: it ends in the middle; is the file whole?"
	}
	at = max(0, min(at, int64(len(j.text))))
	return Faults{{Line: 1 + bytes.Count(j.text[:at], []byte("\n")), Message: message}}
}

// yamlTrees gives the documents of a text of YAML.
func yamlTrees(text []byte) (trees []*yaml.Node, err error) {
	for dec := yaml.NewDecoder(bytes.NewReader(text)); ; {
		var document yaml.Node
		switch err := dec.Decode(&document); {
		case err == io.EOF:
			return trees, nil
		case err != nil:
			return nil, yamlFault(err)
		case len(document.Content) > 0:
			trees = append(trees, document.Content[0])
		}
	}
}

// yamlLine finds the line in an error of the library: "yaml: line 3: did not find …".
var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(?s:(.*))$`)

// yamlFault tells where the text is no YAML.
func yamlFault(err error) error {
	m := yamlLine.FindStringSubmatch(err.Error())
	if m == nil {
		return Faults{{Line: 1, Message: "not YAML: " + err.Error()}}
	}
	line, _ := strconv.Atoi(m[1])
	message := "not YAML: " + m[2]
	if strings.HasPrefix(m[2], "mapping values") || strings.HasPrefix(m[2], "did not find") {
		message += "; put a text with a colon in quotes, and indent with spaces"
	}
	return Faults{{Line: max(line, 1), Message: message}}
}
