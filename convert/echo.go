package convert

// echo finds out whether lines speak of the same things: a headline's words
// recur in the story below it, a crosshead's in what stands above it too.
type echo struct {
	pairs  [][]uint64 // of each line: pairs of hanzi that few lines of the page have
	spread map[uint64]int
	long   []bool
}

// echoReach is how many long lines above and below are asked.
const echoReach = 4

func newEcho(v *view) *echo {
	e := &echo{pairs: make([][]uint64, len(v.lines)), spread: map[uint64]int{}, long: make([]bool, len(v.lines))}
	for i := range v.lines {
		e.pairs[i] = hanziPairs(v.lines[i].runes)
		e.long[i] = v.looks[i].length > 40
		for _, p := range e.pairs[i] {
			e.spread[p]++
		}
	}
	return e
}

// hanziPairs lists the different pairs of neighbouring hanzi, at most 200.
func hanziPairs(runes []rune) []uint64 {
	var out []uint64
	seen := make(map[uint64]bool, min(len(runes), 200))
	for i := 0; i+1 < len(runes) && len(out) < 200; i++ {
		if !isHanzi(runes[i]) || !isHanzi(runes[i+1]) {
			continue
		}
		if p := uint64(runes[i])<<32 | uint64(runes[i+1]); !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	return out
}

// at measures how much of line i recurs in the long lines behind and before
// it, and how much of those behind recurs in those before.
func (e *echo) at(i int) (behind, before, across float32) {
	below, above := e.around(i, 1), e.around(i, -1)
	behind, before = e.share(e.pairs[i], below), e.share(e.pairs[i], above)
	if next := e.next(i, 1); next >= 0 {
		across = e.share(e.pairs[next], above)
	}
	return behind, before, across
}

// around gathers the pairs of the long lines in one direction.
func (e *echo) around(i, step int) map[uint64]bool {
	all := map[uint64]bool{}
	for k, found := i+step, 0; k >= 0 && k < len(e.pairs) && found < echoReach && (k-i)*step <= 12; k += step {
		if e.long[k] {
			found++
			for _, p := range e.pairs[k] {
				all[p] = true
			}
		}
	}
	return all
}

// next is the nearest long line in one direction, -1 if none is near.
func (e *echo) next(i, step int) int {
	for k := i + step; k >= 0 && k < len(e.pairs) && (k-i)*step <= 4; k += step {
		if e.long[k] {
			return k
		}
	}
	return -1
}

// share is how much of the pairs the others have; a pair that half the page
// has counts little.
func (e *echo) share(pairs []uint64, others map[uint64]bool) float32 {
	var hit, all float32
	for _, p := range pairs {
		weight := 1 / float32(1+e.spread[p])
		all += weight
		if others[p] {
			hit += weight
		}
	}
	if all == 0 {
		return 0
	}
	return hit / all
}
