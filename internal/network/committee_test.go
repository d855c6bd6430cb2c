package network

import (
	"math"
	"testing"
)

// TestCommittee compares a committee's scores with the mean of its members'.
func TestCommittee(t *testing.T) {
	var c Committee
	_, units := small(1, 5, 1, 2)
	for seed := range uint64(3) {
		n, _ := small(seed+1, 5, 1, 2)
		c = append(c, n)
	}
	got := c.Score(units)
	for i := range got {
		want := 0.0
		for _, n := range c {
			want += float64(n.Run(units, nil).Scores[i]) / float64(len(c))
		}
		if math.Abs(float64(got[i])-want) > 1e-4*(1+math.Abs(want)) {
			t.Errorf("score %d is %v, the mean %v", i, got[i], want)
		}
	}
}
