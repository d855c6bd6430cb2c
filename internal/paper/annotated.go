package paper

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Annotated is the text of one page with its structure in the margin, as the
// .ann files spell it (testdata/editions/README.md).
type Annotated struct {
	Facts map[string]string // what @page says: paper, date, number, section, issue
	Rows  []string          // the page as a reader gets it, blank rows too
	Lines []AnnotatedLine   // the rows that are not blank
	Items []AnnotatedItem
}

// AnnotatedLine is one row of the page and what it is. Item is the index of its
// item, -1 for furniture. Joined tells that it goes on with the block before it
// in the same item. Loose is 'T' or 'D' where the real pages leave the role
// open (text of a body, line of a head).
type AnnotatedLine struct {
	Number int // 1-based row
	Role   Role
	Joined bool
	Item   int
	Text   string
	Loose  byte
}

// AnnotatedItem is what the annotation knows of one article.
type AnnotatedItem struct {
	Kind             Kind
	HeadsOnly        bool // only heads and boundaries are known (gold=heads)
	Bylines          []Person
	Dateline         string
	JumpFrom, JumpTo string
}

var (
	marginRow = regexp.MustCompile(`^([A-Z])(\+?)(?:\{([^}]*)\})?\|(.*)$`)
	attribute = regexp.MustCompile(`(\w+)=(?:"([^"]*)"|(\S+))`)
)

// ParseAnnotated reads an annotated page. The error names the row.
func ParseAnnotated(text string) (*Annotated, error) {
	a := &Annotated{Facts: map[string]string{}}
	item := -1
	for n, row := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		var err error
		switch {
		case strings.HasPrefix(row, "#"):
		case strings.HasPrefix(row, "@"):
			item, err = a.directive(row, item)
		case strings.TrimSpace(row) == "":
			a.Rows = append(a.Rows, row)
		default:
			err = a.line(row, item)
		}
		if err != nil {
			return nil, fmt.Errorf("%d: %w", n+1, err)
		}
	}
	return a, nil
}

// directive takes an @ row and returns the item that the next lines belong to.
func (a *Annotated) directive(row string, item int) (int, error) {
	verb, rest, _ := strings.Cut(row[1:], " ")
	attrs := attributes(rest)
	switch verb {
	case "page":
		for key, value := range attrs {
			a.Facts[key] = value
		}
		return item, nil
	case "article":
		a.Items = append(a.Items, AnnotatedItem{Kind: Kind(attrs["kind"]), HeadsOnly: attrs["gold"] == "heads"})
		return len(a.Items) - 1, nil
	case "resume":
		back, err := strconv.Atoi(attrs["back"])
		if err != nil {
			back = 1
		}
		if back < 0 || back >= len(a.Items) {
			return item, fmt.Errorf("@resume back=%d reaches none of the %d items before it", back, len(a.Items))
		}
		return len(a.Items) - 1 - back, nil
	}
	return item, fmt.Errorf("unknown directive @%s", verb)
}

// line takes a tagged row: "B+{to=A6}| 这个电话。（下转A06版）".
func (a *Annotated) line(row string, item int) error {
	m := marginRow.FindStringSubmatch(row)
	if m == nil {
		return fmt.Errorf("not a tagged line: %.40s", row)
	}
	text := m[4]
	if strings.HasPrefix(text, " ") && !strings.HasPrefix(text, "  ") {
		text = text[1:]
	}
	a.Rows = append(a.Rows, text)
	line := AnnotatedLine{Number: len(a.Rows), Joined: m[2] == "+", Item: item, Text: text}
	switch letter := m[1][0]; letter {
	case 'T', 'D':
		line.Role, line.Loose = map[byte]Role{'T': Paragraph, 'D': Headline}[letter], letter
	default:
		if line.Role = RoleOfLetter(letter); line.Role == NoRole {
			return fmt.Errorf("unknown tag %c", letter)
		}
	}
	if line.Role.Furniture() {
		line.Item = -1
	} else if item < 0 {
		return fmt.Errorf("%s before any @article", line.Role)
	} else {
		a.Items[item].attach(attributes(m[3]))
	}
	a.Lines = append(a.Lines, line)
	return nil
}

// attach adds what a line's braces say to its item.
func (it *AnnotatedItem) attach(attrs map[string]string) {
	if by := attrs["by"]; by != "" {
		for _, one := range strings.Split(by, ",") {
			at := strings.LastIndex(one, "/")
			it.Bylines = append(it.Bylines, Person{Role: one[:max(at, 0)], Name: one[at+1:]})
		}
	}
	set := func(field *string, key string) {
		if attrs[key] != "" {
			*field = attrs[key]
		}
	}
	set(&it.Dateline, "dateline")
	set(&it.JumpFrom, "from")
	set(&it.JumpTo, "to")
}

func attributes(text string) map[string]string {
	attrs := map[string]string{}
	for _, m := range attribute.FindAllStringSubmatch(text, -1) {
		attrs[m[1]] = m[2] + m[3]
	}
	return attrs
}
