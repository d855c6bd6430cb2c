package main

import "slices"

// tally counts what was found rightly, found wrongly and missed.
type tally struct{ hit, extra, missed int }

// f1 is the harmonic mean of precision and recall, 1 where there was nothing to find.
func (t tally) f1() float64 {
	if t.seen() == 0 && t.extra == 0 {
		return 1
	}
	return 2 * float64(t.hit) / float64(2*t.hit+t.extra+t.missed)
}

// seen is how many there were to find.
func (t tally) seen() int { return t.hit + t.missed }

// add compares two lists in which a name may stand more than once, in any order.
func (t *tally) add(gold, got []string) (same bool) {
	left := slices.Clone(gold)
	for _, g := range got {
		if i := slices.Index(left, g); i >= 0 {
			left = slices.Delete(left, i, i+1)
			t.hit++
		} else {
			t.extra++
		}
	}
	t.missed += len(left)
	return len(left) == 0 && len(got) == len(gold)
}

// count compares one yes or no.
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

func (t *tally) plus(o tally) {
	t.hit, t.extra, t.missed = t.hit+o.hit, t.extra+o.extra, t.missed+o.missed
}

// share counts how many of some were right.
type share struct{ right, of int }

func (s *share) count(right bool) {
	s.of++
	if right {
		s.right++
	}
}

func (s *share) plus(o share) { s.right, s.of = s.right+o.right, s.of+o.of }

func (s share) value() float64 { return float64(s.right) / float64(max(1, s.of)) }

// score is how well pages were read. An item is shaped if its lines are those of one
// article and no others, and each has its role and its joins; it is exact if its
// people, dateline and jumps are right too. Its kind does not count for either: kinds
// tells how many kinds are right among the items whose lines are those of one article.
type score struct {
	pages, lossless, facts                                share // pages counts those without any fault
	exact, shaped, kinds                                  share // of the items
	lines                                                 share // that have their role
	starts, joins, bylines, bylineRoles, datelines, jumps tally
	roles                                                 map[string]tally
	bands                                                 [len(bandsFrom)]band
	errors                                                map[string]int // by sort: "headline read as kicker"
	differences                                           []string       // one by one
}

// bandsFrom are the confidences at which the bands of the reliability table begin.
var bandsFrom = [...]float64{0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99}

// A band counts the articles that were found with about the same confidence.
type band struct{ articles, shaped, exact int }

func newScore() *score { return &score{roles: map[string]tally{}, errors: map[string]int{}} }

// plus adds the score of other pages.
func (s *score) plus(o *score) {
	for mine, theirs := range map[*share]share{
		&s.pages: o.pages, &s.lossless: o.lossless, &s.facts: o.facts,
		&s.exact: o.exact, &s.shaped: o.shaped, &s.kinds: o.kinds, &s.lines: o.lines,
	} {
		mine.plus(theirs)
	}
	for mine, theirs := range map[*tally]tally{
		&s.starts: o.starts, &s.joins: o.joins, &s.bylines: o.bylines,
		&s.bylineRoles: o.bylineRoles, &s.datelines: o.datelines, &s.jumps: o.jumps,
	} {
		mine.plus(theirs)
	}
	for role, t := range o.roles {
		t.plus(s.roles[role])
		s.roles[role] = t
	}
	for i, b := range o.bands {
		s.bands[i] = band{s.bands[i].articles + b.articles, s.bands[i].shaped + b.shaped, s.bands[i].exact + b.exact}
	}
	for sort, n := range o.errors {
		s.errors[sort] += n
	}
	s.differences = append(s.differences, o.differences...)
}

// A figure is one number of a score, by its name in testdata/accuracy.txt. It is
// not known where there was nothing to find.
type figure struct {
	name  string
	value float64
	known bool
}

func (s *score) figures() []figure {
	of := func(name string, x share) figure { return figure{name, x.value(), x.of > 0} }
	f1 := func(name string, x tally) figure { return figure{name, x.f1(), x.seen()+x.extra > 0} }
	return []figure{
		of("items_exact", s.exact), of("items_structure", s.shaped), of("roles", s.lines),
		f1("boundaries_f1", s.starts), f1("joins_f1", s.joins), f1("bylines_f1", s.bylines),
		f1("byline_roles_f1", s.bylineRoles), f1("datelines_f1", s.datelines), f1("jumps_f1", s.jumps),
		of("page_facts", s.facts), of("kinds", s.kinds), of("lossless", s.lossless),
	}
}

// figure finds the figure of that name.
func (s *score) figure(name string) (figure, bool) {
	for _, f := range s.figures() {
		if f.name == name {
			return f, true
		}
	}
	return figure{}, false
}
