package network

// Back adds to grad what the scores' gradient says about every weight. a is the
// activation that Run gave for the units, drop the same as there.
func (n *Network) Back(units []Unit, a *Activation, drop, scores []float32, grad *Network) {
	h := n.Shape.Hidden
	last := len(n.Layers)
	back := n.backScore(a.Hidden[last], scores, grad)
	for k := last - 1; k >= 0; k-- {
		back = n.Layers[k].back(a.Hidden[k], a.Pages[k], a.Sums[k], back, &grad.Layers[k], h)
	}
	n.backLook(units, a, drop, back, grad)
}

func (n *Network) backScore(hidden, scores []float32, grad *Network) []float32 {
	h, labels := n.Shape.Hidden, n.Shape.Labels
	back := make([]float32, len(hidden))
	for i := range len(hidden) / h {
		row := scores[i*labels : i*labels+labels]
		Add(grad.OutBias, row, 1)
		backMultiply(back[i*h:i*h+h], hidden[i*h:i*h+h], n.Out, row, grad.Out)
	}
	return back
}

// back takes the gradient of the layer's output and returns that of its input.
func (l *Layer) back(in, mean, sums, out []float32, grad *Layer, h int) []float32 {
	back := append([]float32(nil), out...)
	all := make([]float32, h)
	units := len(in) / h
	row := make([]float32, h)
	for i := range units {
		for j := range row {
			row[j] = 0
			if sums[i*h+j] > 0 {
				row[j] = out[i*h+j]
			}
		}
		Add(all, row, 1)
		if at := i - l.Dilation; at >= 0 {
			backMultiply(back[at*h:at*h+h], in[at*h:at*h+h], l.Before, row, grad.Before)
		}
		backMultiply(back[i*h:i*h+h], in[i*h:i*h+h], l.At, row, grad.At)
		if at := i + l.Dilation; at < units {
			backMultiply(back[at*h:at*h+h], in[at*h:at*h+h], l.Behind, row, grad.Behind)
		}
	}
	Add(grad.Bias, all, 1)
	page := make([]float32, h)
	backMultiply(page, mean, l.Page, all, grad.Page)
	for i := range units {
		Add(back[i*h:i*h+h], page, 1/float32(units))
	}
	return back
}

func (n *Network) backLook(units []Unit, a *Activation, drop, back []float32, grad *Network) {
	h, f := n.Shape.Hidden, 2*n.Shape.Filters
	row, ear := make([]float32, h), make([]float32, f)
	for i := range units {
		for j := range row {
			row[j] = 0
			if a.Hidden[0][i*h+j] > 0 {
				row[j] = back[i*h+j]
				if drop != nil {
					row[j] *= drop[i*h+j]
				}
			}
		}
		Add(grad.Bias, row, 1)
		for _, s := range units[i].Signs {
			Add(grad.Signs[int(s)*h:int(s)*h+h], row, 1)
		}
		for k, m := range units[i].Measures {
			if m != 0 {
				Add(grad.Measures[k*h:k*h+h], row, m)
			}
		}
		clear(ear)
		backMultiply(ear, a.heard.most[i*f:i*f+f], n.Heard, row, grad.Heard)
		n.backListen(units[i].Texts, a.heard.where[i*f:i*f+f], ear, grad)
	}
}

// backMultiply is the gradient of multiply: to its input and to its matrix.
func backMultiply(back, in, matrix, row, grad []float32) {
	width := len(row)
	for j := range in {
		at := j * width
		back[j] += dot(matrix[at:at+width], row)
		if in[j] != 0 {
			Add(grad[at:at+width], row, in[j])
		}
	}
}
