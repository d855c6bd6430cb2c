package paper

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

var attribute = regexp.MustCompile(`^\s*(\w+)=(?:"([^"]*)"|([^\s"]+))(?:\s+|$)`)

// attributesOf names what each directive, and a line, may say of itself.
var attributesOf = map[string][]string{
	"page":    {"paper", "date", "number", "section", "issue"},
	"article": {"kind", "gold"},
	"resume":  {"back"},
	"line":    {"by", "dateline", "from", "to"},
}

// attributes reads key=value and key="a value", and refuses all else.
func attributes(text string, known []string) (map[string]string, error) {
	attrs := map[string]string{}
	for rest := text; strings.TrimSpace(rest) != ""; {
		m := attribute.FindStringSubmatch(rest)
		if m == nil {
			return nil, fmt.Errorf("%s is no attribute: write it as key=value, or key=\"a value\" where it holds a space", beginning(rest))
		}
		if known != nil && !slices.Contains(known, m[1]) {
			return nil, fmt.Errorf("unknown attribute %s: use %s", m[1], strings.Join(known, ", "))
		}
		attrs[m[1]] = m[2] + m[3]
		rest = rest[len(m[0]):]
	}
	return attrs, nil
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
	for _, key := range attributesOf["line"] {
		if value, said := attrs[key]; said && value == "" {
			it.Denied = append(it.Denied, key)
		}
	}
}

// letterList tells the tags of the margin and their roles: "M masthead, N section, …".
func letterList() string {
	var list []string
	for r := Masthead; r < Roles; r++ {
		list = append(list, fmt.Sprintf("%c %s", r.Letter(), r))
	}
	return strings.Join(list, ", ")
}

func kindList() string {
	names := make([]string, len(Kinds))
	for i, kind := range Kinds {
		names[i] = string(kind)
	}
	return strings.Join(names, ", ")
}

// beginning is the first words of a row, as a message shows them.
func beginning(row string) string {
	row = strings.TrimSpace(row)
	if utf8.RuneCountInString(row) > 16 {
		return string([]rune(row)[:16]) + "…"
	}
	return row
}
