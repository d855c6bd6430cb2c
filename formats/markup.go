package formats

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// markup writes XML that is well-formed whatever the text. Attributes are given
// as name, value, name, value; one whose value is "" is left out. An error of
// the writer stays until done.
type markup struct {
	out  *bufio.Writer
	open []string // names of the elements that are open
}

func newMarkup(w io.Writer) *markup { return &markup{out: bufio.NewWriter(w)} }

// raw writes what is markup already.
func (m *markup) raw(s string) { m.out.WriteString(s) }

// group opens an element that holds other elements.
func (m *markup) group(name string, attributes ...string) {
	m.start(name, attributes...)
	m.raw("\n")
}

// start opens an element.
func (m *markup) start(name string, attributes ...string) {
	m.tag(name, attributes)
	m.raw(">")
	m.open = append(m.open, name)
}

// end closes the element that was opened last.
func (m *markup) end() {
	last := len(m.open) - 1
	m.raw("</" + m.open[last] + ">\n")
	m.open = m.open[:last]
}

// element writes an element that holds text only, on a line of its own.
func (m *markup) element(name, text string, attributes ...string) {
	m.inline(name, text, attributes...)
	m.raw("\n")
}

// inline writes an element that holds text only, in the midst of other text.
func (m *markup) inline(name, text string, attributes ...string) {
	m.tag(name, attributes)
	m.raw(">")
	m.text(text)
	m.raw("</" + name + ">")
}

// void writes an element that can hold nothing, on a line of its own.
func (m *markup) void(name string, attributes ...string) {
	m.tag(name, attributes)
	m.raw("/>\n")
}

// tag writes a tag without its end.
func (m *markup) tag(name string, attributes []string) {
	m.raw("<" + name)
	for i := 0; i < len(attributes); i += 2 {
		if value := attributes[i+1]; value != "" {
			m.raw(" " + attributes[i] + `="`)
			m.escape(value, " ")
			m.raw(`"`)
		}
	}
}

// text writes text; its lines stay lines.
func (m *markup) text(s string) { m.escape(s, "<br/>") }

// escape writes text, with lineBreak for each line break in it. A control
// character, which XML cannot hold, becomes the picture of it: U+0007 is ␇. What
// is no character becomes U+FFFD.
func (m *markup) escape(s, lineBreak string) {
	for _, r := range lineEnds.Replace(s) {
		switch {
		case r == '\n':
			m.raw(lineBreak)
		case r == '&':
			m.raw("&amp;")
		case r == '<':
			m.raw("&lt;")
		case r == '>':
			m.raw("&gt;")
		case r == '"':
			m.raw("&quot;")
		default:
			m.out.WriteRune(visible(r))
		}
	}
}

// visible gives the character that stands in XML for one that must not.
func visible(r rune) rune {
	switch {
	case r < ' ' && r != '\t' && r != '\n':
		return '\u2400' + r
	case r == '\x7f':
		return '\u2421'
	case r == '\uFFFE' || r == '\uFFFF':
		return '\uFFFD'
	}
	return r
}

// done closes what is open and gives the first error of the writer.
func (m *markup) done() error {
	for len(m.open) > 0 {
		m.end()
	}
	return m.out.Flush()
}

// xmlID makes an ID for XML of an ID of ours: a prefix, for an ID begins with a
// letter, and then the same, with what an ID cannot hold as its number: "A3-1"
// is "aA3-1", "2 增-1" is "a2_20_增-1". Two IDs never become one, and none holds a
// full stop, so that ".h" may be added to it.
func xmlID(prefix, id string) string {
	var b strings.Builder
	b.WriteString(prefix)
	for _, r := range id {
		switch {
		case r >= '0' && r <= '9', r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == '-', r >= '一' && r <= '\u9fa5':
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "_%X_", r)
		}
	}
	return b.String()
}
