package paper

import "fmt"

// Role says what a block of a page is, in a newsroom's terms.
type Role uint8

// The roles, in the order in which a page usually prints them. A new role is
// one constant here and one row in roles; writers treat it by default.
const (
	NoRole       Role = iota
	Masthead          // 报头, 报眉, 版次: "栖河日报  2024年12月3日  星期二"
	Section           // 版名: "时政要闻"
	SectionLatin      // its pinyin or English twin: "SHIZHENG YAOWEN"
	Colophon          // 责编, 版式, 校对, 热线
	Other             // none of these: adverts, web crumbs, stray marks
	Kicker            // 引题, 肩题, 栏题: above the headline
	Headline          // 主题
	Deck              // 副题: below the headline
	Byline            // 署名: a line that only says who wrote it
	Paragraph         // 正文
	Crosshead         // 小标题
	Verse             // a line whose break matters: a poem, a row of a table
	Caption           // 图片说明
	Credit            // who took or drew the picture: "本报记者 梁栋 摄"
	Jump              // a line that is only a jump: "（下转第三版）"
	Roles             // how many there are, NoRole counted
)

// roles gives each role its name in the document and its letter in the margin
// of an annotated page.
var roles = [Roles]struct {
	name   string
	letter byte
}{
	NoRole: {"", '-'}, Masthead: {"masthead", 'M'}, Section: {"section", 'N'},
	SectionLatin: {"section-latin", 'L'}, Colophon: {"colophon", 'Z'}, Other: {"other", 'O'},
	Kicker: {"kicker", 'K'}, Headline: {"headline", 'H'}, Deck: {"deck", 'S'},
	Byline: {"byline", 'Y'}, Paragraph: {"paragraph", 'B'}, Crosshead: {"crosshead", 'X'},
	Verse: {"verse", 'V'}, Caption: {"caption", 'C'}, Credit: {"credit", 'R'}, Jump: {"jump", 'J'},
}

// String is the role's name in the document: "section-latin".
func (r Role) String() string { return roles[r].name }

// Letter is the role's tag in the margin of an annotated page: 'L'.
func (r Role) Letter() byte { return roles[r].letter }

// Furniture tells whether the role belongs to the page and not to an article.
func (r Role) Furniture() bool { return r >= Masthead && r <= Other }

// RoleOfLetter finds the role of a tag in the margin, NoRole if there is none.
func RoleOfLetter(letter byte) Role {
	for r := Masthead; r < Roles; r++ {
		if roles[r].letter == letter {
			return r
		}
	}
	return NoRole
}

// RoleOf finds the role of a name in the document, NoRole if there is none.
func RoleOf(name string) Role {
	for r := Masthead; r < Roles; r++ {
		if roles[r].name == name {
			return r
		}
	}
	return NoRole
}

// MarshalText writes the role's name.
func (r Role) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads a role's name and fails on one that is not known.
func (r *Role) UnmarshalText(text []byte) error {
	if *r = RoleOf(string(text)); *r == NoRole {
		return fmt.Errorf("unknown role %q", text)
	}
	return nil
}

// Kind says what sort of item an article is.
type Kind string

// The kinds of items.
const (
	News         Kind = "news"
	Commentary   Kind = "commentary"
	Feature      Kind = "feature"
	Brief        Kind = "brief"
	Photo        Kind = "photo"
	Notice       Kind = "notice"
	Poem         Kind = "poem"
	Continuation Kind = "continuation"
)

// Kinds lists every kind, in a fixed order.
var Kinds = []Kind{News, Commentary, Feature, Brief, Photo, Notice, Poem, Continuation}
