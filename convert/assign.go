package convert

import "math"

// assign binds rows to columns, each at most once, so that the sum of their scores
// is the greatest: it gives each row its column, -1 for none. Only scores above 0
// bind.
func assign(scores [][]float64) []int {
	if len(scores) == 0 {
		return nil
	}
	m := newMarket(scores)
	for row := range scores {
		m.enter(row)
	}
	out := make([]int, len(scores))
	for column, row := range m.taker[:m.columns] {
		if row < 0 {
			continue
		}
		if out[row] = -1; column < len(scores[row]) && scores[row][column] > 0 {
			out[row] = column
		}
	}
	return out
}

// A market is the Hungarian method: rows enter one by one, and each shifts those
// before it along the cheapest path to a column that is free. Prices keep what was
// found already. Behind the real columns are as many that cost nothing, for the
// rows that go without.
type market struct {
	scores   [][]float64
	columns  int       // with the free ones
	taker    []int     // the row that has a column, -1 for none; the last place is for the row that enters
	rowPrice []float64 // what a row pays
	price    []float64 // what a column takes off
}

func newMarket(scores [][]float64) *market {
	columns := len(scores[0]) + len(scores)
	m := &market{scores: scores, columns: columns, taker: make([]int, columns+1), rowPrice: make([]float64, len(scores)), price: make([]float64, columns+1)}
	for k := range m.taker {
		m.taker[k] = -1
	}
	return m
}

// cost is what a column costs a row over what both pay.
func (m *market) cost(row, column int) float64 {
	cost := -m.rowPrice[row] - m.price[column]
	if column < len(m.scores[row]) {
		cost -= m.scores[row][column]
	}
	return cost
}

// enter finds a column for one more row.
func (m *market) enter(row int) {
	reach := make([]float64, m.columns) // the cost of the cheapest path to a column
	from := make([]int, m.columns)      // the column before it on that path
	seen := make([]bool, m.columns+1)
	for k := range reach {
		reach[k] = math.Inf(1)
	}
	at := m.columns
	m.taker[at] = row
	for m.taker[at] >= 0 {
		seen[at] = true
		next := -1
		for k := range m.columns {
			if seen[k] {
				continue
			}
			if c := m.cost(m.taker[at], k); c < reach[k] {
				reach[k], from[k] = c, at
			}
			if next < 0 || reach[k] < reach[next] {
				next = k
			}
		}
		m.pay(reach[next], seen, reach)
		at = next
	}
	for at != m.columns {
		m.taker[at] = m.taker[from[at]]
		at = from[at]
	}
	m.taker[at] = -1
}

// pay shifts the prices of what was seen by what the path has cost so far.
func (m *market) pay(cost float64, seen []bool, reach []float64) {
	for k, row := range m.taker {
		switch {
		case seen[k]:
			m.rowPrice[row] += cost
			m.price[k] -= cost
		case k < m.columns:
			reach[k] -= cost
		}
	}
}
