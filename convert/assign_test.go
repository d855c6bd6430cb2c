package convert

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestAssign(t *testing.T) {
	for _, c := range []struct {
		scores [][]float64
		want   []int
	}{
		{nil, nil},
		{[][]float64{{1}}, []int{0}},
		{[][]float64{{0}}, []int{-1}},
		{[][]float64{{}, {}}, []int{-1, -1}},
		{[][]float64{{5, 4}, {4, 0}}, []int{1, 0}},
		{[][]float64{{5, -9}, {4, -9}}, []int{0, -1}},
		{[][]float64{{2, 2}, {2, 2}}, []int{0, 1}},
	} {
		if got := assign(c.scores); !slices.Equal(got, c.want) {
			t.Errorf("assign(%v) = %d, not %d", c.scores, got, c.want)
		}
	}
}

// TestAssignIsBest compares with all the assignments that there are.
func TestAssignIsBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		columns := rapid.IntRange(0, 5).Draw(t, "columns")
		row := rapid.SliceOfN(rapid.Float64Range(-9, 9), columns, columns)
		scores := rapid.SliceOfN(row, 0, 5).Draw(t, "scores")
		sum, taken := 0.0, map[int]bool{}
		for i, k := range assign(scores) {
			if k < 0 {
				continue
			}
			if taken[k] || scores[i][k] <= 0 {
				t.Fatalf("row %d has column %d", i, k)
			}
			taken[k] = true
			sum += scores[i][k]
		}
		if best := bestSum(scores, map[int]bool{}); math.Abs(sum-best) > 1e-9 {
			t.Fatalf("the sum is %g, and could be %g", sum, best)
		}
	})
}

func bestSum(scores [][]float64, taken map[int]bool) float64 {
	if len(scores) == 0 {
		return 0
	}
	best := bestSum(scores[1:], taken)
	for k, s := range scores[0] {
		if !taken[k] {
			taken[k] = true
			best = max(best, s+bestSum(scores[1:], taken))
			delete(taken, k)
		}
	}
	return best
}
