// Package paper holds the newspaper as data: an edition, its pages, their
// articles, and where every block stands in the source. It judges nothing and
// spells nothing; the names of the keys are those of the edition document.
package paper

// Schema names the version of the edition document.
const Schema = "banmian/edition/1"

// Edition is what one run read: the pages of a paper, in order. What is not
// known is empty, never guessed.
type Edition struct {
	Schema   string    `json:"schema" yaml:"schema"`
	Paper    string    `json:"paper,omitempty" yaml:"paper,omitempty"`
	Date     string    `json:"date,omitempty" yaml:"date,omitempty"` // YYYY-MM-DD
	Issue    string    `json:"issue,omitempty" yaml:"issue,omitempty"`
	Language string    `json:"language,omitempty" yaml:"language,omitempty"` // zh-Hans or zh-Hant
	Pages    []Page    `json:"pages,omitempty" yaml:"pages,omitempty"`
	Warnings []Warning `json:"warnings,omitempty" yaml:"warnings,omitempty"`
}

// Page is one page (版) of an edition.
type Page struct {
	Number       string    `json:"number,omitempty" yaml:"number,omitempty"` // as printed, no leading zero: "2", "A3"
	Section      string    `json:"section,omitempty" yaml:"section,omitempty"`
	SectionLatin string    `json:"section_latin,omitempty" yaml:"section_latin,omitempty"`
	Source       Source    `json:"source" yaml:"source"`
	Furniture    []Block   `json:"furniture,omitempty" yaml:"furniture,omitempty"`
	Articles     []Article `json:"articles,omitempty" yaml:"articles,omitempty"`
}

// Source says where a page's text came from. Lines counts all lines of the
// source, blank ones too; the numbers in Lines of blocks and spans are 1-based.
type Source struct {
	Path     string `json:"path,omitempty" yaml:"path,omitempty"`
	SHA256   string `json:"sha256,omitempty" yaml:"sha256,omitempty"`
	Encoding string `json:"encoding,omitempty" yaml:"encoding,omitempty"`
	Lines    int    `json:"lines" yaml:"lines"`

	CorrectedBy string `json:"corrected_by,omitempty" yaml:"corrected_by,omitempty"` // the annotated page that was used instead of a reading
}

// Block is a run of text with one role. A paragraph that a column cut in two is
// one block of two lines.
type Block struct {
	Role  Role   `json:"role" yaml:"role"`
	Text  string `json:"text" yaml:"text"`
	Lines []int  `json:"lines,omitempty" yaml:"lines,omitempty,flow"`
}

// Span says on which lines of the source a block of an article stands.
type Span struct {
	Role  Role  `json:"role" yaml:"role"`
	Lines []int `json:"lines" yaml:"lines,flow"`
}

// Article is one item of a page: a story, a picture, a notice, a poem, or the
// rest of a story that began on another page.
type Article struct {
	ID            string    `json:"id" yaml:"id"`
	Kind          Kind      `json:"kind" yaml:"kind"`
	Kickers       []string  `json:"kickers,omitempty" yaml:"kickers,omitempty"`
	Headline      string    `json:"headline,omitempty" yaml:"headline,omitempty"`
	Decks         []string  `json:"decks,omitempty" yaml:"decks,omitempty"`
	Byline        string    `json:"byline,omitempty" yaml:"byline,omitempty"` // as printed; lines parted by "\n"
	Bylines       []Person  `json:"bylines,omitempty" yaml:"bylines,omitempty"`
	Dateline      *Dateline `json:"dateline,omitempty" yaml:"dateline,omitempty"`
	ContinuedFrom *JumpLine `json:"continued_from,omitempty" yaml:"continued_from,omitempty"`
	ContinuedOn   *JumpLine `json:"continued_on,omitempty" yaml:"continued_on,omitempty"`
	Body          []Block   `json:"body,omitempty" yaml:"body,omitempty"` // without Lines: Spans has them
	Images        []Image   `json:"images,omitempty" yaml:"images,omitempty"`
	Spans         []Span    `json:"spans" yaml:"spans"`
	Chars         int       `json:"chars" yaml:"chars"`           // of the body, blanks not counted
	Confidence    float64   `json:"confidence" yaml:"confidence"` // 0..1, of the item's boundaries and roles
}

// Person is a name in a byline or a credit, with the role printed before or
// after it: 李盼, 本报记者.
type Person struct {
	Name string `json:"name" yaml:"name"`
	Role string `json:"role,omitempty" yaml:"role,omitempty"`
}

// Dateline (电头) says where, when and from whom a story comes.
type Dateline struct {
	Text   string `json:"text" yaml:"text"`
	Agency string `json:"agency,omitempty" yaml:"agency,omitempty"`
	Place  string `json:"place,omitempty" yaml:"place,omitempty"`
	Date   string `json:"date,omitempty" yaml:"date,omitempty"` // YYYY-MM-DD, only where the issue's date tells the year
}

// JumpLine (转版, 接版) leads to the page where a story goes on or began. It has no
// text where only the other half prints a jump.
type JumpLine struct {
	Page     string `json:"page,omitempty" yaml:"page,omitempty"`
	Text     string `json:"text,omitempty" yaml:"text,omitempty"`
	Article  string `json:"article,omitempty" yaml:"article,omitempty"`   // the other half's ID, where it was found
	Stitched bool   `json:"stitched,omitempty" yaml:"stitched,omitempty"` // the rest's body stands where the story began
}

// Image is a picture's words: what it shows and who made it.
type Image struct {
	Caption string   `json:"caption,omitempty" yaml:"caption,omitempty"`
	Credit  string   `json:"credit,omitempty" yaml:"credit,omitempty"`
	Credits []Person `json:"credits,omitempty" yaml:"credits,omitempty"`
}

// Warning is a doubt that a person should look at.
type Warning struct {
	Kind   string `json:"kind" yaml:"kind"`
	Source string `json:"source,omitempty" yaml:"source,omitempty"`
	Lines  []int  `json:"lines,omitempty" yaml:"lines,omitempty,flow"`
	Text   string `json:"text,omitempty" yaml:"text,omitempty"`
}
