package convert

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestPattern(t *testing.T) {
	for _, c := range []struct {
		pattern, path string
		want          Facts
	}{
		{"{paper}/{date}/{page}.txt", "/data/长治日报/2024-11-11/02.txt", Facts{"长治日报", "2024-11-11", "2", ""}},
		{"{paper}/{date}/{page}.txt", "长治日报/20241111/a03.txt", Facts{"长治日报", "2024-11-11", "A3", ""}},
		{"{date}/{page}.txt", "./2024年11月1日/2.txt", Facts{Date: "2024-11-01", Page: "2"}},
		{"{date}_{page}.txt", "1957_3_8_4.txt", Facts{Date: "1957-03-08", Page: "4"}},
		{"{date:2006/01/02}/{page}.txt", "x/2024/11/11/A03.txt", Facts{Date: "2024-11-11", Page: "A3"}},
		{"{date:2.1.2006}-{page}.txt", "8.3.1957-4.txt", Facts{Date: "1957-03-08", Page: "4"}},
		{"{date:2006_1_2}.txt", "2024_11_5.txt", Facts{Date: "2024-11-05"}},
		{"{}_{date:20060102}_{page}.txt", "cjrb_20241111_2.txt", Facts{Date: "2024-11-11", Page: "2"}},
		{"{}{date:20060102}{}.txt", "cjrb20241111.txt", Facts{Date: "2024-11-11"}},
		{"{paper}{date:20060102}第{page}版.txt", "长治日报20241111第02版.txt", Facts{"长治日报", "2024-11-11", "2", ""}},
		{"{page}版：{section}.txt", "02版：时政要闻.txt", Facts{Page: "2", Section: "时政要闻"}},
		{"{section}{page}.txt", "要闻12.txt", Facts{Page: "12", Section: "要闻"}},
		{"{paper}/{}/{page}.txt", "长治日报/随便/3.txt", Facts{Paper: "长治日报", Page: "3"}},
		{"{date:2006-01-02}/{date:20060102}-{page}.txt", "2024-11-11/20241111-3.txt", Facts{Date: "2024-11-11", Page: "3"}},
		{"(1)[a].*{page}.txt", "(1)[a].*3.txt", Facts{Page: "3"}},
		{"{page}", "3", Facts{Page: "3"}},
	} {
		p, err := ParsePattern(c.pattern)
		if err != nil {
			t.Errorf("%s: %v", c.pattern, err)
			continue
		}
		if got, ok := p.Match(c.path); !ok || got != c.want {
			t.Errorf("%s in %s: %+v, %v", c.pattern, c.path, got, ok)
		}
	}
}

func TestPatternWithoutMatch(t *testing.T) {
	for _, c := range []struct{ why, pattern, path string }{
		{"no day", "{date}/{page}.txt", "2024-02-30/1.txt"},
		{"another layout", "{date:2006-01-02}/{page}.txt", "20241111/1.txt"},
		{"mixed marks", "{date}/{page}.txt", "2024-11_11/1.txt"},
		{"two dates", "{date}/{date}-{page}.txt", "20241111/20241112-1.txt"},
		{"no page's number", "{date}/{page}.txt", "20241111/0.txt"},
		{"too large a number", "{page}.txt", "1000.txt"},
		{"three letters", "{page}.txt", "abc1.txt"},
		{"not the whole name", "{page}.txt", "page1.txt"},
		{"not the end of the name", "{page}", "1.txt"},
		{"too few parts", "{paper}/{date}/{page}.txt", "20241111/1.txt"},
		{"a blank paper", "{paper}/{page}.txt", " /1.txt"},
		{"a paper of two lines", "{paper}/{page}.txt", "a\nb/1.txt"},
		{"not UTF-8", "{paper}/{page}.txt", "\xff/1.txt"},
		{"standard input", "{}{page}", ""},
	} {
		p, err := ParsePattern(c.pattern)
		if err != nil {
			t.Fatal(c.pattern, err)
		}
		if got, ok := p.Match(c.path); ok || got != (Facts{}) {
			t.Errorf("%s: %s in %q: %+v", c.why, c.pattern, c.path, got)
		}
	}
	if _, ok := (Pattern{}).Match("2024-11-11/1.txt"); ok {
		t.Error("the zero pattern matches")
	}
}

