package formats

import (
	"cmp"
	_ "embed"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/banmian/banmian/internal/paper"
)

// XHTML writes a page to read in a browser, which is also a content document
// for an EPUB: no script, nothing from elsewhere, its small stylesheet inside.
var XHTML = Format{
	Name: "xhtml", Extension: ".xhtml", MediaType: "application/xhtml+xml",
	About: "a page for browsers and e-books",
	Write: writeXHTML,
}

//go:embed xhtml.css
var xhtmlStyle string

// nameless stands where there must be a title and nothing is known: "newspaper
// page", in characters that Simplified and Traditional share.
const nameless = "版面"

// xhtml writes one document. Text that the pages did not print ("第2版", a date
// from an option) stands in elements of the class "added"; all other is theirs,
// each block once.
type xhtml struct {
	*markup
	edition *paper.Edition
	ids     map[string]bool // of all articles: what links may lead to
}

// writeXHTML gives an edition of one page the name of the page for its only h1.
// Of several pages, each is a section with an h2, and the paper is the h1.
func writeXHTML(w io.Writer, e *paper.Edition, _ Options) error {
	x := &xhtml{newMarkup(w), e, articleIDs(e)}
	language := cmp.Or(e.Language, "zh")
	x.raw(`<?xml version="1.0" encoding="UTF-8"?>` + "\n<!DOCTYPE html>\n")
	x.group("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", language, "xml:lang", language)
	x.head()
	x.group("body")
	x.group("main")
	level := 1
	if len(e.Pages) != 1 {
		x.front()
		level = 2
	}
	for i := range e.Pages {
		x.page(i, level)
	}
	return x.done()
}

func articleIDs(e *paper.Edition) map[string]bool {
	ids := map[string]bool{}
	for _, p := range e.Pages {
		for _, a := range p.Articles {
			ids[a.ID] = true
		}
	}
	return ids
}

