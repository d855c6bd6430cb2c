package network

// A Committee is several networks that learned the same with other first weights. Each
// errs in its own way, so that the mean of their scores errs less often than any.
type Committee []*Network

// Score gives the mean of the members' scores: units × Labels.
func (c Committee) Score(units []Unit) []float32 {
	sum := c[0].Run(units, nil).Scores
	for _, n := range c[1:] {
		Add(sum, n.Run(units, nil).Scores, 1)
	}
	for i := range sum {
		sum[i] /= float32(len(c))
	}
	return sum
}
