// Package batch converts many inputs: it says which of them make one edition and
// where that goes, works on several at once, keeps their order, leaves alone what
// has not changed, and tells what became of each.
package batch

import "context"

// Ordered does work on 0 to n-1 in as many goroutines as there are jobs, and
// puts the results one after another in their order, in the goroutine of the caller. At
// most 2 × jobs results are in the making or wait for their turn, so that memory
// does not grow with n.
//
// It ends with the first error of put, or that of the context; results in the making
// are left to themselves then.
func Ordered[T any](ctx context.Context, jobs, n int, work func(int) T, put func(int, T) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	turns := make(chan chan T, jobs)
	slots := make(chan struct{}, jobs)
	go func() {
		defer close(turns)
		for i := range n {
			turn := make(chan T, 1)
			select {
			case turns <- turn:
			case <-ctx.Done():
				return
			}
			slots <- struct{}{}
			go func() {
				defer func() { <-slots }()
				turn <- work(i)
			}()
		}
	}()
	return inTurn(ctx, turns, put)
}

// inTurn puts what comes, each when its turn has come.
func inTurn[T any](ctx context.Context, turns <-chan chan T, put func(int, T) error) error {
	i := 0
	for turn := range turns {
		select {
		case result := <-turn:
			if err := put(i, result); err != nil {
				return err
			}
			i++
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	return context.Cause(ctx)
}
