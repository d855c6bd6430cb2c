package convert

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/banmian/banmian/internal/network"
	"github.com/banmian/banmian/internal/paper"
)

// An Explanation says why a line was read as it was: the role of its block, the role
// that came nearest, and what weighed for the one against the other.
type Explanation struct {
	Lines  []int   // of its block; those behind the first were joined before the reading
	Joined float64 // how likely the line goes on with the one above, as the joins have it

	Role, Next         paper.Role
	Chance, NextChance float64 // of all readings of the page together
	Odds               float64 // log odds of Role against Next
	Evidence           []Evidence
}

// Evidence is one sign, and by how much the log odds of Role against Next would fall if it
// were not seen, and all else were: known.byline +2.1. Signs are no terms of a sum.
type Evidence struct {
	Sign string
	Odds float64
}

// Explain tells why a line of a source was read as it was, given its 1-based number. The
// evidence stands in falling order of its weight, for or against. The error is an *Error.
func Explain(source Source, o Options, number int) (*Explanation, error) {
	text, _, _, err := decodeFor(source.Bytes, o)
	if err != nil {
		return nil, err
	}
	for first, sheet := range sheets(text) {
		ls := lines(sheet, first)
		if slices.ContainsFunc(ls, func(l line) bool { return l.numbers[0] == number }) {
			return builtIn().explain(ls, number), nil
		}
	}
	if last := strings.Count(strings.TrimSuffix(text, "\n"), "\n") + 1; number < 1 || number > last {
		return nil, &Error{Message: fmt.Sprintf("there is no line %d: name one from 1 to %d", number, last)}
	}
	return nil, &Error{Line: number, Message: "this line is blank: name one with text"}
}

// explain finds the part of the page and the block in it that a line was read in.
func (r *Reader) explain(ls []line, number int) *Explanation {
	holds := func(l line) bool { return slices.Contains(l.numbers, number) }
	for seen, part := range r.parts(ls) {
		unit := slices.IndexFunc(part.lines, holds)
		if unit < 0 {
			continue
		}
		blocks := r.joins(seen)
		t := trial{r, r.newView(blocks).units(), unit, part.labels}
		e := t.explanation()
		e.Lines = blocks[unit].numbers
		odds := r.joinOdds(seen)[slices.IndexFunc(seen, holds)]
		e.Joined = 1 / (1 + math.Exp(-float64(odds)))
		return e
	}
	return nil
}

// A trial asks what the reading of a unit would be if something were not seen. labels is
// the reading as it is.
type trial struct {
	reader *Reader
	units  []network.Unit
	unit   int
	labels []label
}

func (t *trial) explanation() *Explanation {
	e := &Explanation{Role: t.labels[t.unit].role}
	scores := t.reader.roleNets.Score(t.units)
	var odds [paper.Roles]float64
	total := math.Inf(-1)
	for role := paper.Masthead; role < paper.Roles; role++ {
		odds[role] = t.odds(scores, t.unit, role)
		total = logSum(total, odds[role])
		if role != e.Role && (e.Next == paper.NoRole || odds[role] > odds[e.Next]) {
			e.Next = role
		}
	}
	e.Chance, e.NextChance = math.Exp(odds[e.Role]-total), math.Exp(odds[e.Next]-total)
	e.Odds = odds[e.Role] - odds[e.Next]
	weigh := func(sign string, units []network.Unit, unit int) {
		scores := t.reader.roleNets.Score(units)
		left := t.odds(scores, unit, e.Role) - t.odds(scores, unit, e.Next)
		e.Evidence = append(e.Evidence, Evidence{sign, e.Odds - left})
	}
	t.eachSign(weigh)
	t.eachNeighbour(weigh)
	slices.SortStableFunc(e.Evidence, func(a, b Evidence) int { return cmp.Compare(math.Abs(b.Odds), math.Abs(a.Odds)) })
	return e
}

// odds gives the logarithm of the odds of all readings in which a unit has a role.
func (t *trial) odds(scores []float32, unit int, role paper.Role) float64 {
	allowed := make([]bool, len(scores))
	for i := range allowed {
		allowed[i] = i/len(allLabels) != unit || allLabels[i%len(allLabels)].role == role
	}
	return t.reader.roleChain.Search(scores, allowed).LogOdds
}

// logSum is log(exp(a) + exp(b)).
func logSum(a, b float64) float64 {
	high, low := max(a, b), min(a, b)
	return high + math.Log1p(math.Exp(low-high))
}

// eachSign takes one sign after another from the unit: those that are there or not, the
// measures, and what is heard in its characters.
func (t *trial) eachSign(weigh func(sign string, units []network.Unit, unit int)) {
	without := func(sign string, change func(u *network.Unit)) {
		units := slices.Clone(t.units)
		change(&units[t.unit])
		weigh(sign, units, t.unit)
	}
	own := t.units[t.unit]
	names := append(signNames(), t.reader.words.names...)
	for k, sign := range own.Signs {
		without(names[sign], func(u *network.Unit) { u.Signs = slices.Delete(slices.Clone(u.Signs), k, k+1) })
	}
	for _, m := range t.measureGroups() {
		if slices.ContainsFunc(own.Measures[m.from:m.to], func(x float32) bool { return x != 0 }) {
			without(m.name, func(u *network.Unit) {
				u.Measures = slices.Clone(u.Measures)
				clear(u.Measures[m.from:m.to])
			})
		}
	}
	for k, name := range []string{"text.opening", "text.end"} {
		without(name, func(u *network.Unit) { u.Texts[k] = nil })
	}
}

// A measureGroup is the measures of a unit that say one thing: a character's point is
// several numbers.
type measureGroup struct {
	name     string
	from, to int
}

func (t *trial) measureGroups() (groups []measureGroup) {
	for k, name := range measureNames {
		groups = append(groups, measureGroup{"measure." + name, k, k + 1})
	}
	for k, name := range pointNames {
		from := pointMeasure + k*t.reader.seam.Size
		groups = append(groups, measureGroup{"point." + name, from, from + t.reader.seam.Size})
	}
	return groups
}

// eachNeighbour takes the block above from the page, and then the one below:
// after.headline, before.paragraph.
func (t *trial) eachNeighbour(weigh func(sign string, units []network.Unit, unit int)) {
	without := func(k int) []network.Unit { return slices.Delete(slices.Clone(t.units), k, k+1) }
	if above := t.unit - 1; above >= 0 {
		weigh("after."+t.labels[above].role.String(), without(above), t.unit-1)
	}
	if below := t.unit + 1; below < len(t.labels) {
		weigh("before."+t.labels[below].role.String(), without(below), t.unit)
	}
}
