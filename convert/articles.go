package convert

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/banmian/banmian/internal/paper"
)

// articles makes the page's articles of its items and their kinds. page is the page's number for
// the IDs ("2" gives 2-1, 2-2, …), issue the date of the issue, YYYY-MM-DD or empty, from
// which datelines take their year.
func articles(items []item, kinds []paper.Kind, page, issue string) []paper.Article {
	return sheet{items: items, kinds: kinds}.articles(page, issue)
}

// articles does the same for a sheet, of whose items a person may have told something.
func (s sheet) articles(page, issue string) []paper.Article {
	out := make([]paper.Article, 0, len(s.items))
	for n, kind := range s.kinds {
		w := writer{issue: issue}
		if s.told != nil {
			w.told = &s.told[n]
		}
		w.ID, w.Kind, w.Confidence = page+"-"+strconv.Itoa(n+1), kind, s.items[n].confidence
		out = append(out, w.article(s.items[n]))
	}
	return out
}

// A writer puts an article together, block by block. Every block's text goes to
// one place of the article; bylines, dateline and credits repeat words of it as data.
type writer struct {
	paper.Article
	issue string
	dated string               // the dateline as printed
	told  *paper.AnnotatedItem // what a person says of the item; nil: nobody does
}

func (w *writer) article(it item) paper.Article {
	last := lastParagraph(it)
	for n, b := range it.blocks {
		text := strings.TrimSpace(b.text)
		w.Spans = append(w.Spans, paper.Span{Role: b.role, Lines: b.lines})
		switch b.role {
		case paper.Kicker:
			w.Kickers = append(w.Kickers, text)
		case paper.Headline:
			w.Headline = lined(w.Headline, text)
		case paper.Deck:
			w.Decks = append(w.Decks, text)
		case paper.Byline:
			w.byline(text)
		case paper.Paragraph:
			w.paragraph(text, n == last)
		case paper.Caption:
			w.caption(text)
		case paper.Credit:
			w.credit(text)
		case paper.Jump:
			w.jump(text)
		default:
			w.body(b.role, text)
		}
	}
	if w.told != nil {
		w.obey()
	}
	if w.dated != "" {
		w.Dateline = dateline(w.dated, w.issue)
	}
	return w.Article
}

// lined adds a line to a text of several.
func lined(text, line string) string {
	if text == "" {
		return line
	}
	return text + "\n" + line
}

// lastParagraph is the place of the item's last paragraph, -1 if it has none.
func lastParagraph(it item) int {
	for n := len(it.blocks) - 1; n >= 0; n-- {
		if it.blocks[n].role == paper.Paragraph {
			return n
		}
	}
	return -1
}

// body adds a block of the body. Lines of verse that follow one another are one
// block, a line each.
func (w *writer) body(role paper.Role, text string) {
	if text == "" {
		return
	}
	for _, r := range text {
		if !unicode.IsSpace(r) {
			w.Chars++
		}
	}
	if n := len(w.Body); role == paper.Verse && n > 0 && w.Body[n-1].Role == paper.Verse {
		w.Body[n-1].Text += "\n" + text
		return
	}
	w.Body = append(w.Body, paper.Block{Role: role, Text: text})
}

// byline adds a line that names who wrote the item.
func (w *writer) byline(text string) {
	w.Byline = lined(w.Byline, text)
	if end, ok := signature(text); ok && end.dateline != "" {
		w.date(end.dateline)
		w.sign(end.people)
		return
	}
	s := peel(text, bylineLimit)
	// 記者王小明／台北報導; 報導 alone, without a place, is no dateline.
	if l := s.filed(s.inside()); utf8.RuneCountInString(l.dateline) > 2 {
		w.date(l.dateline)
		w.sign(l.people)
		return
	}
	if l := lede(text + " "); l.dateline != "" {
		w.date(l.dateline)
		w.sign(l.people)
		return
	}
	people, _ := byline(text)
	w.sign(people)
}

// paragraph adds a paragraph: its jumps go to where they lead, its lede and its
// signature stay in the text and are told as data.
func (w *writer) paragraph(text string, last bool) {
	text = w.turns(text)
	l := lede(text)
	w.date(l.dateline)
	w.sign(l.people)
	if end, sure := signature(text); sure || last {
		w.date(end.dateline)
		w.sign(end.people)
	}
	w.body(paper.Paragraph, text)
}

// turns takes the jumps out of a paragraph: one back and one on, as an item can have.
func (w *writer) turns(text string) string {
	turns := jump(text)
	for n := len(turns) - 1; n >= 0; n-- {
		t := turns[n]
		if w.turn(t, strings.TrimSpace(text[t.start:t.end])) {
			text = strings.TrimSpace(text[:t.start] + text[t.end:])
		}
	}
	return text
}

// turn notes a jump, and tells whether its place was still free.
func (w *writer) turn(t turn, text string) bool {
	side := &w.ContinuedOn
	if t.back {
		side = &w.ContinuedFrom
	}
	page, denied := w.toldPage(t)
	if *side != nil || denied {
		return false
	}
	*side = &paper.JumpLine{Page: page, Text: text}
	return true
}

// jump adds a line that is only a jump. （未完待续） leads to no page and stays in the body.
func (w *writer) jump(text string) {
	if turns := jump(text); len(turns) == 0 || !w.turn(turns[0], text) {
		w.body(paper.Paragraph, text)
	}
}

// date notes the item's dateline: the first one counts.
func (w *writer) date(text string) {
	if w.dated == "" {
		w.dated = text
	}
}

// sign adds people; who signs above and below the story counts once. A notice is
// signed by whom it comes from: a bare name under it is no author.
func (w *writer) sign(people []paper.Person) {
	for _, p := range people {
		known := slices.ContainsFunc(w.Bylines, func(q paper.Person) bool { return q.Name == p.Name })
		if !known && (p.Role != "" || w.Kind != paper.Notice) {
			w.Bylines = append(w.Bylines, p)
		}
	}
}

// caption opens an image, and cuts off a credit that is glued to its end. A
// credit that stood before its caption waits for it.
func (w *writer) caption(text string) {
	at := cutCredit(text)
	img := paper.Image{Caption: strings.TrimSpace(text[:at]), Credit: strings.TrimSpace(text[at:])}
	if img.Credit != "" {
		img.Credits, _ = credit(img.Credit)
	}
	w.Images = append(w.Images, img)
}

// credit adds a line that says who made the picture: of the caption before it, if
// that has no credit yet.
func (w *writer) credit(text string) {
	people, _ := credit(text)
	if n := len(w.Images); n > 0 && w.Images[n-1].Credit == "" && w.follows(paper.Caption) {
		w.Images[n-1].Credit, w.Images[n-1].Credits = text, people
		return
	}
	w.Images = append(w.Images, paper.Image{Credit: text, Credits: people})
}

// follows tells whether the block before the present one had the role.
func (w *writer) follows(role paper.Role) bool {
	n := len(w.Spans)
	return n > 1 && w.Spans[n-2].Role == role
}
