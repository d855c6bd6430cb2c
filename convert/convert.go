// Package convert reads the plain text of newspaper pages and finds what an
// editor sees in it: the articles, and in each its kicker, headline, deck,
// byline, paragraphs, crossheads, pictures and jumps.
//
// The way of a page: bytes are decoded to text, the text cut into pages and
// lines, the lines of one block joined, the blocks named by the likeliest
// reading of the page as a whole, and the articles made of them. No character
// that is not white space is lost on the way, and none is added.
package convert

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/banmian/banmian/internal/paper"
)

// Source is the text of one input. Path is how the document names it, empty for
// standard input.
type Source struct {
	Path  string
	Bytes []byte
}

// Options are what the page does not say itself; each overrules the page. Date
// is YYYY-MM-DD. Page is the number of the source's first page. Encoding is the
// name of an encoding, or "" or "auto" to find it out.
//
// What the Pattern reads in the source's path counts as if it were given here, where
// nothing is. Lenient makes warnings of the errors about damaged bytes, for which
// U+FFFD stands then, and about lines in another encoding than the others.
type Options struct {
	Paper, Date, Page, Section, Encoding string

	Pattern Pattern
	Lenient bool
}

// Error is a source that cannot be read, with the line where there is one.
type Error struct {
	Line    int // 0: none
	Message string
}

// Error gives "LINE: message".
func (e *Error) Error() string {
	if e.Line == 0 {
		return e.Message
	}
	return fmt.Sprintf("%d: %s", e.Line, e.Message)
}

// Read reads one source: a page, or several parted by form feeds, as pdftotext
// writes them. The error is an *Error: the bytes are no text, or in an encoding
// that cannot be told.
func Read(source Source, o Options) (*paper.Edition, error) {
	return read(source, o, func() Learned { return Learned{builtIn(), builtInKinds()} })
}

// Learned is all that is learned and that reading needs: a reader, which finds the
// blocks and what they are, and what tells the kinds of items.
type Learned struct {
	Reader *Reader
	Kinds  Kinds
}

// Read reads one source as the function does, by what was just learned.
func (l Learned) Read(source Source, o Options) (*paper.Edition, error) {
	return read(source, o, func() Learned { return l })
}

// read asks for what was learned only when there is something to read: the
// built-in weights take longer to load than a bad source to refuse.
func read(source Source, o Options, learned func() Learned) (*paper.Edition, error) {
	text, encoding, flaws, err := decodeFor(source.Bytes, o)
	if err != nil {
		return nil, err
	}
	e := &paper.Edition{Schema: paper.Schema}
	o, e.Warnings = o.forPath(source.Path)
	e.Warnings = append(e.Warnings, warnings(flaws, source.Path)...)
	guess := FromName(source.Path)
	sum := sha256.Sum256(source.Bytes)
	from := paper.Source{
		Path: source.Path, SHA256: hex.EncodeToString(sum[:]), Encoding: encoding,
		Lines: strings.Count(strings.TrimSuffix(text, "\n"), "\n") + 1,
	}
	for number, sheet := range sheets(text) {
		learned().addPage(e, lines(sheet, number), from, o, guess)
		o.Page, o.Section, guess.Page, guess.Section = "", "", "", ""
	}
	e.Paper, e.Date = firstOf(e.Paper, guess.Paper), firstOf(e.Date, guess.Date)
	return Join(e), nil
}

// addPage reads one page and puts it into the edition.
func (l Learned) addPage(e *paper.Edition, ls []line, from paper.Source, o Options, guess Facts) {
	read := l.Reader.read(ls)
	s := sheet{items: read.items, kinds: l.Kinds.of(read.items), language: languageOf(ls)}
	for _, b := range read.loose {
		s.furniture = append(s.furniture, paper.Block{Role: b.role, Text: b.text, Lines: b.lines})
	}
	s.says = factsOf(s.furniture)
	s.addTo(e, from, o, guess)
	e.Warnings = append(e.Warnings, doubts(read.items, from.Path)...)
}

