package formats

import "github.com/banmian/banmian/internal/paper"

// awkward is an edition with every role and every kind, and with all the text
// that one writer or another has trouble with.
func awkward() *paper.Edition {
	return &paper.Edition{
		Schema: paper.Schema, Paper: "栖河日报", Date: "2024-11-11", Issue: "012345", Language: "zh-Hans",
		Pages: []paper.Page{awkwardFront(), awkwardBack(), {Source: paper.Source{Path: "empty.txt", Lines: 1}}},
		Warnings: []paper.Warning{
			{Kind: "jump-unmatched", Source: "A3.txt", Lines: []int{27}, Text: "（下转第九版）"},
			{Kind: "date-unknown"},
			{Kind: "page-empty", Source: "empty.txt"},
		},
	}
}

func awkwardFront() paper.Page {
	return paper.Page{
		Number: "1", Section: "要闻", SectionLatin: "YAOWEN",
		Source: paper.Source{Path: "out/../no: 1.txt", Encoding: "GB18030", Lines: 60,
			SHA256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
		Furniture: []paper.Block{
			{Role: paper.Masthead, Text: "栖河日报  2024年11月11日  星期一", Lines: []int{1}},
			{Role: paper.Section, Text: "要　闻", Lines: []int{2}},
			{Role: paper.SectionLatin, Text: "YAOWEN", Lines: []int{3}},
			{Role: paper.Colophon, Text: "责编 甲 | 版式 乙", Lines: []int{59}},
			{Role: paper.Other, Text: "=HYPERLINK(\"http://example.com\",\"字号 + -\")", Lines: []int{60}},
		},
		Articles: []paper.Article{awkwardNews(), awkwardPhoto(), awkwardPoem(), awkwardNotice()},
	}
}

func awkwardNews() paper.Article {
	return paper.Article{
		ID: "1-1", Kind: paper.News, Kickers: []string{"“测”出好服务 “评”出好环境", "no"},
		Headline: "壶关县<开展>百家企业评 & 营商环境活动", Decks: []string{"——“一企一策”", "=1+1", "2024-11-11"},
		Byline:   "□ 本报记者 李盼 𠮷田",
		Bylines:  []paper.Person{{Name: "李盼", Role: "本报记者"}, {Name: "𠮷田"}},
		Dateline: &paper.Dateline{Text: "新华社北京11月8日电", Agency: "新华社", Place: "北京", Date: "2024-11-08"},
		Body: []paper.Block{
			{Role: paper.Paragraph, Text: "新华社北京11月8日电 在𠮷野家，“房前屋后干净了”：'道路' & \"路灯\" <都> 亮了，#1 - 2; [a, b]: {c} 🚒👨‍👩‍👧。"},
			{Role: paper.Crosshead, Text: "1e3"},
			{Role: paper.Paragraph, Text: "“无标点”\u2028分隔\u2029\ufeff字\u00a0节\u200b宽\u00ad度\x07铃\x0c页\x7f删"},
			{Role: paper.Crosshead, Text: "＝全角公式"},
			{Role: paper.Paragraph, Text: "no"},
			{Role: paper.Paragraph, Text: "　　两个全角空格在前，两个半角空格在后  "},
		},
		Images: []paper.Image{
			{Caption: "图为施工现场。", Credit: "本报记者 梁栋 摄", Credits: []paper.Person{{Name: "梁栋", Role: "摄"}}},
			{Credit: "@图虫"},
		},
		ContinuedOn: &paper.JumpLine{Page: "A3", Text: "（下转A3版）", Article: "A3-1"},
		Spans: []paper.Span{
			{Role: paper.Kicker, Lines: []int{5}}, {Role: paper.Kicker, Lines: []int{6}}, {Role: paper.Headline, Lines: []int{7, 8}},
			{Role: paper.Deck, Lines: []int{9}}, {Role: paper.Deck, Lines: []int{10}}, {Role: paper.Deck, Lines: []int{11}},
			{Role: paper.Byline, Lines: []int{12}}, {Role: paper.Paragraph, Lines: []int{13, 14, 17}},
			{Role: paper.Caption, Lines: []int{15}}, {Role: paper.Credit, Lines: []int{16}},
			{Role: paper.Crosshead, Lines: []int{18}}, {Role: paper.Paragraph, Lines: []int{19}},
			{Role: paper.Crosshead, Lines: []int{20}}, {Role: paper.Paragraph, Lines: []int{21}}, {Role: paper.Paragraph, Lines: []int{22}},
			{Role: paper.Jump, Lines: []int{23}}, {Role: paper.Credit, Lines: []int{24}},
		},
		Chars: 132, Confidence: 0.98,
	}
}

func awkwardPhoto() paper.Article {
	return paper.Article{
		ID: "1-2", Kind: paper.Photo,
		Images: []paper.Image{{Caption: "-5℃里的坚守。\n左图：巡线", Credit: "崔勇 摄", Credits: []paper.Person{{Name: "崔勇", Role: "摄"}}}},
		Spans:  []paper.Span{{Role: paper.Caption, Lines: []int{26}}, {Role: paper.Caption, Lines: []int{27}}, {Role: paper.Credit, Lines: []int{28}}},
	}
}

func awkwardPoem() paper.Article {
	return paper.Article{
		ID: "1-3", Kind: paper.Poem, Headline: "秋思（二首）", Byline: "静好",
		Body: []paper.Block{
			{Role: paper.Verse, Text: "漳水东流去不回，\n　　秋风一夜满山隈。\n  红崖\t碧树"},
			{Role: paper.Crosshead, Text: "其二"},
			{Role: paper.Verse, Text: "𠮷日\n又见"},
		},
		Spans: []paper.Span{
			{Role: paper.Headline, Lines: []int{30}}, {Role: paper.Byline, Lines: []int{31}},
			{Role: paper.Verse, Lines: []int{32}}, {Role: paper.Verse, Lines: []int{33}}, {Role: paper.Verse, Lines: []int{34}},
			{Role: paper.Crosshead, Lines: []int{35}}, {Role: paper.Verse, Lines: []int{36}}, {Role: paper.Verse, Lines: []int{37}},
		},
		Chars: 26, Confidence: 1,
	}
}

// awkwardNotice is signed below its body, and has the date below that.
func awkwardNotice() paper.Article {
	return paper.Article{
		ID: "1-4", Kind: paper.Notice, Headline: "停水公告", Byline: "栖河市自来水公司\n+86 办公室",
		Body: []paper.Block{{Role: paper.Paragraph, Text: "因检修停水。"}, {Role: paper.Paragraph, Text: "2024年11月10日"}},
		Spans: []paper.Span{
			{Role: paper.Headline, Lines: []int{40}}, {Role: paper.Paragraph, Lines: []int{41}},
			{Role: paper.Byline, Lines: []int{42}}, {Role: paper.Byline, Lines: []int{43}}, {Role: paper.Paragraph, Lines: []int{44}},
		},
		Chars: 16, Confidence: 0.0000001,
	}
}

// awkwardBack is a page of which nothing is known but its number.
func awkwardBack() paper.Page {
	para := []paper.Span{{Role: paper.Paragraph, Lines: []int{9}}}
	return paper.Page{
		Number: "A3", Source: paper.Source{Path: "A3.txt", Encoding: "UTF-8", Lines: 40},
		Articles: []paper.Article{
			{
				ID: "A3-1", Kind: paper.Continuation, ContinuedFrom: &paper.JumpLine{Page: "1", Text: "（上接第一版）", Article: "1-1"},
				Body: []paper.Block{{Role: paper.Paragraph, Text: "要强化要素保障。"}, {Role: paper.Crosshead, Text: "小标题"}},
				// The jump stands at the head of line 3 and has no line of its own.
				Spans: []paper.Span{{Role: paper.Paragraph, Lines: []int{3}}, {Role: paper.Crosshead, Lines: []int{4}}},
				Chars: 11, Confidence: 0.5,
			},
			{
				ID: "A3-2", Kind: paper.Commentary, Headline: "- 短评", Body: []paper.Block{{Role: paper.Paragraph, Text: "null"}},
				ContinuedOn: &paper.JumpLine{Page: "9", Text: "（下转第九版）"},
				Spans:       []paper.Span{{Role: paper.Headline, Lines: []int{7}}, {Role: paper.Paragraph, Lines: []int{8}}, {Role: paper.Jump, Lines: []int{27}}},
			},
			{ID: "A3-3", Kind: paper.Brief, Body: []paper.Block{{Role: paper.Paragraph, Text: "一句话新闻。"}}, Spans: para},
			{ID: "A3-4", Kind: paper.Feature, Kickers: []string{"只有栏题"}, Spans: []paper.Span{{Role: paper.Kicker, Lines: []int{10}}}},
		},
	}
}