func (x *xhtml) head() {
	x.group("head")
	x.void("meta", "charset", "UTF-8")
	x.element("title", x.title())
	x.void("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
	x.raw("<style>\n" + xhtmlStyle + "</style>\n")
	x.end()
}

// title names the document in a list of tabs: "时政动态 第2版 长治日报 2024年11月11日".
func (x *xhtml) title() string {
	words := []string{x.edition.Paper, spokenDate(x.edition.Date)}
	if len(x.edition.Pages) == 1 {
		page := x.edition.Pages[0]
		words = append([]string{page.Section, spokenPage(&page)}, words...)
	}
	words = strings.Fields(strings.Join(words, " ")) // no line break may stand here
	return cmp.Or(strings.Join(words, " "), nameless)
}

// front heads a document of several pages.
func (x *xhtml) front() {
	x.group("header", "class", "front")
	x.element("h1", cmp.Or(strings.TrimSpace(x.edition.Paper), nameless), "class", "added")
	x.folio("", x.edition.Date, "")
	x.end()
}

// folio tells what paper, day and page this is, as far as it is known.
func (x *xhtml) folio(name, date, number string) {
	words := slices.DeleteFunc([]string{name, date, number}, func(w string) bool { return w == "" })
	if len(words) == 0 {
		return
	}
	x.start("p", "class", "folio added")
	for i, word := range words {
		if i > 0 {
			x.raw(" ")
		}
		if spoken := spokenDate(word); spoken != word {
			x.inline("time", spoken, "datetime", word)
		} else {
			x.text(word)
		}
	}
	x.end()
}

// page writes one page of the edition, with a heading of the given level.
func (x *xhtml) page(i, level int) {
	p, id := &x.edition.Pages[i], x.pageID(i)
	x.group("section", "id", id, "class", "page", "aria-labelledby", id+".h")
	rest := x.pageHead(p, id+".h", level)
	for j := range p.Articles {
		x.article(&p.Articles[j], level+1)
	}
	if len(rest) > 0 {
		x.group("aside")
		for _, b := range rest {
			x.element("p", b.Text, "class", b.Role.String())
		}
		x.end()
	}
	x.end()
}

// pageHead writes the name of a page as it is printed, or else what is known of
// it, and returns the furniture that is left.
func (x *xhtml) pageHead(p *paper.Page, id string, level int) []paper.Block {
	rest := slices.Clone(p.Furniture)
	take := func(role paper.Role) string {
		i := slices.IndexFunc(rest, func(b paper.Block) bool { return b.Role == role && b.Text != "" })
		if i < 0 {
			return ""
		}
		text := rest[i].Text
		rest = slices.Delete(rest, i, i+1)
		return text
	}
	name, class, number := take(paper.Section), "", spokenPage(p)
	if name == "" {
		name, class = cmp.Or(strings.TrimSpace(p.Section), number, nameless), "added"
	}
	if name == number {
		number = ""
	}
	x.group("header")
	if level == 1 {
		x.folio(x.edition.Paper, x.edition.Date, number)
	} else {
		x.folio("", "", number)
	}
	x.element(heading(level), name, "id", id, "class", class)
	if latin := take(paper.SectionLatin); latin != "" {
		x.element("p", latin, "class", "section-latin", "lang", "zh-Latn-pinyin", "xml:lang", "zh-Latn-pinyin")
	}
	x.end()
	return rest
}

// story is an article on its way into the document.
type story struct {
	*xhtml
	level int        // of its headline
	name  string     // ID for its headline
	named paper.Role // of the block that is to be its headline; NoRole once it is written
}

// article writes an article whose headline has the given level. An article
// element wants a heading; an item without one (a brief, a picture) is a div
// that screen readers call an article.
func (x *xhtml) article(a *paper.Article, level int) {
	head, body := headAndBody(blocks(a))
	id, class := xmlID("a", a.ID), "article "+string(a.Kind)
	s := &story{x, level, id + ".h", naming(head, body)}
	if s.named != paper.NoRole {
		x.group("article", "id", id, "class", class, "aria-labelledby", s.name)
	} else {
		x.group("div", "id", id, "class", class, "role", "article", "aria-label", a.ID)
		s.level-- // crossheads have the headline's level, that none be skipped
	}
	if len(head) > 0 {
		x.group("header")
		s.blocks(head)
		x.end()
	}
	s.blocks(body)
	for _, image := range a.Images {
		s.figure(image)
	}
	x.end()
}

// headAndBody parts the blocks of an article, but for its pictures. A byline
// belongs to the head if it is read before the body, and else stays where it is.
func headAndBody(all []block) (head, body []block) {
	for _, b := range all {
		switch {
		case b.Role == paper.Caption || b.Role == paper.Credit:
		case b.Role == paper.Kicker, b.Role == paper.Headline, b.Role == paper.Deck, b.Role == paper.Byline && len(body) == 0:
			head = append(head, b)
		default:
			body = append(body, b)
		}
	}
	return head, body
}

// naming tells the role of the block that the article is called by: its
// headline, or else its kicker or deck, or the jump it begins with.
func naming(head, body []block) paper.Role {
	for _, role := range []paper.Role{paper.Headline, paper.Kicker, paper.Deck} {
		if slices.ContainsFunc(head, func(b block) bool { return b.Role == role }) {
			return role
		}
	}
	if len(body) > 0 && body[0].Role == paper.Jump {
		return paper.Jump
	}
	return paper.NoRole
}

func (s *story) blocks(blocks []block) {
	for _, b := range blocks {
		s.block(b)
	}
}

// block writes one block. A role that is not told of here is a paragraph with
// the role's name for its class.
func (s *story) block(b block) {
	class := b.Role.String()
	switch b.Role {
	case s.named:
		s.named = paper.NoRole
		s.set(b, heading(s.level), "id", s.name, "class", class)
	case paper.Crosshead:
		s.set(b, heading(s.level+1), "class", class)
	case paper.Deck:
		s.set(b, "p", "class", class, "role", "doc-subtitle")
	case paper.Paragraph:
		s.set(b, "p")
	default:
		s.set(b, "p", "class", class)
	}
}

// set writes the text of a block into an element. A jump leads to the other
// half of its story, where that is in the document.
func (s *story) set(b block, element string, attributes ...string) {
	s.start(element, attributes...)
	if s.ids[b.link] {
		s.inline("a", b.Text, "href", "#"+xmlID("a", b.link))
	} else {
		s.text(b.Text)
	}
	s.end()
}

// figure writes the words of a picture.
func (s *story) figure(image paper.Image) {
	if image.Caption == "" && image.Credit == "" {
		return
	}
	s.group("figure")
	s.start("figcaption")
	s.text(image.Caption)
	if image.Caption != "" {
		s.raw(" ")
	}
	if image.Credit != "" {
		s.inline("span", image.Credit, "class", paper.Credit.String())
	}
	s.end()
	s.end()
}

// pageID is stable where page numbers are given and differ: "p2". The position
// tells pages apart where they do not.
func (x *xhtml) pageID(i int) string {
	number := x.edition.Pages[i].Number
	first := slices.IndexFunc(x.edition.Pages, func(p paper.Page) bool { return p.Number == number })
	if number != "" && first == i {
		return xmlID("p", number)
	}
	return xmlID("p", number) + "." + strconv.Itoa(i+1)
}

func heading(level int) string { return "h" + strconv.Itoa(level) }

// spokenPage is how a newspaper calls a page: "第2版", "" for no number.
func spokenPage(p *paper.Page) string {
	if p.Number == "" {
		return ""
	}
	return "第" + p.Number + "版"
}

// spokenDate is how a newspaper writes a day: "2024年11月11日". What is no day
// stays as it is.
func spokenDate(date string) string {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return day.Format("2006年1月2日")
}
