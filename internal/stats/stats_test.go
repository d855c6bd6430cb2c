package stats

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/banmian/banmian/internal/paper"
)

func example() *paper.Edition {
	return &paper.Edition{
		Paper: "栖河日报",
		Pages: []paper.Page{
			{Number: "1", Articles: []paper.Article{
				{ID: "1-1", Kind: paper.News, Headline: "题", Chars: 1200, Confidence: 1,
					Body:     []paper.Block{{Role: paper.Paragraph, Text: "文。"}},
					Bylines:  []paper.Person{{Name: "李盼", Role: "本报记者"}, {Name: "=王娅宁"}},
					Dateline: &paper.Dateline{Text: "新华社北京11月8日电", Agency: "新华社"}},
				{ID: "1-2", Kind: paper.Brief, Headline: "题", Chars: 80, Bylines: []paper.Person{{Name: "李盼", Role: "本报记者"}}},
			}},
			{Number: "2", Articles: []paper.Article{{ID: "2-1", Kind: paper.News, Headline: "题", Chars: 300,
				Body:     []paper.Block{{Role: paper.Paragraph, Text: "别的文。"}},
				Bylines:  []paper.Person{{Name: "李盼", Role: "摄"}},
				Dateline: &paper.Dateline{Text: "北京电"}}}},
		},
		Warnings: []paper.Warning{{Kind: "jump-unmatched"}},
	}
}

const wantCSV = `measure,key,role,count
pages,栖河日报,,2
articles,news,,2
articles,brief,,1
characters,news,,1500
characters,brief,,80
bylines,李盼,本报记者,2
bylines,=王娅宁,,1
bylines,李盼,摄,1
datelines,,,1
datelines,新华社,,1
warnings,jump-unmatched,,1
warnings,no-body,,1
unreadable,,,1
`

const wantTable = `pages                 2
  栖河日报            2
articles              3
  news                2
  brief               1
characters        1,580
  news            1,500
  brief              80
bylines               4
  李盼 本报记者       2
  =王娅宁             1
  … and 1 more
datelines             2
  (not told)          1
  新华社              1
warnings              2
  jump-unmatched      1
  no-body             1
unreadable            1
`

func TestFormats(t *testing.T) {
	var tally Tally
	tally.Add(example())
	tally.AddUnreadable()
	spelled := func(f func(*strings.Builder) error) string {
		var out strings.Builder
		if err := f(&out); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	counts := tally.Counts()
	if got := spelled(func(b *strings.Builder) error { return writeCSV(b, counts, 0) }); got != wantCSV {
		t.Errorf("csv:\n%s", got)
	}
	if got := spelled(func(b *strings.Builder) error { return writeTable(b, counts, 2) }); got != wantTable {
		t.Errorf("table:\n%s", got)
	}
	text := spelled(func(b *strings.Builder) error { return writeJSON(b, counts, 0) })
	var rows []struct {
		Measure, Key, Role string
		Count              int
	}
	if err := json.Unmarshal([]byte(text), &rows); err != nil {
		t.Fatal(err)
	}
	again, err := csv.NewReader(strings.NewReader(wantCSV)).ReadAll()
	if err != nil || len(again) != len(rows)+1 {
		t.Fatalf("%d rows of JSON, %d of CSV, %v", len(rows), len(again), err)
	}
	for i, row := range rows {
		if Count(row) != counts[i] {
			t.Errorf("%+v is %+v in JSON", counts[i], row)
		}
	}
}

// Nothing is counted as nothing: a table has its measures, CSV its head, JSON an empty list.
func TestNothing(t *testing.T) {
	var tally Tally
	var table, rows, list strings.Builder
	writeTable(&table, tally.Counts(), 0)
	writeCSV(&rows, tally.Counts(), 0)
	writeJSON(&list, tally.Counts(), 0)
	if table.String() != "pages       0\narticles    0\ncharacters  0\nbylines     0\ndatelines   0\nwarnings    0\n" ||
		rows.String() != "measure,key,role,count\n" || list.String() != "[]\n" {
		t.Errorf("%q %q %q", table.String(), rows.String(), list.String())
	}
}
