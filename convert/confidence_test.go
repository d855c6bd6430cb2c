package convert

import "testing"

// What the search says more of is no less likely to be right, and nothing is
// surer than what was measured.
func TestConfidence(t *testing.T) {
	last := 0.0
	for said := 0.0; said <= 1; said += 0.001 {
		right := confidence(said)
		if right < last || right > said+0.03 {
			t.Fatalf("confidence(%.3f) = %.2f after %.2f", said, right, last)
		}
		last = right
	}
	if got := confidence(1.0000001); got != 0.99 {
		t.Errorf("confidence beyond 1 is %.2f, want 0.99", got)
	}
}