// A sheet is a page as it was read, or as a person says that it is to be read.
type sheet struct {
	items     []item
	kinds     []paper.Kind          // of the items
	told      []paper.AnnotatedItem // what a person says of them; nil: nobody does
	furniture []paper.Block
	says      facts
	language  string
}

// addTo makes a page of the sheet. The guess is what its path tells, where neither the
// options nor the page do.
func (s sheet) addTo(e *paper.Edition, from paper.Source, o Options, guess Facts) {
	page := paper.Page{Source: from, Furniture: s.furniture}
	e.Paper = firstOf(e.Paper, o.Paper, s.says.paper)
	e.Date = firstOf(e.Date, o.Date, s.says.date)
	e.Issue = firstOf(e.Issue, s.says.issue)
	page.Number = firstOf(o.Page, s.says.number, guess.Page)
	page.Section = firstOf(o.Section, s.says.section, guess.Section)
	page.SectionLatin = s.says.sectionLatin
	page.Articles = s.articles(page.Number, firstOf(e.Date, guess.Date))
	e.Paper = firstOf(e.Paper, paperOf(page.Articles))
	e.Language = firstOf(e.Language, s.language)
	e.Pages = append(e.Pages, page)
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

func languageOf(ls []line) string {
	texts := make([]string, len(ls))
	for i := range ls {
		texts[i] = ls[i].text
	}
	return language(texts...)
}

// doubtful is the confidence under which a person should look at an item.
const doubtful = 0.15

// doubts warns of the items that could as well have been read otherwise.
func doubts(items []item, path string) []paper.Warning {
	var out []paper.Warning
	for _, it := range items {
		if it.confidence < doubtful {
			out = append(out, paper.Warning{
				Kind: "low-confidence", Source: path, Lines: slices.Clone(it.blocks[0].lines),
				Text: fmt.Sprintf("this item may begin elsewhere or hold other roles (confidence %.2f)", it.confidence),
			})
		}
	}
	return out
}

// Join puts editions together, page after page in the order given. What the
// first that knows says of paper, date, issue and language holds for all, and
// every article's ID is made unique: the page's number, or p and its place where
// it has none, and the article's place on it. The halves of a story that were
// matched in one of the editions stay matched.
func Join(editions ...*paper.Edition) *paper.Edition {
	out := &paper.Edition{Schema: paper.Schema}
	seen := map[string]bool{}
	for _, e := range editions {
		out.Paper, out.Date = firstOf(out.Paper, e.Paper), firstOf(out.Date, e.Date)
		out.Issue, out.Language = firstOf(out.Issue, e.Issue), firstOf(out.Language, e.Language)
		from := len(out.Pages)
		out.Pages = append(out.Pages, e.Pages...)
		out.Warnings = append(out.Warnings, e.Warnings...)
		giveIDs(out.Pages, from, seen)
	}
	return out
}

// giveIDs gives the articles of the pages from a place on their IDs, and tells the new
// ones to the jumps that lead to them. seen holds the numbers of the pages before.
func giveIDs(pages []paper.Page, from int, seen map[string]bool) {
	now := map[string]string{} // the ID that an article had, and the one it has now
	for i := from; i < len(pages); i++ {
		number := pages[i].Number
		if number == "" || seen[number] {
			number = "p" + strconv.Itoa(i+1)
		}
		seen[number] = true
		pages[i].Articles = slices.Clone(pages[i].Articles)
		for k := range pages[i].Articles {
			a := &pages[i].Articles[k]
			id := number + "-" + strconv.Itoa(k+1)
			now[a.ID], a.ID = id, id
		}
	}
	for i := from; i < len(pages); i++ {
		for k := range pages[i].Articles {
			a := &pages[i].Articles[k]
			a.ContinuedFrom, a.ContinuedOn = led(a.ContinuedFrom, now), led(a.ContinuedOn, now)
		}
	}
}

// led is a jump that leads to the ID that an article has now.
func led(j *paper.JumpLine, now map[string]string) *paper.JumpLine {
	if j == nil || j.Article == "" {
		return j
	}
	jump := *j
	jump.Article = now[j.Article]
	return &jump
}
