package convert

import (
	"fmt"
	"math/rand/v2"
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
	joins := r.NewNetwork(2, 1, joinLabels, []int{1})
	roles := r.NewNetwork(2, 3, len(allLabels), []int{1, 2})
	r.SetNetworks(joins, roles)
	for _, weights := range slices.Concat(seam.Tensors(), joins.Tensors(), roles.Tensors()) {
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
			if what == "longer" && (strings.HasPrefix(row, "characters\t") || strings.HasPrefix(row, "words\t")) {
				continue // two characters more; a number that nobody asks for
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
