package convert

import (
	"cmp"
	"slices"
	"testing"
)

// BenchmarkStages measures each stage of a page's way by itself, and the whole way,
// in three layouts: go test ./convert -run '^$' -bench Stages/whole.
func BenchmarkStages(b *testing.B) {
	for _, layout := range []string{"as is", "blank", "wrap16"} {
		text := setIn(longPage(b), layout)
		for _, stage := range stagesOf(text) {
			b.Run(stage.name+"/"+layout, func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				b.ReportAllocs()
				for b.Loop() {
					stage.work()
				}
			})
		}
	}
}

// longPage is as much as a full page holds, 20 KB: the two longest of testdata/editions.
func longPage(b *testing.B) string {
	b.Helper()
	pages := editionPages(b)
	slices.SortStableFunc(pages, func(x, y testPage) int { return cmp.Compare(len(y.text), len(x.text)) })
	return pages[0].text + pages[1].text
}

// A stageWork does again and again what a stage does with a page; what the stages
// before it make of the page was made once.
type stageWork struct {
	name string
	work func()
}

func stagesOf(text string) []stageWork {
	r, kinds, source := builtIn(), builtInKinds(), []byte(text)
	ls := lines(text, 1)
	printed := r.newView(ls).units()
	blocks := r.joins(ls)
	joined := r.newView(blocks).units()
	scores := r.roleNets.Score(joined)
	items := r.read(ls).items
	return []stageWork{
		{"decode", func() { _, _, _ = decode(source, "") }},
		{"lines", func() { lines(text, 1) }},
		{"signs", func() { r.newView(ls).units() }}, // of the printed lines; those of the blocks come on top
		{"joins", func() { r.oddsOf(printed) }},
		{"roles", func() { r.roleNets.Score(joined) }},
		{"search", func() {
			lattice := r.roleChain.Search(scores, nil)
			lattice.Sure(lattice.Best(), func(l int) bool { return allLabels[l].step == starts })
		}},
		{"articles", func() { articles(items, kinds.of(items), "1", "2024-11-11") }},
		{"whole", func() { _, _ = Read(Source{Bytes: source}, Options{}) }},
	}
}

// BenchmarkWeights measures what comes before the first page.
func BenchmarkWeights(b *testing.B) {
	b.SetBytes(int64(len(weightsText)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseReader(weightsText); err != nil {
			b.Fatal(err)
		}
	}
}
