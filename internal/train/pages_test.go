package main

import (
	"strings"
	"testing"

	"github.com/banmian/banmian/internal/sheet"
)

// TestLayouts sets a page in each layout; lines are parted by a bar.
func TestLayouts(t *testing.T) {
	p := annotated(t, `
M| 甲报

@article kind=news
H| 修桥修路修河堤
B|   桥修好了，路也

B+| 通了。
D| 下雨下雪下冰雹
V| 诗句不断开只在行末
`)
	for name, want := range map[string]string{
		"as-is": "甲报||修桥修路修河堤|   桥修好了，路也||通了。|下雨下雪下冰雹|诗句不断开只在行末|",
		"blank": "甲报||修桥修路修河堤||桥修好了，路也||通了。||下雨下雪下冰雹||诗句不断开只在行末|",
		"tight": "甲报|修桥修路修河堤|　　桥修好了，路也|通了。|下雨下雪下冰雹|诗句不断开只在行末|",
		"wrap6": "甲报|修桥修路修河|堤|　　桥修好了，|路也|通了。|下雨下雪下冰雹|诗句不断开只在行末|",
	} {
		l, ok := sheet.LayoutNamed(name)
		if !ok {
			t.Fatal("no layout ", name)
		}
		set := p.set(l)
		if got := strings.ReplaceAll(text(set), "\n", "|"); got != want {
			t.Errorf("%s: %s, not %s", name, got, want)
		}
		for _, line := range set.Lines {
			if set.Rows[line.Number-1] != line.Text {
				t.Errorf("%s: line %d is not %q", name, line.Number, line.Text)
			}
		}
		checkFigures(t, compare(set, readAs(t, margin(set))), nil)
	}
}

// margin spells a page as it was annotated.
func margin(p page) string {
	rows, item := append([]string{}, p.Rows...), -1
	for _, l := range p.Lines {
		tag := string(l.Role.Letter())
		if l.Loose != 0 {
			tag = string(l.Loose)
		}
		if l.Joined {
			tag += "+"
		}
		rows[l.Number-1] = tag + "| " + strings.TrimLeft(l.Text, " ")
		if l.Item > item {
			rows[l.Number-1] = "@article kind=news\n" + rows[l.Number-1]
			item = l.Item
		}
	}
	return strings.Join(rows, "\n") + "\n"
}

func TestLayoutsOf(t *testing.T) {
	for list, want := range map[string]int{"": 6, "as-is": 1, "blank,wrap22": 2} {
		if got, err := layoutsOf(list); err != nil || len(got) != want {
			t.Errorf("%q: %v, %v", list, got, err)
		}
	}
	for _, list := range []string{"wrap", "wrap0", "wrap-3", "as-is,", "13"} {
		if got, err := layoutsOf(list); err == nil {
			t.Errorf("%q is no list of layouts, but gives %v", list, got)
		}
	}
}

func TestGroupOf(t *testing.T) {
	items := func(name string, kinds ...string) page {
		text := ""
		for _, k := range kinds {
			text += "@article kind=" + k + "\nH| 题\n"
		}
		p := annotated(t, text)
		p.name = name
		return p
	}
	for want, pages := range map[string][]page{
		groupNews: {
			items("a.ann", "news", "brief", "continuation", "feature", "commentary"),
			items("b.ann", "news", "news", "news", "notice", "poem"),
		},
		groupOther: {
			items("c.ann", "news", "news", "feature", "feature"),
			items("d.ann", "news", "photo", "photo"),
			items("e.ann", "news", "news", "news", "news", "news", "notice", "notice", "poem"),
		},
		groupReal: {items("rmrb_modern-2020-02-29-5-0017.ann", "news")},
	} {
		for _, p := range pages {
			if got := groupOf(p); got != want {
				t.Errorf("%s is %s, not %s", p.name, got, want)
			}
		}
	}
}
