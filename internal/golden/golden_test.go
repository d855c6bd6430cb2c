package golden

import "testing"

func TestDifference(t *testing.T) {
	for _, c := range []struct {
		want, got string
		line      int
		was, is   string
	}{
		{"a\nb\n", "a\nc\n", 2, "b\n", "c\n"},
		{"a\n", "a", 1, "a\n", "a"},
		{"a\n", "a\nb", 2, "", "b"},
		{"", "a\n", 1, "", "a\n"},
	} {
		line, was, is := difference([]byte(c.want), []byte(c.got))
		if line != c.line || string(was) != c.was || string(is) != c.is {
			t.Errorf("difference(%q, %q) = %d %q %q", c.want, c.got, line, was, is)
		}
	}
}
