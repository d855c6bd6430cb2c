package convert

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/banmian/banmian/internal/paper"
)

// A Pattern tells where in a path the facts of a page stand. The zero Pattern is none.
type Pattern struct {
	text  string
	whole *regexp.Regexp // of a path; each group is a placeholder
	reads []placeholder  // those groups, in their order
}

// A placeholder is a group of a pattern: which fact it is, and how it is spelled.
type placeholder struct {
	fact    string
	layouts []string // of a date
}

// usePlaceholders is how the errors end.
const usePlaceholders = "use {paper}, {date}, {date:2006-01-02}, {page}, {section}, or {} for anything"

// usualDates are the layouts of {date}.
var usualDates = [...]string{"20060102", "2006-1-2", "2006.1.2", "2006_1_2", "2006年1月2日"}

// ParsePattern reads a pattern such as {paper}/{date:2006-01-02}/{page}.txt.
//
// Between placeholders stands what a path has there itself. {paper}, {section} and {}
// stand for text within one part of the path, {page} for a page's number (PageNumber),
// {date} for a day in one of usualDates. A layout after a colon says how the day is
// spelled, with 2006 for the year, 01 or 1 for the month, 02 or 2 for the day, and may
// reach over folders: {date:2006/01/02}. What stands twice has to be the same twice.
//
// The error says where the pattern is wrong and what may stand there.
func ParsePattern(text string) (Pattern, error) {
	if err := checkParts(text); err != nil {
		return Pattern{}, err
	}
	p := Pattern{text: text}
	expression, at := "(?:^|/)", 0
	for _, b := range brackets.FindAllStringIndex(text, -1) {
		group, err := p.take(text[b[0]:b[1]])
		if err != nil {
			return Pattern{}, fmt.Errorf("character %d: %w", utf8.RuneCountInString(text[:b[0]])+1, err)
		}
		expression += regexp.QuoteMeta(text[at:b[0]]) + group
		at = b[1]
	}
	if len(p.reads) == 0 {
		return Pattern{}, fmt.Errorf("%q tells nothing of a page: %s", text, usePlaceholders)
	}
	p.whole = regexp.MustCompile(expression + regexp.QuoteMeta(text[at:]) + "$")
	return p, nil
}

// brackets are placeholders, and brackets that are none.
var brackets = regexp.MustCompile(`\{[^{}]*\}|[{}]`)

// longestPattern is how many bytes a pattern has at most, as paths do on most systems.
const longestPattern = 4096

// checkParts refuses what is in no path: a part without a name, and text that is not UTF-8.
func checkParts(text string) error {
	switch {
	case len(text) > longestPattern:
		return fmt.Errorf("%d bytes: no path is as long: write at most %d", len(text), longestPattern)
	case !utf8.ValidString(text):
		return fmt.Errorf("%q is not UTF-8: write it in UTF-8", text)
	}
	at := 0
	for part := range strings.SplitSeq(text, "/") {
		if part == "" || part == "." || part == ".." {
			return fmt.Errorf("character %d: a part %q: the pattern is matched with the end of a path, so begin it with a name and put one name between two slashes",
				utf8.RuneCountInString(text[:at])+1, part)
		}
		at += len(part) + 1
	}
	return nil
}

// take gives the expression for what stands between brackets, and keeps what it reads.
// What is matched from the left takes as little as it can.
func (p *Pattern) take(bracket string) (string, error) {
	if len(bracket) == 1 {
		return "", fmt.Errorf("%s alone: %s", bracket, usePlaceholders)
	}
	fact, layout, spelled := strings.Cut(bracket[1:len(bracket)-1], ":")
	switch {
	case bracket == "{}":
		return "[^/]*?", nil
	case fact == "date":
		return p.takeDate(layout, spelled)
	case spelled:
		return "", fmt.Errorf("%q: only {date} has a layout: %s", bracket, usePlaceholders)
	}
	p.reads = append(p.reads, placeholder{fact: fact})
	switch fact {
	case "paper", "section":
		return "([^/]+?)", nil
	case "page":
		return "([A-Za-z]{0,2}[0-9]+)", nil
	}
	return "", fmt.Errorf("no placeholder %q: %s", bracket, usePlaceholders)
}

