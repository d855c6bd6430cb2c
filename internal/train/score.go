package main

import (
	"fmt"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/paper"
)

// tally counts what was found rightly, found wrongly and missed.
type tally struct{ hit, extra, missed int }

func (t tally) f1() float64 {
	if t.hit+t.extra+t.missed == 0 {
		return 1
	}
	return 2 * float64(t.hit) / float64(2*t.hit+t.extra+t.missed)
}

func (t *tally) count(gold, got bool) {
	switch {
	case gold && got:
		t.hit++
	case got:
		t.extra++
	case gold:
		t.missed++
	}
}

// score is how well pages were read.
type score struct {
	items, shaped, lines, roles int
	starts, joins               tally
	confusion                   map[[2]paper.Role]int
	byKind                      map[paper.Kind][2]int
	misses                      []string
}

func newScore() *score {
	return &score{confusion: map[[2]paper.Role]int{}, byKind: map[paper.Kind][2]int{}}
}

// add compares one page with its outcomes.
func (s *score) add(p page, got []convert.Outcome) {
	owners, wrong := map[int]map[int]bool{}, map[int]bool{}
	size := map[int]int{}
	seenGold, seenGot := map[int]bool{}, map[int]bool{}
	for i, l := range p.Lines {
		o := got[i]
		s.lines++
		if s.agrees(l, o) {
			s.roles++
		} else {
			s.confusion[[2]paper.Role{l.Role, o.Role}]++
			wrong[l.Item] = true
			s.miss(p, l, fmt.Sprintf("%s read as %s", l.Role, o.Role))
		}
		s.joins.count(l.Joined, o.Joined)
		if l.Joined != o.Joined {
			wrong[l.Item] = true
			s.miss(p, l, map[bool]string{true: "should join", false: "joined"}[l.Joined])
		}
		start, found := l.Item >= 0 && !seenGold[l.Item], o.Item >= 0 && !seenGot[o.Item]
		s.starts.count(start, found)
		if start != found {
			s.miss(p, l, map[bool]string{true: "item starts here, not found", false: "no item starts here"}[start])
		}
		seenGold[l.Item], seenGot[o.Item] = true, true
		size[o.Item]++
		if l.Item >= 0 {
			if owners[l.Item] == nil {
				owners[l.Item] = map[int]bool{}
			}
			owners[l.Item][o.Item] = true
		}
	}
	s.addItems(p, owners, wrong, size)
}

func (s *score) addItems(p page, owners map[int]map[int]bool, wrong map[int]bool, size map[int]int) {
	lines := map[int]int{}
	for _, l := range p.Lines {
		lines[l.Item]++
	}
	for i, it := range p.Items {
		s.items++
		k := s.byKind[it.Kind]
		k[1]++
		if len(owners[i]) == 1 && !wrong[i] {
			for owner := range owners[i] {
				if owner >= 0 && size[owner] == lines[i] {
					s.shaped++
					k[0]++
				}
			}
		}
		s.byKind[it.Kind] = k
	}
}

// agrees tells whether a line's role is one that the annotation allows.
func (s *score) agrees(l paper.AnnotatedLine, o convert.Outcome) bool {
	switch l.Loose {
	case 'D':
		return o.Role == paper.Kicker || o.Role == paper.Headline || o.Role == paper.Deck
	case 'T':
		return o.Role >= paper.Byline
	}
	return l.Role == o.Role
}

func (s *score) miss(p page, l paper.AnnotatedLine, what string) {
	text := []rune(l.Text)
	s.misses = append(s.misses, fmt.Sprintf("%s: line %d: %s: %s", p.name, l.Number, what, string(text[:min(len(text), 36)])))
}

func (s *score) String() string {
	return fmt.Sprintf("items %.3f of %d  roles %.3f  boundaries %.3f  joins %.3f",
		float64(s.shaped)/float64(max(s.items, 1)), s.items, float64(s.roles)/float64(max(s.lines, 1)), s.starts.f1(), s.joins.f1())
}
