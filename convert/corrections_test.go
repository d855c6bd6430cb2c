package convert

import (
	"errors"
	"slices"
	"testing"

	"github.com/banmian/banmian/internal/paper"
)

// TestCorrected: blank rows and white space may differ, the rest may not.
func TestCorrected(t *testing.T) {
	const page = "栖河日报 第2版\n\n壶关县开展评营商环境活动\n　　本报讯 会议召开，\n听取了汇报。\n\f\n栖河日报 第3版\n责编：王芳\n"
	const head = "@page number=2\nM| 栖河日报 第2版\n"
	const rest = "@page number=3\nM| 栖河日报 第3版\nZ| 责编：王芳\n"
	for _, c := range []struct {
		name, correction string
		stale            int
	}{
		{"the same", head + "\n@article kind=news\nH| 壶关县开展评营商环境活动\nB| 　　本报讯 会议召开，\nB+| 听取了汇报。\n" + rest, 0},
		{"other blanks", "\n" + head + "@article kind=news\nH| 壶关县开展评营商环境活动  \n\nB| 本报讯 会议召开，\nB+| 听取了汇报。\n\n\n" + rest + "\n", 0},
		{"another word", head + "@article kind=news\nH| 壶关县开展评环境活动\nB| 本报讯 会议召开，\nB+| 听取了汇报。\n" + rest, 3},
		{"a line less", head + "@article kind=news\nH| 壶关县开展评营商环境活动\nB| 本报讯 会议召开，\n" + rest, 5},
		{"a line more", head + "@article kind=news\nH| 壶关县开展评营商环境活动\nB| 本报讯 会议召开，\nB+| 听取了汇报。\n" + rest + "Z| 版式：李盼\n", 8},
		{"a page less", head + "@article kind=news\nH| 壶关县开展评营商环境活动\nB| 本报讯 会议召开，\nB+| 听取了汇报。\n", 7},
	} {
		e, stale, err := Corrected(Source{"2.txt", []byte(page)}, Source{"2.ann", []byte(c.correction)}, Options{})
		if err != nil {
			t.Fatal(c.name, err)
		}
		if c.stale > 0 {
			if e != nil || stale == nil || stale.Kind != StaleCorrection || !slices.Equal(stale.Lines, []int{c.stale}) {
				t.Errorf("%s: %+v", c.name, stale)
			}
			continue
		}
		if e == nil || stale != nil || len(e.Pages) != 2 {
			t.Fatalf("%s: %+v", c.name, stale)
		}
		from, article := e.Pages[0].Source, e.Pages[0].Articles[0]
		if from.Path != "2.txt" || from.CorrectedBy != "2.ann" || from.Lines != 8 || article.Confidence != 1 ||
			!slices.EqualFunc(article.Spans, []paper.Span{{Role: paper.Headline, Lines: []int{3}}, {Role: paper.Paragraph, Lines: []int{4, 5}}},
				func(a, b paper.Span) bool { return a.Role == b.Role && slices.Equal(a.Lines, b.Lines) }) {
			t.Errorf("%s: %+v, %+v", c.name, from, article)
		}
	}
}

// TestCorrectionError names the correction and its line.
func TestCorrectionError(t *testing.T) {
	_, _, err := Corrected(Source{"2.txt", []byte("栖河日报\n")}, Source{"2.ann", []byte("M| 栖河日报\nM 栖河日报\n")}, Options{})
	var correction *CorrectionError
	var at *Error
	if !errors.As(err, &correction) || correction.Path != "2.ann" || !errors.As(err, &at) || at.Line != 2 {
		t.Error(err)
	}
}
