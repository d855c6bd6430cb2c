package formats

import (
	"fmt"
	"strings"
	"testing"

	"github.com/banmian/banmian/internal/paper"
)

func TestBlocks(t *testing.T) {
	head, para, sign := paper.Headline, paper.Paragraph, paper.Byline
	text := func(role paper.Role, text string) paper.Block { return paper.Block{Role: role, Text: text} }
	stitched := &paper.JumpLine{Text: "（下转第三版）", Stitched: true}
	for _, c := range []struct {
		name    string
		article paper.Article
		want    string
	}{
		{"signed below the body",
			paper.Article{Headline: "公告", Byline: "公司", Body: []paper.Block{text(para, "一")}, Spans: spans(head, para, sign)},
			"headline[1] paragraph[2] byline[3]"},
		{"signed above and below",
			paper.Article{Headline: "公告", Byline: "甲\n乙", Body: []paper.Block{text(para, "一")}, Spans: spans(head, sign, para, sign)},
			"headline[1] byline[2] paragraph[3] byline[4]"},
		{"a span to each line of a poem",
			paper.Article{Headline: "诗", Byline: "静好", Body: []paper.Block{text(paper.Verse, "一\n二"), text(paper.Verse, "三")},
				Spans: spans(head, paper.Verse, paper.Verse, paper.Verse, sign)},
			"headline[1] verse[2 3] verse[4] byline[5]"},
		{"a span to each poem",
			paper.Article{Headline: "诗", Body: []paper.Block{text(paper.Verse, "一\n二"), text(paper.Verse, "三\n四")},
				Spans: spans(head, paper.Verse, paper.Verse)},
			"headline[1] verse[2] verse[3]"},
		{"a jump inside a paragraph",
			paper.Article{ContinuedFrom: &paper.JumpLine{Text: "（上接第一版）"}, Body: []paper.Block{text(para, "一")}, Spans: spans(para)},
			"jump[] paragraph[1]"},
		{"a caption between two paragraphs",
			paper.Article{Body: []paper.Block{text(para, "一"), text(para, "二")}, Images: []paper.Image{{Caption: "图"}},
				Spans: spans(para, paper.Caption, para)},
			"paragraph[1] caption[2] paragraph[3]"},
		{"a story put together: its own body, its picture, and what came from another page",
			paper.Article{Headline: "题", Body: []paper.Block{text(para, "一，二。"), text(paper.Crosshead, "三"), text(para, "四。")}, Images: []paper.Image{{Caption: "图"}},
				ContinuedOn: stitched, Spans: spans(head, para, paper.Jump, paper.Caption)},
			"headline[1] paragraph[2] jump[3] caption[4] crosshead[] paragraph[]"},
		{"the same, and the jump in the paragraph",
			paper.Article{Body: []paper.Block{text(para, "一，二。"), text(para, "三。")}, Byline: "甲", ContinuedOn: stitched, Spans: spans(para, sign)},
			"paragraph[1] jump[] byline[2] paragraph[]"},
		{"a poem put together",
			paper.Article{Body: []paper.Block{text(paper.Verse, "一\n二"), text(paper.Verse, "三\n四")}, ContinuedOn: stitched, Spans: spans(paper.Verse, paper.Verse, paper.Jump)},
			"verse[1 2] jump[3] verse[]"},
		{"the rest of a story put together",
			paper.Article{Headline: "题", ContinuedFrom: stitched, Spans: spans(head, paper.Jump, para)},
			"headline[1] jump[2]"},
		{"spans of another article",
			paper.Article{Headline: "公告", Byline: "公司", Body: []paper.Block{text(para, "一")}, Spans: spans(para, para)},
			"headline[] byline[] paragraph[]"},
	} {
		var got []string
		for _, b := range blocks(&c.article) {
			got = append(got, fmt.Sprintf("%v%v", b.Role, b.Lines))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %s, not %s", c.name, strings.Join(got, " "), c.want)
		}
	}
}

// spans gives each role a line of its own, from line 1.
func spans(roles ...paper.Role) []paper.Span {
	var out []paper.Span
	for i, role := range roles {
		out = append(out, paper.Span{Role: role, Lines: []int{i + 1}})
	}
	return out
}
