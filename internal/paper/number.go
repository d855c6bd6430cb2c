package paper

import (
	"cmp"
	"strconv"
	"strings"
)

// ComparePages compares two numbers of pages by the order in which a paper is folded:
// 1, 2, 10, A1, A2, B1. It gives a negative number where a comes first, 0 for the same
// page, else a positive one.
func ComparePages(a, b string) int {
	lettersA, numberA := numberOf(a)
	lettersB, numberB := numberOf(b)
	return cmp.Or(strings.Compare(lettersA, lettersB), numberA-numberB)
}

// numberOf parts "A3" into "A" and 3.
func numberOf(page string) (letters string, number int) {
	letters = strings.TrimRight(page, "0123456789")
	number, _ = strconv.Atoi(page[len(letters):])
	return letters, number
}
