package convert

import "math"

// reliability holds, for what the search said of items, how many of them were right
// on pages that the weights had not seen (docs/reading.md, reliability): the
// search believes in itself too much.
var reliability = [...]struct{ said, right float64 }{
	{0, 0}, {0.16, 0.11}, {0.31, 0.2}, {0.51, 0.35}, {0.7, 0.55}, {0.85, 0.68}, {0.927, 0.79}, {0.964, 0.87},
	{0.983, 0.91}, {0.993, 0.93}, {0.9966, 0.95}, {0.9985, 0.97}, {1, 0.99},
}

// confidence turns the search's probability of an item into the share of such
// items that are right, in hundredths: no machine is to print other digits than
// another. Between two points it goes straight.
func confidence(said float64) float64 {
	for i := 1; i < len(reliability); i++ {
		from, to := reliability[i-1], reliability[i]
		if said <= to.said {
			right := from.right + (said-from.said)/(to.said-from.said)*(to.right-from.right)
			return math.Round(right*100) / 100
		}
	}
	return reliability[len(reliability)-1].right
}
