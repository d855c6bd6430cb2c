package main

import (
	"math"
	"math/rand/v2"
	"sync"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/network"
)

// recipe is how a network is made and taught.
type recipe struct {
	members   int // networks that learn the same, with other first weights
	hidden    int
	filters   int
	dilations []int
	epochs    int
	rate      float64
	decay     float64
	drop      float32 // share of the middle layer left out at each look
	dropSign  float32 // share of the signs left out
	batch     int
	workers   int
	seed      uint64
}

// lesson is an example and how much it counts.
type lesson struct {
	convert.Example
	weight float32
}

// fit teaches a network of zero weights and its chain. lessons gives the
// examples of an epoch, in a fixed order for a fixed seed; the result does not
// depend on how the work is shared out.
func fit(r recipe, net *network.Network, chain *network.Chain, lessons func(epoch int) []lesson) {
	rng := rand.New(rand.NewPCG(r.seed, 7))
	start(net, rng)
	var learners []*learner
	for range r.batch {
		learners = append(learners, newLearner(net, chain))
	}
	weights := append(net.Tensors(), chain.Pair, chain.Phase)
	opt := newAdam(weights, learners[0].tensors(), r.decay)
	for epoch := range r.epochs {
		todo := lessons(epoch)
		rng.Shuffle(len(todo), func(i, j int) { todo[i], todo[j] = todo[j], todo[i] })
		for at := 0; at < len(todo); at += r.batch {
			batch := todo[at:min(at+r.batch, len(todo))]
			chain.Prepare()
			teach(r, net, learners, batch, rng)
			progress := (float64(epoch) + float64(at)/float64(len(todo))) / float64(r.epochs)
			opt.update(r.rate * pace(progress))
			if progress > settling {
				opt.remember()
			}
		}
		say("  round %d of %d, loss %.4f", epoch+1, r.epochs, takeLoss(learners))
	}
	opt.settle()
	chain.Prepare()
}

// settling is how far into learning the weights begin to be averaged.
const settling = 0.6

// takeLoss is the mean loss of a unit since it was last taken.
func takeLoss(learners []*learner) float64 {
	loss, units := 0.0, 0
	for _, l := range learners {
		loss, units = loss+l.loss, units+l.units
		l.loss, l.units = 0, 0
	}
	return loss / float64(max(units, 1))
}

// pace warms up over a twentieth of the way, then falls to nothing as a cosine does.
func pace(progress float64) float64 {
	if progress < 0.05 {
		return progress / 0.05
	}
	return 0.02 + 0.98*(1+math.Cos(math.Pi*progress))/2
}

// start draws the first weights: He's measure for layers with a threshold.
func start(n *network.Network, rng *rand.Rand) {
	draw := func(w []float32, spread float64) {
		for i := range w {
			w[i] = float32(rng.NormFloat64() * spread)
		}
	}
	h := float64(n.Shape.Hidden)
	draw(n.Signs, 0.15)
	draw(n.Measures, 0.1)
	draw(n.Filters, math.Sqrt(1/float64(network.Window*n.Shape.Point)))
	draw(n.Heard, math.Sqrt(0.15/float64(max(n.Shape.Filters, 1))))
	for i := range n.Layers {
		l := &n.Layers[i]
		for _, w := range [][]float32{l.Before, l.At, l.Behind} {
			draw(w, math.Sqrt(1/(3*h)))
		}
		draw(l.Page, math.Sqrt(0.5/h))
	}
	draw(n.Out, math.Sqrt(1/h))
}

// learner works out the gradients of one example at a time.
type learner struct {
	chain *network.Chain
	grad  *network.Network
	pair  []float32
	phase []float32
	loss  float64
	units int
}

func newLearner(n *network.Network, c *network.Chain) *learner {
	return &learner{chain: c, grad: network.New(n.Shape), pair: make([]float32, len(c.Pair)), phase: make([]float32, len(c.Phase))}
}

func (l *learner) tensors() [][]float32 { return append(l.grad.Tensors(), l.pair, l.phase) }

// teach works out the gradients of a batch, one learner for each example, and
// sums them up in the first, always in the same order.
func teach(r recipe, net *network.Network, learners []*learner, batch []lesson, rng *rand.Rand) {
	seeds := make([]uint64, len(batch))
	for i := range seeds {
		seeds[i] = rng.Uint64()
	}
	var wait sync.WaitGroup
	gate := make(chan struct{}, r.workers)
	for i := range batch {
		wait.Add(1)
		gate <- struct{}{}
		go func() {
			defer func() { <-gate; wait.Done() }()
			learners[i].learn(r, net, batch[i], rand.New(rand.NewPCG(seeds[i], 3)))
		}()
	}
	wait.Wait()
	sum := learners[0].tensors()
	for _, l := range learners[1:len(batch)] {
		for t, g := range l.tensors() {
			for i, x := range g {
				if x != 0 {
					sum[t][i] += x
					g[i] = 0
				}
			}
		}
	}
}

// learn adds the gradient of one example: what the network expects, less what
// it would expect if only the allowed labels were.
func (l *learner) learn(r recipe, net *network.Network, e lesson, rng *rand.Rand) {
	units := thin(e.Units, r.dropSign, rng)
	drop := dropout(len(units)*r.hidden, r.drop, rng)
	a := net.Run(units, drop)
	grad := make([]float32, len(a.Scores))
	scale := e.weight / float32(math.Sqrt(float64(len(units))))
	free, held := l.chain.Search(a.Scores, nil), l.chain.Search(a.Scores, e.Allowed)
	if math.IsInf(held.LogOdds, -1) || math.IsNaN(held.LogOdds) {
		return // the grammar allows no such page: it teaches nothing
	}
	free.Expect(scale, grad, l.pair, l.phase)
	held.Expect(-scale, grad, l.pair, l.phase)
	l.loss += free.LogOdds - held.LogOdds
	l.units += len(units)
	net.Back(units, a, drop, grad, l.grad)
}

// thin leaves out a share of the signs.
func thin(units []network.Unit, share float32, rng *rand.Rand) []network.Unit {
	out := make([]network.Unit, len(units))
	for i, u := range units {
		kept := make([]int32, 0, len(u.Signs))
		for _, s := range u.Signs {
			if rng.Float32() >= share {
				kept = append(kept, s)
			}
		}
		out[i] = network.Unit{Signs: kept, Measures: u.Measures, Texts: u.Texts}
	}
	return out
}

func dropout(size int, share float32, rng *rand.Rand) []float32 {
	out := make([]float32, size)
	for i := range out {
		if rng.Float32() >= share {
			out[i] = 1 / (1 - share)
		}
	}
	return out
}
