package batch

import "sync"

// A Gate lets outputs be written until it is shut. An interrupted run shuts it, and may
// end then: no output is half written, and none will be begun.
type Gate struct {
	mu      sync.RWMutex
	mending sync.Mutex
	open    map[int]func() // what is to be undone of outputs that are not whole yet
	next    int
}

// Write calls write, unless the gate is shut: then it never returns.
func (g *Gate) Write(write func()) {
	g.mu.RLock()
	defer g.mu.RUnlock()
	write()
}

// Begin notes how to undo an output that takes a while to write. The function that it
// returns is to be called when the output is whole, or undone.
func (g *Gate) Begin(undo func()) (done func()) {
	g.mending.Lock()
	defer g.mending.Unlock()
	if g.open == nil {
		g.open = map[int]func(){}
	}
	n := g.next
	g.next++
	g.open[n] = undo
	return func() {
		g.mending.Lock()
		defer g.mending.Unlock()
		delete(g.open, n)
	}
}

// Shut waits for what is being written, lets nothing more be written, and undoes what is
// not whole.
func (g *Gate) Shut() {
	g.mu.Lock()
	g.mending.Lock()
	defer g.mending.Unlock()
	for _, undo := range g.open {
		undo()
	}
}
