package findings

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// What GitHub takes of one step: of each level so many annotations, the others are
// dropped without a word; and a summary of 1 MiB, less room for its end.
const (
	mostAnnotations = 10
	mostSummary     = 1<<20 - 1<<12
)

// gitHub writes commands of a workflow, and a table where there is a summary.
type gitHub struct {
	out, table *bufio.Writer
	written    map[Level]int
	unwritten  int // findings beyond the annotations
	room       int // bytes left in the summary
	unlisted   int // findings beyond them
}

func newGitHub(w io.Writer, o Options) Writer {
	summary := o.Summary
	if summary == nil {
		summary = io.Discard
	}
	return &gitHub{out: bufio.NewWriter(w), table: bufio.NewWriter(summary), written: map[Level]int{}, room: mostSummary}
}

func (g *gitHub) Add(f File) {
	for _, found := range f.Findings {
		if !found.Known {
			g.annotate(found)
			g.list(found)
		}
	}
}

// annotate writes "::warning file=02.txt,line=12,title=no-headline::a story …".
func (g *gitHub) annotate(f Finding) {
	if g.written[f.Level] >= mostAnnotations {
		g.unwritten++
		return
	}
	g.written[f.Level]++
	var where []string
	if f.File != "" {
		where = append(where, "file="+property(f.File))
	}
	if f.Line > 0 {
		where = append(where, fmt.Sprintf("line=%d", f.Line))
	}
	where = append(where, "title="+property(f.Kind))
	fmt.Fprintf(g.out, "::%s %s::%s\n", f.Level, strings.Join(where, ","), message(f.Text))
}

var (
	messageEscapes  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func message(text string) string { return messageEscapes.Replace(strings.ToValidUTF8(text, "\ufffd")) }
func property(text string) string {
	return propertyEscapes.Replace(strings.ToValidUTF8(text, "\ufffd"))
}

// list adds a row to the summary, as long as there is room.
func (g *gitHub) list(f Finding) {
	row := fmt.Sprintf("| %s | %s | %s | %s |\n", f.Level, cell(f.position()), cell(shown(f.Kind)), cell(shown(f.Text)))
	if g.room == mostSummary {
		row = "| | where | kind | what |\n|---|---|---|---|\n" + row
	}
	if g.unlisted > 0 || len(row) > g.room {
		g.unlisted++
		return
	}
	g.room -= len(row)
	g.table.WriteString(row)
}

// cell spells a text in Markdown, without any of its marks.
func cell(text string) string {
	var out strings.Builder
	for _, r := range text {
		if r < 0x80 && (unicode.IsPunct(r) || unicode.IsSymbol(r)) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}

func (g *gitHub) End(t Tally) error {
	rest := ""
	if g.unwritten > 0 {
		rest = fmt.Sprintf("; %d of them are not shown here", g.unwritten)
	}
	fmt.Fprintf(g.out, "::notice title=banmian check::%s\n", message(t.String()+rest))
	if g.unlisted > 0 {
		fmt.Fprintf(g.table, "\n%d more are not listed here.\n", g.unlisted)
	}
	fmt.Fprintf(g.table, "\nbanmian check: %s\n", t)
	if err := g.table.Flush(); err != nil {
		return fmt.Errorf("the summary: %w", err)
	}
	return g.out.Flush()
}
