// Package network scores the units of a sequence (the lines of a page) for each
// of a few labels, looking at every unit and at its neighbours, and finds the
// likeliest run of labels. It knows nothing of newspapers. Everything is plain
// float32 arithmetic in a fixed order, so that a machine gives the same scores
// as any other.
package network

import "sync/atomic"

// Unit is what is known of one unit: which signs it shows (indices of rows of
// Signs), its measures (one for each row of Measures), and the characters of its
// opening and of its end (rows of Points).
type Unit struct {
	Signs    []int32
	Measures []float32
	Texts    [2][]int32
}

// Shape says how large a network is. Point is the size of a character's point.
// Dilations has one entry for each context layer: how far apart its three taps
// stand.
type Shape struct {
	Signs, Measures, Point, Filters, Hidden, Labels int
	Dilations                                       []int
}

// Network holds the weights. Every matrix is stored by input: row i is what
// input i adds to each output.
type Network struct {
	Shape      Shape
	Signs      []float32 // Signs × Hidden
	Measures   []float32 // Measures × Hidden
	Bias       []float32 // Hidden
	Points     []float32 // characters × Point: learned elsewhere, shared
	Filters    []float32 // (Window·Point) × Filters
	FilterBias []float32 // Filters
	Heard      []float32 // (2·Filters) × Hidden
	Layers     []Layer
	Out        []float32 // Hidden × Labels
	OutBias    []float32 // Labels
	taps       []atomic.Pointer[[]float32]
}

// Layer lets a unit see its neighbours, Dilation before and after it, and the
// page as a whole (the mean of all units).
type Layer struct {
	Dilation           int
	Before, At, Behind []float32 // Hidden × Hidden
	Page               []float32 // Hidden × Hidden
	Bias               []float32 // Hidden
}

// New makes a network of zero weights and without points.
func New(s Shape) *Network {
	n := &Network{Shape: s}
	h := s.Hidden
	n.Signs, n.Measures, n.Bias = make([]float32, s.Signs*h), make([]float32, s.Measures*h), make([]float32, h)
	n.Filters, n.FilterBias = make([]float32, Window*s.Point*s.Filters), make([]float32, s.Filters)
	n.Heard = make([]float32, 2*s.Filters*h)
	for _, d := range s.Dilations {
		square := func() []float32 { return make([]float32, h*h) }
		n.Layers = append(n.Layers, Layer{d, square(), square(), square(), square(), make([]float32, h)})
	}
	n.Out, n.OutBias = make([]float32, h*s.Labels), make([]float32, s.Labels)
	return n
}

// Tensors lists all weights but the points, always in the same order.
func (n *Network) Tensors() [][]float32 {
	all := [][]float32{n.Signs, n.Measures, n.Bias, n.Filters, n.FilterBias, n.Heard}
	for _, l := range n.Layers {
		all = append(all, l.Before, l.At, l.Behind, l.Page, l.Bias)
	}
	return append(all, n.Out, n.OutBias)
}

// Activation is what each layer made of each unit. Hidden[0] is the units by
// themselves, Hidden[k] after k context layers; Sums[k] is layer k before its
// threshold.
type Activation struct {
	Hidden [][]float32 // layers+1, each units × Hidden
	Sums   [][]float32 // layers, each units × Hidden
	Pages  [][]float32 // layers, the mean of Hidden[k]
	Scores []float32   // units × Labels
	heard  heard
}

// Run scores the units. drop, when not nil, is multiplied into Hidden[0]
// (training drops some of it).
func (n *Network) Run(units []Unit, drop []float32) *Activation {
	a := &Activation{heard: n.listen(units)}
	a.Hidden = [][]float32{n.look(units, a.heard.most)}
	for i, d := range drop {
		a.Hidden[0][i] *= d
	}
	for k := range n.Layers {
		page := mean(a.Hidden[k], n.Shape.Hidden)
		sums := n.Layers[k].sums(a.Hidden[k], page, n.Shape.Hidden)
		next := make([]float32, len(sums))
		for i, s := range sums {
			next[i] = a.Hidden[k][i] + max(s, 0)
		}
		a.Sums, a.Hidden, a.Pages = append(a.Sums, sums), append(a.Hidden, next), append(a.Pages, page)
	}
	a.Scores = n.score(a.Hidden[len(n.Layers)])
	return a
}

// look sums up what each unit shows by itself.
func (n *Network) look(units []Unit, heard []float32) []float32 {
	h, f := n.Shape.Hidden, 2*n.Shape.Filters
	out := make([]float32, len(units)*h)
	for i := range units {
		row := out[i*h : i*h+h]
		copy(row, n.Bias)
		for _, s := range units[i].Signs {
			Add(row, n.Signs[int(s)*h:int(s)*h+h], 1)
		}
		for k, m := range units[i].Measures {
			if m != 0 {
				Add(row, n.Measures[k*h:k*h+h], m)
			}
		}
		multiply(row, heard[i*f:i*f+f], n.Heard)
		for j, v := range row {
			row[j] = max(v, 0)
		}
	}
	return out
}

// sums is the layer before its threshold. It goes over all units once for each
// matrix, which so stays in the processor's nearest memory.
func (l *Layer) sums(in, page []float32, h int) []float32 {
	out := make([]float32, len(in))
	base := append([]float32(nil), l.Bias...)
	multiply(base, page, l.Page)
	for at := 0; at < len(out); at += h {
		copy(out[at:at+h], base)
	}
	units := len(in) / h
	for _, tap := range []struct {
		away   int
		matrix []float32
	}{{-l.Dilation, l.Before}, {0, l.At}, {l.Dilation, l.Behind}} {
		for i := max(0, -tap.away); i < min(units, units-tap.away); i++ {
			at := i + tap.away
			multiply(out[i*h:i*h+h], in[at*h:at*h+h], tap.matrix)
		}
	}
	return out
}

func (n *Network) score(hidden []float32) []float32 {
	h, labels := n.Shape.Hidden, n.Shape.Labels
	units := len(hidden) / h
	out := make([]float32, units*labels)
	for i := range units {
		row := out[i*labels : i*labels+labels]
		copy(row, n.OutBias)
		multiply(row, hidden[i*h:i*h+h], n.Out)
	}
	return out
}

// mean is the mean of the rows of a units × h matrix.
func mean(rows []float32, h int) []float32 {
	out := make([]float32, h)
	for i := 0; i < len(rows); i += h {
		Add(out, rows[i:i+h], 1)
	}
	if units := len(rows) / h; units > 0 {
		for j := range out {
			out[j] /= float32(units)
		}
	}
	return out
}
