package convert

import "math"

// reliability holds, for what the search said of items, how many of them were right
// on pages that the weights had not seen (docs/reading.md, reliability): the
// search believes in itself too much.
var reliability = [...]struct{ said, right float64 }{
	{0, 0.02}, {0.2, 0.09}, {0.4, 0.26}, {0.6, 0.41}, {0.75, 0.58}, {0.85, 0.66},
	{0.925, 0.765}, {0.97, 0.83}, {0.99, 0.9}, {1, 0.98},
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
