package golden

import (
	"slices"
	"testing"
)

func TestCases(t *testing.T) {
	got := cases("# One.\na\nb\n= 1\n= 2\n\n# Two.\nc\n=\n")
	want := []testCase{{1, "# One.", "a\nb", "1\n2"}, {7, "# Two.", "c", ""}}
	if !slices.Equal(got, want) {
		t.Errorf("cases = %q, want %q", got, want)
	}
}
