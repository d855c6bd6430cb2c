package paper

import (
	"fmt"
	"regexp"
	"slices"
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
	Says   []Attribute // what its braces say of its item; not filled in by reading
}

// AnnotatedItem is what the annotation knows of one article.
type AnnotatedItem struct {
	Kind             Kind
	HeadsOnly        bool // only heads and boundaries are known (gold=heads)
	Bylines          []Person
	Dateline         string
	JumpFrom, JumpTo string
	Denied           []string // attributes that are said to be empty: by="" tells that nobody signed
}

// A RowError is a row of an annotated page that is not well-formed.
type RowError struct {
	Row     int // 1-based
	Message string
}

// Error gives "ROW: MESSAGE".
func (e *RowError) Error() string { return fmt.Sprintf("%d: %s", e.Row, e.Message) }

var marginRow = regexp.MustCompile(`^([A-Z])(\+?)(?:\{([^}]*)\})?\|(.*)$`)

// ParseAnnotatedPages reads the annotated pages of one text, each from its row @page on;
// before the first there may be notes. A form feed parts them in the plain text. The lines of
// a page are counted on from those of the page before. The error is a *RowError.
func ParseAnnotatedPages(text string) (pages []*Annotated, err error) {
	above, lines := 0, 0
	for _, part := range partPages(text) {
		a, err := ParseAnnotated(part)
		if err != nil {
			err := *err.(*RowError)
			err.Row += above
			return nil, &err
		}
		for i := range a.Lines {
			a.Lines[i].Number += lines
		}
		above += strings.Count(part, "\n")
		lines += len(a.Rows)
		pages = append(pages, a)
	}
	return pages, nil
}

// partPages cuts a text before each row @page but the first.
func partPages(text string) (parts []string) {
	begun, at := strings.HasPrefix(text, "@page"), 0
	for from := 0; ; {
		i := strings.Index(text[from:], "\n@page")
		if i < 0 {
			return append(parts, text[at:])
		}
		if from += i + 1; begun {
			parts = append(parts, text[at:from])
			at = from
		}
		begun = true
	}
}

// ParseAnnotated reads an annotated page. The error is a *RowError.
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
			return nil, &RowError{n + 1, err.Error()}
		}
	}
	return a, nil
}

// directive takes an @ row and returns the item that the next lines belong to.
func (a *Annotated) directive(row string, item int) (int, error) {
	verb, rest, _ := strings.Cut(row[1:], " ")
	attrs, err := attributes(rest, attributesOf[verb])
	if err != nil {
		return item, fmt.Errorf("@%s: %w", verb, err)
	}
	switch verb {
	case "page":
		for key, value := range attrs {
			a.Facts[key] = value
		}
		return item, nil
	case "article":
		kind := Kind(attrs["kind"])
		if kind != "" && !slices.Contains(Kinds, kind) {
			return item, fmt.Errorf("unknown kind %q: use %s", kind, kindList())
		}
		a.Items = append(a.Items, AnnotatedItem{Kind: kind, HeadsOnly: attrs["gold"] == "heads"})
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
	return item, fmt.Errorf("unknown directive @%.20s: use @page, @article or @resume", verb)
}

// line takes a tagged row: "B+{to=A6}| 这个电话。（下转A06版）".
func (a *Annotated) line(row string, item int) error {
	m := marginRow.FindStringSubmatch(row)
	if m == nil {
		return fmt.Errorf("not a tagged line: %s: write a letter and a stroke before it, as in B| (%s)", beginning(row), letterList())
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
			return fmt.Errorf("unknown tag %c: use %s", letter, letterList())
		}
	}
	if line.Role.Furniture() {
		line.Item = -1
	} else if item < 0 {
		return fmt.Errorf("%s before any @article: begin its item with a row @article kind=news", line.Role)
	} else if attrs, err := attributes(m[3], attributesOf["line"]); err != nil {
		return err
	} else {
		a.Items[item].attach(attrs)
	}
	a.Lines = append(a.Lines, line)
	return nil
}
