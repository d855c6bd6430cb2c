package convert

import (
	"slices"
	"testing"

	"github.com/banmian/banmian/internal/paper"
)

// part is an article with a body: "# " before a crosshead, "| " before verse.
func part(id, on, from string, body ...string) paper.Article {
	a := paper.Article{ID: id, Spans: []paper.Span{{Role: paper.Paragraph, Lines: []int{1}}}}
	if on != "" {
		a.ContinuedOn = &paper.JumpLine{Text: "（下转）", Article: on}
	}
	if from != "" {
		a.ContinuedFrom = &paper.JumpLine{Text: "（上接）", Article: from}
	}
	for _, text := range body {
		role := paper.Paragraph
		switch text[:2] {
		case "# ":
			role, text = paper.Crosshead, text[2:]
		case "| ":
			role, text = paper.Verse, text[2:]
		}
		a.Body = append(a.Body, paper.Block{Role: role, Text: text})
	}
	a.Chars = characters(a.Body)
	return a
}

func TestStitch(t *testing.T) {
	for _, c := range []struct {
		name     string
		parts    []paper.Article
		want     []string // the first part's body
		chars    int
		together bool
	}{
		{"a sentence that the jump cut", []paper.Article{part("1-1", "3-1", "", "一句。", "时间一天也不耽误，"), part("3-1", "", "1-1", "一天也不。", "完。")},
			[]string{"一句。", "时间一天也不耽误，一天也不。", "完。"}, 19, true},
		{"a word that the jump cut", []paper.Article{part("1-1", "3-1", "", "会议号"), part("3-1", "", "1-1", "召学习。")}, []string{"会议号召学习。"}, 7, true},
		{"Latin words", []paper.Article{part("1-1", "3-1", "", "the quick"), part("3-1", "", "1-1", "brown fox")}, []string{"the quick brown fox"}, 16, true},
		{"a whole sentence", []paper.Article{part("1-1", "3-1", "", "会议召开。"), part("3-1", "", "1-1", "会议强调。")}, []string{"会议召开。", "会议强调。"}, 10, true},
		{"a quotation ended", []paper.Article{part("1-1", "3-1", "", "他说：“好。”"), part("3-1", "", "1-1", "大家笑了。")}, []string{"他说：“好。”", "大家笑了。"}, 12, true},
		{"a colon", []paper.Article{part("1-1", "3-1", "", "要做到："), part("3-1", "", "1-1", "一要快。")}, []string{"要做到：", "一要快。"}, 8, true},
		{"a crosshead opens the rest", []paper.Article{part("1-1", "3-1", "", "会议号"), part("3-1", "", "1-1", "# 阵痛", "那年。")}, []string{"会议号", "阵痛", "那年。"}, 8, true},
		{"verse", []paper.Article{part("1-1", "3-1", "", "| 风来一次"), part("3-1", "", "1-1", "| 瘦一点")}, []string{"风来一次", "瘦一点"}, 7, true},
		{"three parts", []paper.Article{part("1-1", "3-1", "", "一，"), part("3-1", "5-1", "1-1", "二，"), part("5-1", "", "3-1", "三。")}, []string{"一，二，三。"}, 6, true},
		{"nothing but a picture below the jump", []paper.Article{part("1-1", "3-1", "", "一，"), part("3-1", "", "1-1")}, []string{"一，"}, 2, true},
		{"nothing but a headline above it", []paper.Article{part("1-1", "3-1", ""), part("3-1", "", "1-1", "二。")}, []string{"二。"}, 2, true},
		{"not linked", []paper.Article{part("1-1", "", "", "一，"), part("3-1", "", "", "二。")}, []string{"一，"}, 2, false},
		{"linked from one side only", []paper.Article{part("1-1", "3-1", "", "一，"), part("3-1", "", "9-9", "二。")}, []string{"一，"}, 2, false},
		{"in a ring", []paper.Article{part("1-1", "3-1", "3-1", "一，"), part("3-1", "1-1", "1-1", "二。")}, []string{"一，"}, 2, false},
	} {
		e := &paper.Edition{}
		for _, a := range c.parts {
			e.Pages = append(e.Pages, paper.Page{Articles: []paper.Article{a}})
		}
		Stitch(e)
		var got []string
		first := e.Pages[0].Articles[0]
		for _, b := range first.Body {
			got = append(got, b.Text)
		}
		if !slices.Equal(got, c.want) || first.Chars != c.chars {
			t.Errorf("%s: %d characters: %q", c.name, first.Chars, got)
		}
		rest := e.Pages[1].Articles[0]
		if together := first.ContinuedOn != nil && first.ContinuedOn.Stitched; together != (rest.ContinuedFrom != nil && rest.ContinuedFrom.Stitched) || together != c.together {
			t.Errorf("%s: stitched is %v", c.name, together)
		}
		if c.together && (rest.Body != nil || rest.Chars != 0) {
			t.Errorf("%s: %s still has a body", c.name, rest.ID)
		}
	}
}
