package convert

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/banmian/banmian/internal/network"
)

// smallWeights are the weights of a reader that knows next to nothing, as text.
func smallWeights(t testing.TB) string {
	t.Helper()
	dice := rand.New(rand.NewPCG(1, 2))
	seam := network.NewSeam(Characters(3), 2, 2)
	r := NewReader([]string{"first.本报", "inner.记者"}, []rune("一二，"), seam)
	joins := network.Committee{r.NewNetwork(2, 1, joinLabels, []int{1})}
	roles := network.Committee{r.NewNetwork(2, 3, len(allLabels), []int{1, 2}), r.NewNetwork(3, 0, len(allLabels), []int{1})}
	r.SetNetworks(joins, roles)
	for _, weights := range slices.Concat(seam.Tensors(), joins[0].Tensors(), roles[0].Tensors(), roles[1].Tensors()) {
		for i := range weights {
			weights[i] = float32(dice.NormFloat64())
		}
	}
	return weightsOf(t, r)
}

func weightsOf(t testing.TB, r *Reader) string {
	t.Helper()
	var out strings.Builder
	n, err := r.WriteTo(&out)
	if err != nil || n != int64(out.Len()) {
		t.Fatalf("%d of %d bytes written: %v", n, out.Len(), err)
	}
	return out.String()
}

// What is written is read, and written again just so.
func TestWeightsRoundTrip(t *testing.T) {
	for name, text := range map[string]string{"built in": weightsText, "small": smallWeights(t)} {
		r, err := ParseReader(text)
		if err != nil {
			t.Fatal(name, err)
		}
		if again := weightsOf(t, r); again != text {
			t.Errorf("%s: written otherwise: %s", name, otherRow(text, again))
		}
	}
}

func otherRow(a, b string) string {
	rows, others := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i, row := range rows {
		if i >= len(others) || row != others[i] {
			return fmt.Sprintf("%d: %.80q", i+1, row)
		}
	}
	return "more rows"
}

// A row that is lost, doubled, cut short or too long is missed, at that row or at
// the first that cannot be it.
func TestWeightsRowsMissed(t *testing.T) {
	rows := strings.SplitAfter(strings.TrimSuffix(smallWeights(t), "\n"), "\n")
	for i, row := range rows {
		for what, instead := range map[string]string{
			"lost": "", "doubled": row + row, "blank": "\n", "named otherwise": "x" + row, "longer": strings.TrimSuffix(row, "\n") + " 1\n",
		} {
			if what == "longer" && strings.HasPrefix(row, "characters\t") {
				continue // two characters more
			}
			text := strings.Join(rows[:i], "") + instead + strings.Join(rows[i+1:], "")
			checkMissed(t, fmt.Sprintf("row %d %s", i+1, what), text)
		}
	}
	for _, size := range []int{0, 1, 100, 1000, 5000} {
		text := strings.Join(rows, "")
		checkMissed(t, fmt.Sprintf("cut after %d bytes", size), text[:size])
	}
}

// checkMissed checks that a damaged text gives an error that begins with the number
// of one of its rows, or of the row behind them.
func checkMissed(t *testing.T, what, text string) {
	t.Helper()
	_, err := ParseReader(text)
	if err == nil {
		t.Errorf("%s: no error", what)
		return
	}
	row := 0
	if _, scan := fmt.Sscanf(err.Error(), "%d: ", &row); scan != nil || row < 1 || row > strings.Count(text, "\n")+2 {
		t.Errorf("%s: the error names no row: %v", what, err)
	}
}

// A number that is none, or none that is ever written, is missed.
func TestWeightsNumbersMissed(t *testing.T) {
	text := smallWeights(t)
	at := strings.Index(text, "\nbias\t") + len("\nbias\t")
	end := at + strings.IndexByte(text[at:], '\n')
	for _, numbers := range []string{
		"", "0.01", "0.01 1", "0.01 1 2 3", "0.01 1 x", "0.01 1 2x", "0.01 1 1-2", "0.01 1 --2", "0.01 1 -", "0.01  1", "0.01 1 128", "0.01 1 -999",
		"0.01 1 99999999999999999999", "0.01 1 2\r", "0.01 1 ２", "x 1 2", "NaN 1 2", "+Inf 1 2", "-0.01 1 2", "1e38 1 2",
	} {
		checkMissed(t, numbers, text[:at]+numbers+text[end:])
	}
	for _, characters := range []string{"一一，", "一\xff，"} {
		checkMissed(t, characters, strings.Replace(text, "一二，", characters, 1))
	}
	checkMissed(t, "cut in its last number", strings.TrimRight(text, "0123456789\n"))
}

// Sizes that the rest of the text cannot hold are missed before anything is made
// of that size.
func TestWeightsSizesMissed(t *testing.T) {
	text := smallWeights(t)
	for name, sizes := range map[string][]string{
		"seam":  {"", "2", "2 2 2", "0 2", "2 0", "-1 2", "x 2", "1048576 1048576", "1048576 1", "99999999999999999999 1"},
		"words": {"", "x", "-1", "0", "1", "3", "1048576", "2000000000"},
		"joins": {"", "2", "0 1 1", "3 1 1", "2 2 1", "2 1", "2 1 1 1", "1048576 1 1", "2 1048576 1", "2 1" + strings.Repeat(" 1", 5000)},
		"roles": {"1048576 1048576 1 2", "100000 3 1 2"},
	} {
		at := strings.Index(text, "\n"+name+"\t") + len(name) + 2
		end := at + strings.IndexByte(text[at:], '\n')
		for _, size := range sizes {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			checkMissed(t, fmt.Sprintf("%s %.60s", name, size), text[:at]+size+text[end:])
			if runtime.ReadMemStats(&after); after.TotalAlloc-before.TotalAlloc > 64<<20 {
				t.Errorf("%s %.60s: %d MiB were used", name, size, (after.TotalAlloc-before.TotalAlloc)>>20)
			}
		}
	}
}

// FuzzParseReader: what is read is sound, all else is an error.
func FuzzParseReader(f *testing.F) {
	text := smallWeights(f)
	f.Add(text)
	f.Add(text[:2000])
	f.Add(weightsHead + "\ncharacters\t一一\nseam\t1 1\n")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := ParseReader(text)
		if err != nil {
			return
		}
		nets, _ := r.Roles()
		for _, weights := range nets[0].Tensors() {
			if slices.ContainsFunc(weights, func(w float32) bool { return math.IsNaN(float64(w)) || math.IsInf(float64(w), 0) }) {
				t.Fatal("a weight that is no number")
			}
		}
		if again, err := ParseReader(weightsOf(t, r)); err != nil || weightsOf(t, again) != weightsOf(t, r) {
			t.Errorf("written and read again: %v", err)
		}
		if _, err := (Learned{r, Kinds{}}).Read(Source{Bytes: []byte(story)}, Options{}); err != nil && !errors.As(err, new(*Error)) {
			t.Error(err)
		}
	})
}
