package convert

import (
	"unicode/utf8"

	"github.com/banmian/banmian/internal/paper"
)

// name takes a piece of hanzi that may be a name or one of its letter-spaced
// halves, or a Latin one.
func (r *roll) name(from, to, end int) bool {
	if next := r.skip(to); next < end && r.look[next] == '：' { // 报料人：
		return false
	}
	for _, c := range r.look[from:to] {
		if !isHanzi(c) && !isLetter(c) && c != '·' && c != '.' {
			return false
		}
	}
	if r.find(from, to, '月') > from && r.isMoon(from, to) || to-from > 12 {
		return false
	}
	for from < to {
		stop := r.dot(from, to)
		if stop > from {
			r.names = append(r.names, [2]int{from, stop})
		}
		from = stop + 1
	}
	return true
}

// others drops 等, 等十七人, 等39户 after a name.
func (s strip) others(from, to int) int {
	if i := s.find(from, to, '等'); i >= from+2 {
		return i
	}
	return to
}

// dot finds a middle dot that parts two names (马千里·姜小白); one inside a name
// (阿布都·热合曼) does not count.
func (r *roll) dot(from, to int) int {
	for i := from; i < to; i++ {
		if r.look[i] != '·' {
			continue
		}
		if i-from <= 1 || i == to-1 || r.hasSurname(from, i) && i-from <= 3 && r.hasSurname(i+1, min(to, i+2)) {
			return i
		}
	}
	return to
}

// hasSurname tells whether the runes begin with a surname.
func (s strip) hasSurname(from, to int) bool {
	return from < to && surnames().prefix(s.look[from:to]) > 0
}

// commonSurname tells one of the three hundred commonest surnames.
func (s strip) commonSurname(at int) bool {
	rank := surnames().rankOf(s.look[at : at+1])
	return rank > 0 && rank <= 300
}

// flush puts the pieces that were met together to names and gives them the role.
func (r *roll) flush() {
	pieces := r.names
	r.names = nil
	for len(pieces) > 0 {
		n := r.nextName(pieces)
		r.take(pieces[:n])
		pieces = pieces[n:]
	}
}

// nextName is how many of the pieces make the next entry: letter-spaced hanzi go
// together, a compound surname goes with the hanzi after it, Latin words make one
// name.
func (r *roll) nextName(pieces [][2]int) int {
	size := func(i int) int { return pieces[i][1] - pieces[i][0] }
	latin := func(i int) bool { return isLetter(r.look[pieces[i][0]]) }
	n := 1
	switch {
	case latin(0):
		for n < len(pieces) && latin(n) {
			n++
		}
	case size(0) == 1:
		for n < len(pieces) && size(n) == 1 && !latin(n) {
			n++
		}
		if n == 1 && len(pieces) > 1 && size(1) == 2 && !latin(1) {
			n = 2
		}
	case size(0) == 2 && len(pieces) > 1 && size(1) == 1 && surnames().has(r.look[pieces[0][0]:pieces[0][1]]) &&
		(len(pieces) == 2 || size(2) > 1):
		n = 2
	}
	return n
}

// take makes people of pieces that belong together.
func (r *roll) take(pieces [][2]int) {
	if isLetter(r.look[pieces[0][0]]) {
		r.add(r.print(pieces[0][0], pieces[len(pieces)-1][1]))
		return
	}
	var at []int // the places of the hanzi
	for _, p := range pieces {
		for i := p[0]; i < p[1]; i++ {
			at = append(at, i)
		}
	}
	spaced := len(pieces) > 1
	for _, n := range r.split(at, spaced) {
		r.add(r.closed(at[0], at[n-1]+1))
		at = at[n:]
	}
}

func (r *roll) add(name string) {
	if utf8.RuneCountInString(name) < 2 {
		r.odd = true
		return
	}
	if r.pictured {
		return
	}
	r.people = append(r.people, paper.Person{Name: name, Role: r.role})
}

// What oddity costs: unnamed where no surname stands, never where no cut is left.
const unnamed, never = 100, 1000

// split finds the likeliest lengths of names in a run of hanzi: 甄富贵祝小燕 is 3 and 3,
// 欧阳建华谭志强谷雨 is 4, 3 and 2. A run that no surnames divide is one name. Letter-spacing
// stretches names of two hanzi to the width of three, so there two is the rule.
func (r *roll) split(at []int, spaced bool) []int {
	n := len(at)
	if n <= 3 || !spaced && n == 4 && !r.twoPairs(at) {
		return []int{n}
	}
	cost := make([]int, n+1)
	size := make([]int, n+1)
	for i := n - 1; i >= 0; i-- {
		cost[i] = never
		for _, k := range [...]int{3, 2, 4} {
			if i+k > n {
				continue
			}
			if c := r.oddity(at[i:i+k], spaced) + cost[i+k]; c < cost[i] {
				cost[i], size[i] = c, k
			}
		}
	}
	if cost[0] >= never || cost[0] >= unnamed && !spaced {
		return []int{n}
	}
	var sizes []int
	for i := 0; i < n; i += size[i] {
		sizes = append(sizes, size[i])
	}
	return sizes
}

// twoPairs tells four hanzi that are two names (徐靖王芳) and not one (欧阳建华, 豆腐西施):
// both pairs begin with a common surname.
func (r *roll) twoPairs(at []int) bool {
	rank := func(i int) int { return surnames().rankOf(r.look[at[i] : at[i]+1]) }
	return surnames().prefix([]rune{r.look[at[0]], r.look[at[1]]}) < 2 && rank(0) > 0 && rank(2) > 0 && rank(0)+rank(2) < 400
}

// oddity is how little the hanzi look like one name: 0 for a common surname with
// two hanzi after it (one, where letter-spaced), more for a rare surname or the other
// length, unnamed for no surname. The sizes were found on runs of names whose
// division is known.
func (r *roll) oddity(at []int, spaced bool) int {
	look := make([]rune, len(at))
	for i, p := range at {
		look[i] = r.look[p]
	}
	n := surnames().prefix(look)
	if n == 0 || n >= len(at) {
		return unnamed + len(at)
	}
	given := len(at) - n
	if given > 2 {
		return 2 * unnamed
	}
	c := surnames().rankOf(look[:n]) / 150
	switch {
	case spaced && given == 2:
		c += 8
	case !spaced && given == 1:
		c += n
	case n == 2:
		c -= 4 // a compound surname is hardly chance
	}
	return c
}
