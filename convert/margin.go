package convert

import (
	"slices"
	"strings"

	"github.com/banmian/banmian/internal/paper"
)

// A margin puts what an article says of itself beside the lines that say it.
type margin struct {
	*paper.Article
	lines []*paper.AnnotatedLine // of the article
}

// tell fills the margin of a page: who signed, the dateline, where jumps lead. Where the text
// alone would say something that the article does not, it tells that too: by="".
func tell(a *paper.Annotated, p *paper.Page) {
	plain := sheetOf(a).articles(p.Number, a.Facts["date"])
	for k := range p.Articles {
		m := margin{Article: &p.Articles[k]}
		for i := range a.Lines {
			if a.Lines[i].Item == k {
				m.lines = append(m.lines, &a.Lines[i])
			}
		}
		if len(m.lines) > 0 && len(plain) > k {
			m.dateline(plain[k].Dateline)
			m.bylines(plain[k].Bylines)
			m.jump("from", m.ContinuedFrom, plain[k].ContinuedFrom)
			m.jump("to", m.ContinuedOn, plain[k].ContinuedOn)
		}
	}
}

// say puts an attribute beside a line, if it can be spelled.
func (m *margin) say(l *paper.AnnotatedLine, a paper.Attribute) {
	if a.Can() {
		l.Says = append(l.Says, a)
	}
}

// dateline tells the dateline beside the line that prints it.
func (m *margin) dateline(plain *paper.Dateline) {
	switch {
	case m.Dateline != nil:
		m.say(m.printing(m.Dateline.Text, paper.Paragraph, paper.Byline), paper.Attribute{Key: "dateline", Value: m.Dateline.Text})
	case plain != nil:
		m.say(m.lines[0], paper.Attribute{Key: "dateline"})
	}
}

// jump tells the page that a jump leads to. A link that no jump prints is not the page's.
func (m *margin) jump(key string, j, plain *paper.JumpLine) {
	switch {
	case j != nil && j.Page != "" && (j.Text != "" || j.Article == ""):
		m.say(m.turning(j.Text, key == "from"), paper.Attribute{Key: key, Value: j.Page})
	case j == nil && plain != nil:
		m.say(m.lines[0], paper.Attribute{Key: key})
	}
}

// bylines tells who signed, each beside the line with the name. Where that would change
// their order, all stand beside the first of these lines.
func (m *margin) bylines(plain []paper.Person) {
	if len(m.Bylines) == 0 {
		if len(plain) > 0 {
			m.say(m.lines[0], paper.Attribute{Key: "by"})
		}
		return
	}
	if slices.ContainsFunc(m.Bylines, func(p paper.Person) bool { return !paper.CanBy(p) }) {
		return
	}
	signed := map[*paper.AnnotatedLine][]paper.Person{}
	var order []*paper.AnnotatedLine
	for _, p := range m.Bylines {
		l := m.printing(p.Name, paper.Byline, paper.Paragraph)
		if n := len(order); n > 0 && l.Number < order[n-1].Number {
			l = order[n-1]
		}
		if signed[l] == nil {
			order = append(order, l)
		}
		signed[l] = append(signed[l], p)
	}
	for _, l := range order {
		m.say(l, paper.By(signed[l]))
	}
}

// printing finds the line that prints some words: first among those of the roles, role
// after role, then anywhere; the first line of these roles if none does.
func (m *margin) printing(words string, roles ...paper.Role) *paper.AnnotatedLine {
	for _, role := range roles {
		for _, l := range m.lines {
			if l.Role == role && strings.Contains(squeeze(l.Text), squeeze(words)) {
				return l
			}
		}
	}
	for _, role := range roles {
		for _, l := range m.lines {
			if l.Role == role {
				return l
			}
		}
	}
	return m.lines[0]
}

// turning finds the line of a jump: the first that prints it, of one that leads on the last;
// else the first or last line that can hold one.
func (m *margin) turning(text string, back bool) *paper.AnnotatedLine {
	lines := slices.Clone(m.lines)
	if !back {
		slices.Reverse(lines)
	}
	for _, want := range []string{squeeze(text), ""} {
		for _, l := range lines {
			if (l.Role == paper.Jump || l.Role == paper.Paragraph) && strings.Contains(squeeze(l.Text), want) {
				return l
			}
		}
	}
	return lines[0]
}

// squeeze leaves out all white space: 乔 木 is 乔木.
func squeeze(text string) string { return strings.Join(strings.Fields(text), "") }
