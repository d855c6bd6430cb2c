package network

import "sync/atomic"

// Window is how many characters a text filter spans.
const Window = 3

// heard is the most that each filter made of each text, and at which character
// (-1: of none).
type heard struct {
	most  []float32 // units × 2·Filters
	where []int16
}

// listen runs the filters over the opening and the end of every unit.
func (n *Network) listen(units []Unit) heard {
	f := n.Shape.Filters
	h := heard{make([]float32, len(units)*2*f), make([]int16, len(units)*2*f)}
	if f == 0 {
		return h
	}
	sum := make([]float32, f)
	for i := range units {
		for part, text := range units[i].Texts {
			at := (2*i + part) * f
			n.listenTo(text, sum, h.most[at:at+f], h.where[at:at+f])
		}
	}
	return h
}

func (n *Network) listenTo(text []int32, sum, most []float32, where []int16) {
	for j := range where {
		where[j] = -1
	}
	for at := range text {
		copy(sum, n.FilterBias)
		for k := range Window {
			if c := at + k - Window/2; c >= 0 && c < len(text) {
				n.hear(sum, text[c], k)
			}
		}
		for j, v := range sum {
			if v > most[j] {
				most[j], where[j] = v, int16(at)
			}
		}
	}
}

// hear adds what the filters make of a character that is the k-th of a window.
func (n *Network) hear(sum []float32, character int32, k int) {
	if n.taps == nil {
		multiply(sum, n.point(character), n.tap(n.Filters, k))
		return
	}
	f := n.Shape.Filters
	known := n.taps[character].Load()
	if known == nil {
		all := make([]float32, Window*f)
		for k := range Window {
			multiply(all[k*f:(k+1)*f], n.point(character), n.tap(n.Filters, k))
		}
		known = &all
		n.taps[character].Store(known)
	}
	Add(sum, (*known)[k*f:(k+1)*f], 1)
}

// Settle tells the network that its weights will not change any more: from now
// on it remembers what the filters make of each character.
func (n *Network) Settle() {
	n.taps = make([]atomic.Pointer[[]float32], len(n.Points)/max(n.Shape.Point, 1))
}

// point is where a character stands.
func (n *Network) point(character int32) []float32 {
	size := n.Shape.Point
	return n.Points[int(character)*size : (int(character)+1)*size]
}

// tap is the part of the filters that looks at the k-th character of a window.
func (n *Network) tap(filters []float32, k int) []float32 {
	size := n.Shape.Point * n.Shape.Filters
	return filters[k*size : (k+1)*size]
}

// backListen adds to grad what the gradient of what was heard of one unit says
// about the filters. A filter only learns from the character it heard most at.
func (n *Network) backListen(texts [2][]int32, where []int16, back []float32, grad *Network) {
	f := n.Shape.Filters
	for i, by := range back {
		if where[i] < 0 || by == 0 {
			continue
		}
		text, j := texts[i/f], i%f
		grad.FilterBias[j] += by
		for k := range Window {
			c := int(where[i]) + k - Window/2
			if c < 0 || c >= len(text) {
				continue
			}
			tap := grad.tap(grad.Filters, k)
			for d, x := range n.point(text[c]) {
				tap[d*f+j] += by * x
			}
		}
	}
}
