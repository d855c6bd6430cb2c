package sheet

import (
	"strconv"
	"strings"

	"github.com/banmian/banmian/internal/paper"
)

// A Layout is a way to set a page: as it is, with a blank line between all
// lines, tight with indented paragraphs, or in columns of width characters.
type Layout struct {
	Name  string
	Width int
}

// Layouts are those that are measured.
var Layouts = []Layout{{Name: "as-is"}, {Name: "blank"}, {Name: "tight"}, {"wrap13", 13}, {"wrap16", 16}, {"wrap20", 20}}

// LayoutNamed finds a layout by its name; lines may be wrapped at any width.
func LayoutNamed(name string) (Layout, bool) {
	for _, l := range Layouts {
		if l.Name == name {
			return l, true
		}
	}
	width, err := strconv.Atoi(strings.TrimPrefix(name, "wrap"))
	return Layout{name, width}, err == nil && width > 0 && strings.HasPrefix(name, "wrap")
}

// Set gives a page in another layout.
func (l Layout) Set(p *paper.Annotated) *paper.Annotated {
	if l.Name == "as-is" {
		return p
	}
	out := Sheet{Annotated: &paper.Annotated{Facts: p.Facts, Items: p.Items}, blank: l.Name == "blank"}
	for _, line := range p.Lines {
		text := strings.TrimSpace(line.Text)
		if l.Name != "blank" && l.Name != "flat" && line.Role == paper.Paragraph && !line.Joined {
			text = "\u3000\u3000" + text
		}
		pieces := []string{text}
		if l.Width > 0 && wraps(line) {
			pieces = columns(text, l.Width)
		}
		for k, piece := range pieces {
			line.Joined = line.Joined || k > 0
			out.Add(line, piece)
		}
	}
	return out.Annotated
}

// wraps tells whether a column breaks the line. Heads whose role is open (D) stay whole.
func wraps(l paper.AnnotatedLine) bool {
	return l.Loose != 'D' && (l.Role == paper.Paragraph || l.Role == paper.Headline || l.Role == paper.Caption)
}

// columns cuts a text into lines of so many characters; closing marks hang on
// the line before.
func columns(text string, width int) []string {
	runes := []rune(text)
	var out []string
	for at := 0; at < len(runes); {
		end := min(at+width, len(runes))
		for end < len(runes) && strings.ContainsRune("，。、；：！？”’）》】」』 ", runes[end]) {
			end++
		}
		out = append(out, strings.TrimRight(string(runes[at:end]), " "))
		at = end
	}
	return out
}
