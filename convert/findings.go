package convert

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/banmian/banmian/internal/paper"
)

// The kinds of findings.
const (
	Unreadable      = "unreadable"
	ReplacedBytes   = "replaced-bytes"
	MixedEncodings  = "mixed-encodings"
	PathUnmatched   = "path-unmatched"
	StaleCorrection = "stale-correction"
	LowConfidence   = "low-confidence"
	JumpUnmatched   = "jump-unmatched"
	NoHeadline      = "no-headline"
	TwoHeadlines    = "two-headlines"
	LongHead        = "long-head"
	NoBody          = "no-body"
	Unfinished      = "unfinished"
	DoubledArticle  = "doubled-article"
	OddCharacter    = "odd-character"
	Unplaced        = "unplaced"
	MostlyOther     = "mostly-other"
	NoPageNumber    = "no-page-number"
	PageTwice       = "page-twice"
	OtherDate       = "other-date"
)

// A FindingKind says in a sentence each what findings of a kind are about, and
// what to do about one.
type FindingKind struct{ Name, Means, Do string }

// FindingKinds lists every kind, in the order of docs/warnings.md: what stops a
// source, what is wrong with an article, with its text, with a page.
var FindingKinds = []FindingKind{
	{Unreadable, "The input could not be read, and is not in the result.",
		"Do what the message says: it names what the input looks like and how to make text of it."},
	{ReplacedBytes, "Bytes that are no text in the encoding of the page were replaced by U+FFFD.",
		"Mend the line in the source, or name the encoding with --encoding."},
	{MixedEncodings, "A line stands in another encoding than the rest, and was read in its own.",
		"See whether the page was put together from two sources, and save it in one encoding."},
	{PathUnmatched, "The name of the input is not as --path-pattern says, so that nothing was read in it.",
		"Rename the input, or mend the pattern."},
	{StaleCorrection, "A correction stands beside the page, but its text is another one: the page was read without it.",
		"Mend the line that is named in the correction too, or annotate the page anew."},
	{LowConfidence, "The article could as well have been read otherwise: its lines, or their roles, are in doubt.",
		"Compare the article with the page; where it is wrong, correct the reading."},
	{JumpUnmatched, "A line sends the reader to another page, and the other half of the story was not found there.",
		"Convert the page that it names together with this one, or look whether the two halves were read as such."},
	{NoHeadline, "A story has no headline: its headline was probably taken for a line of the story above, or for a kicker.",
		"Look at the lines above the story; a headline that the page does not print needs no correction."},
	{TwoHeadlines, "A story has two headlines apart from each other: probably two stories were taken for one.",
		"Part the stories, or make the second headline a deck."},
	{LongHead, "A kicker, headline or deck is longer than heads are: probably a paragraph was taken for one.",
		"Make it a paragraph, unless it is the full title of a document."},
	{NoBody, "An article has neither text nor a picture: probably its head was parted from its body.",
		"Look at the lines below; a mere pointer to another page needs no correction."},
	{Unfinished, "The last paragraph breaks off in the middle of a sentence, and no jump leads on.",
		"Look for the rest further down the page, or in the source that the page was made from."},
	{DoubledArticle, "The edition holds the same text twice.",
		"Leave one of the two out, and see whether a page was given twice."},
	{OddCharacter, "Characters that no page prints: damage (U+FFFD), glyphs of one font only (private use), signs for control characters, invisible ones, or radicals in place of hanzi, which no search finds.",
		"Replace them by what the page prints, or take the text out of the PDF anew."},
	{Unplaced, "A long text belongs to no article.",
		"Look whether it is an advertisement or the like; if not, correct the reading."},
	{MostlyOther, "More of the page stands outside its articles than in them.",
		"See whether this is a page of a newspaper, and its text in the order in which it is read."},
	{NoPageNumber, "The page has a masthead or a folio, and no number was found in it.",
		"Name the number with --page, or look whether the folio was taken for something else."},
	{PageTwice, "Two pages of the edition have the same number.",
		"See whether one was given twice, or belongs to another issue; name the right number with --page."},
	{OtherDate, "The page says another date than the edition has.",
		"Leave the page out where it belongs to another issue, or name the date with --date."},
}

// Findings lists all that a person should look at in an edition: its warnings, and
// what only a second look at the whole tells. They stand in the order of the pages
// and lines. docs/warnings.md says how often each kind is right.
func Findings(e *paper.Edition) []paper.Warning {
	var f finder
	for i := range e.Pages {
		f.page(&e.Pages[i], e.Date)
	}
	f.twice(e)
	place := map[string]int{} // of a source among the pages
	for i := len(e.Pages) - 1; i >= 0; i-- {
		place[e.Pages[i].Source.Path] = i
	}
	found := slices.Concat(e.Warnings, f.found)
	slices.SortStableFunc(found, func(a, b paper.Warning) int {
		return cmp.Or(place[a.Source]-place[b.Source], slices.Compare(a.Lines[:min(1, len(a.Lines))], b.Lines[:min(1, len(b.Lines))]))
	})
	return found
}