func TestPatternErrors(t *testing.T) {
	for pattern, want := range map[string]string{
		"":                            `character 1: a part ""`,
		"/{page}.txt":                 `character 1: a part ""`,
		"长治/{page}/":                  `character 11: a part ""`,
		"../{page}":                   `character 1: a part ".."`,
		"page.txt":                    `"page.txt" tells nothing of a page: use {paper}, {date}, {date:2006-01-02}, {page}, {section}, or {} for anything`,
		"{}.txt":                      `"{}.txt" tells nothing of a page: use {paper}`,
		"长治/{pgae}.txt":               "character 4: no placeholder \"{pgae}\": use {paper}",
		"{Page}":                      "character 1: no placeholder \"{Page}\": use {paper}",
		"{page:02}":                   "character 1: \"{page:02}\": only {date} has a layout",
		"{page":                       "character 1: { alone: use {paper}",
		"{{page}}":                    "character 1: { alone",
		"{page}}":                     "character 7: } alone",
		"{date:}":                     "character 1: \"\" is no layout of a date: write the year as 2006",
		"{date:2006-01}":              "character 1: \"2006-01\" is no layout of a date",
		"{date:2006-01-02-02}":        "character 1: \"2006-01-02-02\" is no layout of a date",
		"{date:YYYY-MM-DD}":           "character 1: \"YYYY-MM-DD\" is no layout of a date",
		"{date:02 Jan 2006 1}":        "character 1: \"02 Jan 2006 1\" is no layout of a date",
		"{date:2006-01-02 15}":        "character 1: \"2006-01-02 15\" is no layout of a date",
		"{date:200612}":               "character 1: \"200612\" leaves open where a number ends",
		"\xff{page}":                  `"\xff{page}" is not UTF-8`,
		strings.Repeat("{page}", 999): "5994 bytes: no path is as long: write at most 4096",
	} {
		if p, err := ParsePattern(pattern); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, %v", pattern, p, err)
		}
	}
}

// FuzzPattern: whatever a pattern and a path are, what is read is spelled as the
// document spells it.
func FuzzPattern(f *testing.F) {
	f.Add("{paper}/{date}/{page}.txt", "长治日报/2024-11-11/A03.txt")
	f.Add(strings.Repeat("{}", 40)+"{page}x", strings.Repeat("a", 400))
	f.Add("{section}{paper}{date:2.1.2006}{page}", "要闻长治8.3.19574")
	f.Add("{date:2006/01/02}", "2024/11/11")
	f.Add("a{", "\xff")
	f.Fuzz(func(t *testing.T, pattern, path string) {
		p, err := ParsePattern(pattern)
		if err != nil {
			if _, ok := p.Match(path); ok || !utf8.ValidString(err.Error()) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%q matches %q, or %q is not one line of UTF-8", pattern, path, err)
			}
			return
		}
		facts, ok := p.Match(path)
		checkFacts(t, facts)
		if !ok && facts != (Facts{}) {
			t.Errorf("%q: %+v without a match", pattern, facts)
		}
	})
}

// checkFacts asks whether facts are spelled as the document spells them.
func checkFacts(t *testing.T, facts Facts) {
	t.Helper()
	if facts.Date != "" {
		if _, err := time.Parse(time.DateOnly, facts.Date); err != nil {
			t.Error(err)
		}
	}
	if page, ok := PageNumber(facts.Page); facts.Page != "" && (!ok || page != facts.Page) {
		t.Errorf("page %q", facts.Page)
	}
	for _, name := range []string{facts.Paper, facts.Section} {
		if !utf8.ValidString(name) || name != strings.TrimSpace(name) {
			t.Errorf("name %q", name)
		}
	}
}
