package files

import (
	"cmp"
	"strings"
)

// naturally compares names or paths as people count: 2.txt comes before 10.txt, A2
// before A10, and 2.txt before 2-1.txt and 2b.txt. A folder's files stay together.
//
// The libraries that do this order 1, 1a and 01b in a circle, and a sort must not
// depend on what it was given first.
func naturally(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		m, n := digits(x), digits(y)
		if m > 0 && n > 0 {
			if c := numerically(x[:m], y[:n]); c != 0 {
				return c
			}
			x, y = x[m:], y[n:]
			continue
		}
		if x[0] != y[0] {
			return cmp.Compare(rank(x[0]), rank(y[0]))
		}
		x, y = x[1:], y[1:]
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(a, b))
}

// numerically compares digits of any length.
func numerically(a, b string) int {
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}

// rank puts the end of a folder's name first, then the end of a name.
func rank(c byte) int {
	switch c {
	case '/':
		return -2
	case '.':
		return -1
	}
	return int(c)
}

// digits counts those at the start of s.
func digits(s string) int {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return i
		}
	}
	return len(s)
}