// A finder gathers what it finds in one source after another.
type finder struct {
	path  string
	found []paper.Warning
}

// find notes a finding: what it is, and the print that shows it. No number of a line
// stands in the text: it is to stay the same where lines are moved.
func (f *finder) find(kind string, lines []int, text, print string) {
	if print != "" {
		text += ": " + print
	}
	f.found = append(f.found, paper.Warning{Kind: kind, Source: f.path, Lines: lines, Text: text})
}

// page looks at one page. issue is the date of the edition.
func (f *finder) page(p *paper.Page, issue string) {
	f.path = p.Source.Path
	if !numbered(p) {
		f.find(NoPageNumber, topLine(p), "the number of this page is not known, name it with --page", "")
	}
	if says := factsOf(p.Furniture).date; says != "" && says != issue {
		f.find(OtherDate, topLine(p), fmt.Sprintf("this page says %s and the edition %s, leave it out or name the date with --date", says, issue), "")
	}
	if outside, all := outside(p); 2*outside > all {
		f.find(MostlyOther, topLine(p), fmt.Sprintf("%d of %d characters are in no article, see whether this is a page in reading order", outside, all), "")
	}
	for _, b := range p.Furniture {
		if n := utf8.RuneCountInString(b.Text); b.Role == paper.Other && n > longOther {
			f.find(Unplaced, b.Lines, fmt.Sprintf("%d characters that belong to no article, see whether they should", n), opening(b.Text))
		}
		f.odd(b)
	}
	var above *paper.Article
	for i := range p.Articles {
		f.article(&p.Articles[i], above)
		above = &p.Articles[i]
	}
}

// article looks at an article; above is the one before it on the page, or nil.
func (f *finder) article(a, above *paper.Article) {
	if wantsHeadline(a, above) {
		f.find(NoHeadline, firstSpan(a), "a story without headline, see whether a line above is its headline", nameOf(a))
	}
	if strings.Contains(a.Headline, "\n") {
		f.find(TwoHeadlines, firstSpan(a), "two headlines in one story, part it or make one a deck", nameOf(a))
	}
	if len(a.Body) == 0 && len(a.Images) == 0 {
		f.find(NoBody, firstSpan(a), "a head without text, see whether the text below belongs to it", nameOf(a))
	}
	if text, lines := brokenOff(a); text != "" {
		f.find(Unfinished, lines, "the story breaks off in the middle of a sentence, look for the rest", ending(text))
	}
	for _, b := range texts(a) {
		if n := utf8.RuneCountInString(b.Text); isHead(b.Role) && n > longHead {
			f.find(LongHead, b.Lines, fmt.Sprintf("a %s of %d characters, see whether it is a paragraph", b.Role, n), opening(b.Text))
		}
		f.odd(b)
	}
}

// odd tells the characters of a block that no page prints: U+E005 ×2, U+FFFD ×1.
func (f *finder) odd(b paper.Block) {
	if list := oddIn(b.Text); list != "" {
		f.find(OddCharacter, b.Lines, list+" stands where no page prints it, put what it prints", opening(b.Text))
	}
}

// twice looks for what stands twice in an edition: a page's number, or an article.
func (f *finder) twice(e *paper.Edition) {
	pages, articles := map[string]bool{}, map[string]*paper.Article{}
	for i := range e.Pages {
		p := &e.Pages[i]
		f.path = p.Source.Path
		// A page of another date has been told of.
		if says := factsOf(p.Furniture).date; p.Number != "" && (says == "" || says == e.Date) {
			if pages[p.Number] {
				f.find(PageTwice, topLine(p), "the edition has this page before, leave one out or name the number with --page", p.Number)
			}
			pages[p.Number] = true
		}
		for k := range p.Articles {
			f.again(&p.Articles[k], articles)
		}
	}
}

// again looks whether the text of an article was seen before.
func (f *finder) again(a *paper.Article, seen map[string]*paper.Article) {
	if a.Chars < fewest {
		return
	}
	text := bodyOf(a)
	first := seen[text]
	switch {
	case first == nil:
		seen[text] = a
	case first.Headline == a.Headline:
		f.find(DoubledArticle, firstSpan(a), "this article stands in the edition before, leave one out", nameOf(a))
	default:
		f.find(DoubledArticle, firstSpan(a), "this text stands in the edition before under another headline, leave one out", nameOf(a))
	}
}
