package paper

import (
	"fmt"
	"strings"
	"unicode"
)

// An Attribute is a key and its value, as the margin of an annotated page has them.
type Attribute struct{ Key, Value string }

// Can tells whether the margin can spell the value: a quote or a brace would end it.
func (a Attribute) Can() bool {
	return !strings.ContainsFunc(a.Value, func(r rune) bool { return strings.ContainsRune(`"{}`, r) || unicode.IsControl(r) })
}

// String spells the attribute: to=3, dateline="新华社 北京电".
func (a Attribute) String() string {
	if a.Value == "" || strings.ContainsFunc(a.Value, unicode.IsSpace) || a.Key == "by" {
		return fmt.Sprintf(`%s="%s"`, a.Key, a.Value)
	}
	return a.Key + "=" + a.Value
}

// By spells who signed an item, for the attribute by: "记者/李盼,/静好".
func By(people []Person) Attribute {
	var names []string
	for _, p := range people {
		names = append(names, p.Role+"/"+p.Name)
	}
	return Attribute{"by", strings.Join(names, ",")}
}

// CanBy tells whether the margin can spell a person: commas part people, and the last
// stroke parts the role from the name.
func CanBy(p Person) bool {
	return By([]Person{p}).Can() && !strings.Contains(p.Role+p.Name, ",") && !strings.Contains(p.Name, "/")
}

// facts are what @page says, in this order.
var facts = []string{"paper", "date", "number", "section", "issue"}

// SpellAnnotated spells annotated pages, so that ParseAnnotatedPages reads the same.
func SpellAnnotated(pages []*Annotated) string {
	var out strings.Builder
	above := 0
	for _, a := range pages {
		m := margin{Annotated: a, out: &out, at: -1, known: map[int]int{}}
		m.page(above)
		above += len(a.Rows)
	}
	return out.String()
}

// A margin is an annotated page that is being spelled.
type margin struct {
	*Annotated
	out   *strings.Builder
	at    int         // the item that lines belong to now
	known map[int]int // the place in the margin of each item that has begun
}

// page writes what is known of the page, and its rows; above are those of the pages before.
func (m *margin) page(above int) {
	m.out.WriteString("@page")
	for _, key := range facts {
		if a := (Attribute{key, m.Facts[key]}); a.Value != "" && a.Can() {
			m.out.WriteString(" " + a.String())
		}
	}
	m.out.WriteString("\n")
	next := 0
	for i, row := range m.Rows {
		if next < len(m.Lines) && m.Lines[next].Number == above+i+1 {
			m.line(m.Lines[next])
			next++
		} else {
			m.out.WriteString(row + "\n")
		}
	}
}

// line writes a line, and before it where its item begins or goes on.
func (m *margin) line(l AnnotatedLine) {
	if l.Item >= 0 && l.Item != m.at {
		m.turn(l.Item)
	}
	m.out.WriteByte(l.Role.Letter())
	if l.Joined {
		m.out.WriteByte('+')
	}
	var says []string
	for _, a := range l.Says {
		says = append(says, a.String())
	}
	if len(says) > 0 {
		m.out.WriteString("{" + strings.Join(says, " ") + "}")
	}
	m.out.WriteByte('|')
	if !strings.HasPrefix(l.Text, "  ") { // which ParseAnnotated leaves as it is
		m.out.WriteByte(' ')
	}
	m.out.WriteString(l.Text + "\n")
}

// turn writes that another item begins or goes on.
func (m *margin) turn(item int) {
	m.at = item
	place, begun := m.known[item]
	if !begun {
		m.known[item] = len(m.known)
		fmt.Fprintf(m.out, "@article kind=%s\n", m.Items[item].Kind)
		return
	}
	if back := len(m.known) - 1 - place; back == 1 {
		m.out.WriteString("@resume\n")
	} else {
		fmt.Fprintf(m.out, "@resume back=%d\n", back)
	}
}
