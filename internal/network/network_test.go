package network

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// characters is how many characters the small networks know.
const characters = 9

// small is a network whose weights and units are drawn by chance; the last unit
// shows nothing.
func small(seed uint64, units int, dilations ...int) (*Network, []Unit) {
	dice := rand.New(rand.NewPCG(seed, 1))
	n := New(Shape{Signs: 7, Measures: 3, Point: 2, Filters: 3, Hidden: 6, Labels: 4, Dilations: dilations})
	n.Points = make([]float32, characters*n.Shape.Point)
	for _, weights := range append(n.Tensors(), n.Points) {
		drawInto(weights, dice)
	}
	all := make([]Unit, units)
	for i := range max(0, units-1) {
		for range dice.IntN(4) {
			all[i].Signs = append(all[i].Signs, int32(dice.IntN(n.Shape.Signs)))
		}
		all[i].Measures = make([]float32, n.Shape.Measures)
		drawInto(all[i].Measures[:2], dice)
		for part := range all[i].Texts {
			for range dice.IntN(5) {
				all[i].Texts[part] = append(all[i].Texts[part], int32(dice.IntN(characters)))
			}
		}
	}
	return n, all
}

func drawInto(weights []float32, dice *rand.Rand) {
	for i := range weights {
		weights[i] = float32(dice.NormFloat64() / 2)
	}
}

// scoresOf is what Run works out, said once more in the plainest way and in
// float64: what the tests hold Run and Back against.
func scoresOf(n *Network, units []Unit, drop []float32) (scores [][]float64) {
	h := n.Shape.Hidden
	hidden := make([][]float64, len(units))
	for i, u := range units {
		row := doubles(n.Bias)
		for _, s := range u.Signs {
			addRow(row, n.Signs[int(s)*h:], 1)
		}
		for k, m := range u.Measures {
			addRow(row, n.Measures[k*h:], float64(m))
		}
		addProduct(row, heardOf(n, u), n.Heard)
		for j := range row {
			if row[j] = max(row[j], 0); drop != nil {
				row[j] *= float64(drop[i*h+j])
			}
		}
		hidden[i] = row
	}
	for _, l := range n.Layers {
		hidden = layerOf(l, hidden)
	}
	for _, row := range hidden {
		score := doubles(n.OutBias)
		addProduct(score, row, n.Out)
		scores = append(scores, score)
	}
	return scores
}

// heardOf is the most that each filter makes of the windows of each text, at
// least 0.
func heardOf(n *Network, u Unit) []float64 {
	size, f := n.Shape.Point, n.Shape.Filters
	out := make([]float64, 2*f)
	for part, text := range u.Texts {
		for at := range text {
			sum := doubles(n.FilterBias)
			for k := range Window {
				if c := at + k - Window/2; c >= 0 && c < len(text) {
					point := n.Points[int(text[c])*size : (int(text[c])+1)*size]
					addProduct(sum, doubles(point), n.Filters[k*size*f:])
				}
			}
			for j, v := range sum {
				out[part*f+j] = max(out[part*f+j], v)
			}
		}
	}
	return out
}

func layerOf(l Layer, in [][]float64) [][]float64 {
	page := make([]float64, len(l.Bias))
	for _, row := range in {
		for j, v := range row {
			page[j] += v / float64(len(in))
		}
	}
	out := make([][]float64, len(in))
	for i := range in {
		sum := doubles(l.Bias)
		addProduct(sum, page, l.Page)
		addProduct(sum, in[i], l.At)
		if at := i - l.Dilation; at >= 0 {
			addProduct(sum, in[at], l.Before)
		}
		if at := i + l.Dilation; at < len(in) {
			addProduct(sum, in[at], l.Behind)
		}
		out[i] = slices.Clone(in[i])
		for j, v := range sum {
			out[i][j] += max(v, 0)
		}
	}
	return out
}

func doubles(row []float32) []float64 {
	out := make([]float64, len(row))
	addRow(out, row, 1)
	return out
}

func addRow(out []float64, row []float32, by float64) {
	for j := range out {
		out[j] += float64(row[j]) * by
	}
}

func addProduct(out, in []float64, matrix []float32) {
	for j, v := range in {
		addRow(out, matrix[j*len(out):], v)
	}
}

// near allows for what float32 rounds off.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-4*max(1, math.Abs(a), math.Abs(b)) }

func TestRun(t *testing.T) {
	for seed := range uint64(20) {
		for units := range 6 {
			n, all := small(seed, units, 1, 2)
			for name, drop := range drops(units*n.Shape.Hidden, seed) {
				got, want := n.Run(all, drop).Scores, slices.Concat(scoresOf(n, all, drop)...)
				if !slices.EqualFunc(got, want, func(a float32, b float64) bool { return near(float64(a), b) }) {
					t.Errorf("seed %d, %d units, %s: %v, want %v", seed, units, name, got, want)
				}
			}
		}
	}
}

// drops are what training leaves out of the first layer: nothing, or a third.
func drops(n int, seed uint64) map[string][]float32 {
	dice := rand.New(rand.NewPCG(seed, 2))
	some := make([]float32, n)
	for i := range some {
		if dice.IntN(3) > 0 {
			some[i] = 1.5
		}
	}
	return map[string][]float32{"whole": nil, "dropped": some}
}

