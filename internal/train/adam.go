package main

import "math"

// adam is the optimiser: each weight's step follows the mean of its gradients,
// measured by their spread (Kingma and Ba 2014). It also keeps the mean of the
// weights over the later steps, which does better on pages not learned from
// than the last ones.
type adam struct {
	weights, grads, means, spreads, average [][]float32
	decay                                   float64 // of the weights, each step
	step                                    int
	averaged                                float64
}

func newAdam(weights, grads [][]float32, decay float64) *adam {
	a := &adam{weights: weights, grads: grads, decay: decay}
	for _, w := range weights {
		a.means = append(a.means, make([]float32, len(w)))
		a.spreads = append(a.spreads, make([]float32, len(w)))
		a.average = append(a.average, make([]float32, len(w)))
	}
	return a
}

// update takes a step of the given rate and clears the gradients.
func (a *adam) update(rate float64) {
	const keepMean, keepSpread, tiny = 0.9, 0.999, 1e-8
	a.step++
	mean := 1 - math.Pow(keepMean, float64(a.step))
	spread := 1 - math.Pow(keepSpread, float64(a.step))
	pace := float32(rate / mean * math.Sqrt(spread))
	shrink := float32(1 - rate*a.decay)
	for t, w := range a.weights {
		g, m, v := a.grads[t], a.means[t], a.spreads[t]
		for i := range w {
			m[i] = keepMean*m[i] + (1-keepMean)*g[i]
			v[i] = keepSpread*v[i] + (1-keepSpread)*g[i]*g[i]
			if v[i] > 0 {
				w[i] = w[i]*shrink - pace*m[i]/(float32(math.Sqrt(float64(v[i])))+tiny)
			}
			g[i] = 0
		}
	}
}

// remember adds the present weights to the mean.
func (a *adam) remember() {
	a.averaged++
	by := float32(1 / a.averaged)
	for t, w := range a.weights {
		for i, x := range w {
			a.average[t][i] += (x - a.average[t][i]) * by
		}
	}
}

// settle puts the mean of the weights in their place.
func (a *adam) settle() {
	if a.averaged == 0 {
		return
	}
	for t, w := range a.weights {
		copy(w, a.average[t])
	}
}
