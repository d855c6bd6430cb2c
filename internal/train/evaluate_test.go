package main

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/banmian/banmian/internal/sheet"
)

// recordOf is the real page that a row of its file holds.
func recordOf(t *testing.T, row string) (r record) {
	t.Helper()
	if err := json.Unmarshal([]byte(row), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// Nothing is learned from a page that is scored: not from its twin among the pages
// whose heads are known, nor from later ones.
func TestBeforehand(t *testing.T) {
	p := annotated(t, "@article kind=news\nH| 修桥\nB| 桥修好了，路也通了，\nB+| 大家都说桥好路好。\n")
	p.name = "rmrb_modern-2019-03-01-4-0001.ann"
	twin := recordOf(t, `{"date":"2019-03-01","articles":[{"headline":["修桥"],"body":["桥修好了，路也通了，大家都说桥好路好。"]}]}`)
	other := recordOf(t, `{"date":"2019-03-01","articles":[{"headline":["下雨"],"body":["今天下雨，明天下雪，后天还要下冰雹。"]}]}`)
	copied := twin
	copied.Date = "2019-03-02"
	late := other
	late.Date = later
	got := corpus{[]page{p}, []record{twin, other, copied, late}, []record{twin, other}}.beforehand()
	if len(got.ordered) != 2 || len(got.others) != 1 || got.ordered[0].Date != other.Date || got.ordered[1].Date != copied.Date {
		t.Errorf("left: %+v", got)
	}
}

// Without real text the pages themselves teach how sentences go on.
func TestTexts(t *testing.T) {
	p := annotated(t, "@article kind=news\nH| 修桥\nB| 桥修好了，\nB+| 路也通了。\n")
	texts := corpus{}.texts([]page{p})
	if got := texts[0].Articles[0].Body; !slices.Equal(got, []string{"修桥", "桥修好了，路也通了。"}) {
		t.Errorf("%q", got)
	}
	real := []record{{Date: "2019-03-01"}}
	if got := (corpus{ordered: real}).texts([]page{p}); len(got) != 1 || got[0].Date != real[0].Date {
		t.Errorf("%v", got)
	}
}

func TestLaterPages(t *testing.T) {
	var records []record
	for _, day := range []string{"2020-01-31", "2020-02-01", "2020-02-02", "2020-02-03"} {
		records = append(records, recordOf(t, `{"date":"`+day+`","articles":[{"headline":["修桥"],"body":["`+strings.Repeat("桥修好了路也通了", 60)+`"]}]}`))
	}
	got := laterPages(records, 2)
	if len(got) != 2 || got[0].name != "later-2020-02-01-0" || got[1].name != "later-2020-02-02-1" {
		t.Errorf("%v", got)
	}
	if got := laterPages(records[:1], 2); len(got) != 0 {
		t.Errorf("an earlier page: %v", got)
	}
}

// smallCorpus is four pages, without any real text.
func smallCorpus(t *testing.T) corpus {
	t.Helper()
	pages, err := loadPages("../../testdata/editions/0[1-4]*.ann")
	if err != nil || len(pages) != 4 {
		t.Fatal(len(pages), " pages: ", err)
	}
	return corpus{annotated: pages}
}

func quickly(workers int) recipes {
	r := recipesOf(1).quick()
	r.words, r.joins.workers, r.roles.workers = 3, workers, workers
	return r
}

// TestGenerate learns the same twice, to the byte, however the work is shared out.
func TestGenerate(t *testing.T) {
	var first [][]byte
	for _, workers := range []int{1, 3} {
		folder := t.TempDir()
		if err := generate(smallCorpus(t), quickly(workers), folder); err != nil {
			t.Fatal(err)
		}
		var got [][]byte
		for _, name := range []string{"weights.txt", "kinds.txt"} {
			text, err := os.ReadFile(folder + "/" + name)
			if err != nil || len(text) == 0 {
				t.Fatal(name, ": ", err)
			}
			got = append(got, text)
		}
		if first == nil {
			first = got
		}
		if !slices.EqualFunc(first, got, bytes.Equal) {
			t.Errorf("%d workers learn other weights than one", workers)
		}
	}
}

// TestEvaluate reads each page once in each layout, whatever it was learned from.
func TestEvaluate(t *testing.T) {
	results := evaluation{corpus: smallCorpus(t), recipes: quickly(2), layouts: sheet.Layouts[:2], folds: 2}.run()
	var got []string
	for _, r := range results {
		got = append(got, r.layout+" "+r.name[:2])
		if r.lossless != (share{1, 1}) {
			t.Errorf("%s, %s: characters lost", r.name, r.layout)
		}
	}
	slices.Sort(got)
	if want := strings.Fields("as-is 01 as-is 02 as-is 03 as-is 04 blank 01 blank 02 blank 03 blank 04"); strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("read: %q", got)
	}
}