// slope is how fast a loss grows with a weight, by its difference on either side.
// bent tells that the two sides differ: a threshold lies between them.
func slope(weight *float32, loss func() float64) (rise float64, bent bool) {
	const step = 1.0 / 1024
	at := *weight
	here := loss()
	*weight = at + step
	up, over := loss(), float64(*weight)-float64(at)
	*weight = at - step
	down, under := loss(), float64(at)-float64(*weight)
	*weight = at
	right, left := (up-here)/over, (here-down)/under
	return (right + left) / 2, math.Abs(right-left) > 1e-6
}

// TestBack compares every gradient with the slope of the loss that it is of.
func TestBack(t *testing.T) {
	checked := 0
	for seed := range uint64(6) {
		n, units := small(seed, 5, 1, 2)
		for name, drop := range drops(len(units)*n.Shape.Hidden, seed) {
			wish := make([]float32, len(units)*n.Shape.Labels) // the loss: the scores, each times its wish
			drawInto(wish, rand.New(rand.NewPCG(seed, 3)))
			loss := func() (sum float64) {
				for i, s := range slices.Concat(scoresOf(n, units, drop)...) {
					sum += s * float64(wish[i])
				}
				return sum
			}
			grad := New(n.Shape)
			n.Back(units, n.Run(units, drop), drop, wish, grad)
			checked += checkSlopes(t, name, n.Tensors(), grad.Tensors(), loss)
		}
	}
	if checked < 5000 {
		t.Errorf("only %d weights were checked", checked)
	}
}

// checkSlopes compares gradients with slopes, where the loss is not bent.
func checkSlopes(t *testing.T, name string, weights, grads [][]float32, loss func() float64) (checked int) {
	t.Helper()
	for k := range weights {
		for i := range weights[k] {
			want, bent := slope(&weights[k][i], loss)
			if bent {
				continue
			}
			if got := float64(grads[k][i]); !near(got, want) {
				t.Errorf("%s: tensor %d, weight %d: gradient %.6f, slope %.6f", name, k, i, got, want)
			}
			checked++
		}
	}
	return checked
}

// Back adds to a gradient: a batch is the sum of its examples.
func TestBackAdds(t *testing.T) {
	n, units := small(1, 4, 1)
	wish := make([]float32, len(units)*n.Shape.Labels)
	drawInto(wish, rand.New(rand.NewPCG(1, 3)))
	once, twice := New(n.Shape), New(n.Shape)
	n.Back(units, n.Run(units, nil), nil, wish, once)
	n.Back(units, n.Run(units, nil), nil, wish, twice)
	n.Back(units, n.Run(units, nil), nil, wish, twice)
	for k, tensor := range once.Tensors() {
		for i, g := range tensor {
			if got := twice.Tensors()[k][i]; !near(float64(got), 2*float64(g)) {
				t.Fatalf("tensor %d, weight %d: %v once, %v twice", k, i, g, got)
			}
		}
	}
}

// smallSeam is a seam of chance, and a cut that shows a character twice and the
// text's end.
func smallSeam(seed uint64) (*Seam, *Cut) {
	dice := rand.New(rand.NewPCG(seed, 4))
	s := NewSeam(characters, 4, 5)
	for _, weights := range s.Tensors() {
		drawInto(weights, dice)
	}
	cut := &Cut{0, 0}
	for k := 2; k < len(cut); k++ {
		cut[k] = int32(dice.IntN(characters))
	}
	return s, cut
}

func seamScore(s *Seam, cut *Cut) float64 {
	hidden := doubles(s.Bias)
	for k, character := range cut {
		addProduct(hidden, doubles(s.Point(character)), s.In[k*s.Size*s.Hidden:])
	}
	score := float64(s.OutBias[0])
	for j, v := range hidden {
		score += max(v, 0) * float64(s.Out[j])
	}
	return score
}

// A network that is settled says what it said before, the first time and later.
func TestSettle(t *testing.T) {
	for seed := range uint64(20) {
		n, units := small(seed, 5, 1, 2)
		want := n.Run(units, nil).Scores
		n.Settle()
		for range 2 {
			got := n.Run(units, nil).Scores
			if !slices.EqualFunc(got, want, func(a, b float32) bool { return near(float64(a), float64(b)) }) {
				t.Errorf("seed %d: %v, unsettled %v", seed, got, want)
			}
		}
	}
}

func TestSeam(t *testing.T) {
	for seed := range uint64(10) {
		s, cut := smallSeam(seed)
		hidden := make([]float32, s.Hidden)
		if got, want := float64(s.Score(cut, hidden)), seamScore(s, cut); !near(got, want) {
			t.Errorf("seed %d: %v, want %v", seed, got, want)
		}
		grad := NewSeam(characters, 4, 5)
		s.Back(cut, hidden, 1.5, grad)
		loss := func() float64 { return 1.5 * seamScore(s, cut) }
		if checked := checkSlopes(t, "seam", s.Tensors(), grad.Tensors(), loss); checked < 200 {
			t.Errorf("only %d weights were checked", checked)
		}
	}
}

func TestAdd(t *testing.T) {
	for n := range 10 {
		out, row := make([]float32, n), make([]float32, n+2)
		for i := range row {
			row[i] = float32(i + 1)
		}
		for i := range out {
			out[i] = 100
		}
		Add(out, row, 2)
		for i, v := range out {
			if v != float32(100+2*(i+1)) {
				t.Errorf("%d of %d: %v", i, n, v)
			}
		}
	}
}

// A page of no units is a page.
func TestRunNothing(t *testing.T) {
	n, _ := small(3, 0, 1, 2)
	a := n.Run(nil, nil)
	if len(a.Scores) != 0 {
		t.Errorf("scores %v", a.Scores)
	}
	n.Back(nil, a, nil, nil, New(n.Shape))
}
