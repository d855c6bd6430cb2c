package network

// Reach is how many characters a Seam sees on each side.
const Reach = 6

// Seam tells how well two pieces of text go on with each other, from the
// characters on both sides of the cut. Every character is a point in a small
// space, near to those that stand in the same places.
type Seam struct {
	Size, Hidden int
	Points       []float32 // characters × Size
	In           []float32 // (2·Reach·Size) × Hidden
	Bias         []float32 // Hidden
	Out          []float32 // Hidden
	OutBias      []float32 // 1
}

// NewSeam makes a seam of zero weights.
func NewSeam(characters, size, hidden int) *Seam {
	return &Seam{
		Size: size, Hidden: hidden, Points: make([]float32, characters*size),
		In: make([]float32, 2*Reach*size*hidden), Bias: make([]float32, hidden),
		Out: make([]float32, hidden), OutBias: make([]float32, 1),
	}
}

// Tensors lists all weights, always in the same order.
func (s *Seam) Tensors() [][]float32 {
	return [][]float32{s.Points, s.In, s.Bias, s.Out, s.OutBias}
}

// Cut is the characters around a cut: Reach before it, nearest last, and Reach
// after it.
type Cut [2 * Reach]int32

// Point is where a character stands.
func (s *Seam) Point(character int32) []float32 {
	return s.Points[int(character)*s.Size : (int(character)+1)*s.Size]
}

// Score is the log odds that the text goes on across the cut. hidden, of Hidden
// length, is scratch space and keeps what the middle layer made of it.
func (s *Seam) Score(cut *Cut, hidden []float32) float32 {
	copy(hidden, s.Bias)
	for k, character := range cut {
		at := k * s.Size * s.Hidden
		multiply(hidden, s.Point(character), s.In[at:at+s.Size*s.Hidden])
	}
	score := s.OutBias[0]
	for j, v := range hidden {
		hidden[j] = max(v, 0)
		score += float32(hidden[j] * s.Out[j])
	}
	return score
}

// Back adds to grad what the score's gradient says about every weight; hidden
// is what Score left there.
func (s *Seam) Back(cut *Cut, hidden []float32, score float32, grad *Seam) {
	row := make([]float32, s.Hidden)
	for j, v := range hidden {
		grad.Out[j] += score * v
		if v > 0 {
			row[j] = score * s.Out[j]
		}
	}
	grad.OutBias[0] += score
	Add(grad.Bias, row, 1)
	for k, character := range cut {
		at := k * s.Size * s.Hidden
		end := at + s.Size*s.Hidden
		backMultiply(grad.Point(character), s.Point(character), s.In[at:end], row, grad.In[at:end])
	}
}
