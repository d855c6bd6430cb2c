package convert

import (
	"strings"
	"testing"
	"time"

	"github.com/banmian/banmian/internal/paper"
)

const (
	untold = "全县春耕备耕现场会召开\n本报讯（记者王芳）3月5日，全县春耕备耕现场会召开，会议部署了重点任务。\n"
	told   = "栖河日报　2024年12月3日　星期二　第2版\n" + untold
)

// The page goes before the path, a pattern before the page, an option before all. A
// page's number is for the first page only.
func TestPathFacts(t *testing.T) {
	pattern, err := ParsePattern("{paper}/{date}/{page}-{section}.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, path, text string
		o                Options
		want             string // paper, date, and of each page number and section
	}{
		{"nothing", "", untold, Options{}, "  "},
		{"the path", "长治日报/2024-11-11/03-要闻.txt", untold, Options{}, "长治日报 2024-11-11 3要闻"},
		{"the page before the path", "长治日报/2024-11-11/03-要闻.txt", told, Options{}, "栖河日报 2024-12-03 2要闻"},
		{"the pattern before the page", "长治日报/2024-11-11/03-要闻.txt", told, Options{Pattern: pattern}, "长治日报 2024-11-11 3要闻"},
		{"an option before the pattern", "长治日报/2024-11-11/03-要闻.txt", told,
			Options{Pattern: pattern, Paper: "溪口报", Date: "2023-01-31", Page: "A5", Section: "副刊"}, "溪口报 2023-01-31 A5副刊"},
		{"no match", "长治日报/2024-11-11/03.txt", told, Options{Pattern: pattern}, "栖河日报 2024-12-03 2 path-unmatched"},
		{"no path, no match", "", told, Options{Pattern: pattern}, "栖河日报 2024-12-03 2"},
		{"two pages, guessed", "长治日报/2024-11-11/03-要闻.txt", untold + "\f" + untold, Options{}, "长治日报 2024-11-11 3要闻 "},
		{"two pages, by the pattern", "长治日报/2024-11-11/03-要闻.txt", untold + "\f" + untold, Options{Pattern: pattern}, "长治日报 2024-11-11 3要闻 "},
		{"the second page says the day", "2024-11-11/03.txt", untold + "\f" + told, Options{}, "栖河日报 2024-12-03 3 2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, err := Read(Source{Path: c.path, Bytes: []byte(c.text)}, c.o)
			if err != nil {
				t.Fatal(err)
			}
			if got := sayFacts(e); got != c.want {
				t.Errorf("%q, not %q", got, c.want)
			}
		})
	}
}

// sayFacts tells paper, date, the number and section of each page, and warnings about paths.
func sayFacts(e *paper.Edition) string {
	says := e.Paper + " " + e.Date
	for _, p := range e.Pages {
		says += " " + p.Number + p.Section
	}
	for _, w := range e.Warnings {
		if w.Kind == "path-unmatched" {
			says += " " + w.Kind
		}
	}
	return says
}

// FuzzFromName: whatever a path is, what is told is spelled as the document spells it,
// and a day of newspapers.
func FuzzFromName(f *testing.F) {
	for _, file := range []string{"长治日报/2024-11-11/第2版.txt", "1957.03.08_04", "2024年/11月/11日/A03-要闻.txt", "p", "page_", "第", "民国", "\xff/\xfe"} {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file string) {
		facts := FromName(strings.ToValidUTF8(file, "\ufffd"))
		checkFacts(t, facts)
		if day, _ := time.Parse(time.DateOnly, facts.Date); facts.Date != "" && (day.Year() < 1815 || day.Year() > 2100) {
			t.Error(facts.Date)
		}
		FromName(file)
	})
}