// takeDate gives the expression for a date in one layout, or in any of the usual ones.
func (p *Pattern) takeDate(layout string, spelled bool) (string, error) {
	one := placeholder{fact: "date", layouts: usualDates[:]}
	if spelled {
		one.layouts = []string{layout}
	}
	var any []string
	for _, layout := range one.layouts {
		expression, err := dateExpression(layout)
		if err != nil {
			return "", err
		}
		any = append(any, expression)
	}
	p.reads = append(p.reads, one)
	return "(" + strings.Join(any, "|") + ")", nil
}

// layoutNumber is a number in the layout of a date.
var layoutNumber = regexp.MustCompile("2006|0?[12]")

// dateExpression gives the expression for a date in a layout. The error says why the
// layout is none: it lacks the day, or holds letters, which Go's layouts may.
func dateExpression(layout string) (string, error) {
	seen := map[byte]int{}
	expression := layoutNumber.ReplaceAllStringFunc(regexp.QuoteMeta(layout), func(number string) string {
		seen[number[len(number)-1]]++
		if len(number) == 1 {
			return "[0-9]{1,2}"
		}
		return fmt.Sprintf("[0-9]{%d}", len(number))
	})
	marks := layoutNumber.ReplaceAllString(layout, "")
	switch {
	case seen['6'] != 1 || seen['1'] != 1 || seen['2'] != 1, strings.ContainsFunc(marks, func(r rune) bool { return isDigit(r) || isLetter(r) }):
		return "", fmt.Errorf("%q is no layout of a date: write the year as 2006, the month as 01 or 1, the day as 02 or 2, with marks between", layout)
	case strings.Contains(expression, "{1,2}[0-9]"):
		return "", fmt.Errorf("%q leaves open where a number ends: write 01 and 02, or put a mark between", layout)
	}
	return expression, nil
}

// Match reads the facts in a path, whose last parts have to be as the pattern says, each
// as a whole. Without a match, or where a date is no day or a page's number none, the
// bool is false.
func (p Pattern) Match(file string) (Facts, bool) {
	if p.whole == nil || !utf8.ValidString(file) {
		return Facts{}, false
	}
	groups := p.whole.FindStringSubmatch(path.Clean(file))
	if groups == nil {
		return Facts{}, false
	}
	var facts Facts
	for i, one := range p.reads {
		value, ok := one.value(groups[i+1])
		field := facts.field(one.fact)
		if !ok || *field != "" && *field != value {
			return Facts{}, false
		}
		*field = value
	}
	return facts, true
}

// field is the fact of a placeholder's name.
func (f *Facts) field(name string) *string {
	switch name {
	case "paper":
		return &f.Paper
	case "date":
		return &f.Date
	case "page":
		return &f.Page
	}
	return &f.Section
}

// value spells what a placeholder has read as the document does; the bool is false
// where it is no such thing.
func (h placeholder) value(text string) (string, bool) {
	switch h.fact {
	case "page":
		return PageNumber(text)
	case "date":
		for _, layout := range h.layouts {
			if day, err := time.Parse(plainMarks(layout), plainMarks(text)); err == nil {
				return day.Format(time.DateOnly), true
			}
		}
		return "", false
	}
	text = strings.TrimSpace(text)
	return text, text != "" && !strings.ContainsFunc(text, unicode.IsControl)
}

// plainMarks takes the strokes out of a date: to package time _2 is a day of one digit
// with a space before it.
func plainMarks(date string) string { return strings.ReplaceAll(date, "_", "-") }

// String is the pattern as it was written.
func (p Pattern) String() string { return p.text }

// forPath gives the options with what the pattern reads in a path, and a warning where it
// reads nothing there.
func (o Options) forPath(path string) (Options, []paper.Warning) {
	if o.Pattern.String() == "" || path == "" {
		return o, nil
	}
	facts, ok := o.Pattern.Match(path)
	o.Paper, o.Date = firstOf(o.Paper, facts.Paper), firstOf(o.Date, facts.Date)
	o.Page, o.Section = firstOf(o.Page, facts.Page), firstOf(o.Section, facts.Section)
	if ok {
		return o, nil
	}
	return o, []paper.Warning{{Kind: PathUnmatched, Source: path,
		Text: fmt.Sprintf("the path is not as the pattern %s says: nothing is read in it", o.Pattern)}}
}
