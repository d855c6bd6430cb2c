package convert

// echo finds out whether lines speak of the same things: a headline's words
// recur in the story below it, a crosshead's in what stands above it too.
type echo struct {
	pairs  [][]int32 // of each line: its pairs of neighbouring hanzi, numbered
	spread []int32   // how many lines have a pair
	marked []int32   // the round in which a pair was marked last
	round  int32
	long   []bool
}

// echoReach is how many long lines above and below are asked, mostPairs how
// many pairs of a line count, farthest how many lines away a long line may be.
const echoReach, mostPairs, farthest = 4, 200, 12

func newEcho(v *view) *echo {
	e := &echo{pairs: make([][]int32, len(v.lines)), long: make([]bool, len(v.lines))}
	numbers := map[uint64]int32{}
	for i := range v.lines {
		e.long[i] = v.looks[i].length > 40
		e.pairs[i] = e.number(v.lines[i].runes, numbers)
	}
	return e
}

// number lists a line's different pairs by their numbers.
func (e *echo) number(runes []rune, numbers map[uint64]int32) []int32 {
	var out []int32
	e.round++
	for i := 0; i+1 < len(runes) && len(out) < mostPairs; i++ {
		if !isHanzi(runes[i]) || !isHanzi(runes[i+1]) {
			continue
		}
		pair := uint64(runes[i])<<32 | uint64(runes[i+1])
		n, known := numbers[pair]
		if !known {
			n = int32(len(numbers))
			numbers[pair] = n
			e.spread, e.marked = append(e.spread, 0), append(e.marked, 0)
		}
		if e.marked[n] != e.round {
			e.marked[n] = e.round
			e.spread[n]++
			out = append(out, n)
		}
	}
	return out
}

// at measures how much of line i recurs in the long lines behind and before
// it, and how much of those behind recurs in those before.
func (e *echo) at(i int) (behind, before, across float32) {
	next := e.mark(i, 1)
	behind = e.share(i)
	e.mark(i, -1)
	before = e.share(i)
	if next >= 0 {
		across = e.share(next)
	}
	return behind, before, across
}

// mark marks the pairs of the long lines in one direction and gives the
// nearest of them, -1 if there is none.
func (e *echo) mark(i, step int) int {
	e.round++
	nearest := -1
	for k, found := i+step, 0; k >= 0 && k < len(e.pairs) && found < echoReach && (k-i)*step <= farthest; k += step {
		if !e.long[k] {
			continue
		}
		if found++; nearest < 0 {
			nearest = k
		}
		for _, p := range e.pairs[k] {
			e.marked[p] = e.round
		}
	}
	return nearest
}

// share is how much of a line's pairs are marked; a pair that half the page has
// counts little.
func (e *echo) share(i int) float32 {
	var hit, all float32
	for _, p := range e.pairs[i] {
		weight := 1 / float32(1+e.spread[p])
		all += weight
		if e.marked[p] == e.round {
			hit += weight
		}
	}
	if all == 0 {
		return 0
	}
	return hit / all
}
