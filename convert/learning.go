package convert

import (
	"slices"
	"strings"

	"github.com/banmian/banmian/internal/network"
	"github.com/banmian/banmian/internal/paper"
)

// This file is what internal/train sees of the reading.

// NewReader puts together what was learned before the networks: the words
// (names as "first.本报"), the characters that have a number of their own, and
// the seam.
func NewReader(words []string, characters []rune, seam *network.Seam) *Reader {
	r := &Reader{words: newLexicon(words), seam: seam}
	r.number(characters)
	r.joinChain = network.NewChain(joinLabels, 1, joinGrammar{})
	r.roleChain = network.NewChain(len(allLabels), phases, grammar{})
	return r
}

// Characters is how many points a seam needs for so many numbered characters.
func Characters(numbered int) int { return firstCharacter + numbered }

// NewNetwork makes a network of zero weights for the units of this reader.
func (r *Reader) NewNetwork(hidden, filters, labels int, dilations []int) *network.Network {
	n := network.New(network.Shape{
		Signs: wordSign + len(r.words.names), Measures: r.measures(), Point: r.seam.Size,
		Filters: filters, Hidden: hidden, Labels: labels, Dilations: dilations,
	})
	n.Points = r.seam.Points
	return n
}

// Joins and Roles give the networks and the chain of each of the two stages.
func (r *Reader) Joins() (network.Committee, *network.Chain) { return r.joinNets, r.joinChain }
func (r *Reader) Roles() (network.Committee, *network.Chain) { return r.roleNets, r.roleChain }

// SetNetworks puts the networks of both stages in.
func (r *Reader) SetNetworks(joins, roles network.Committee) { r.joinNets, r.roleNets = joins, roles }

// Labels names the labels of the roles' network, in order: "headline.starts".
func Labels() []string {
	var names []string
	for _, l := range allLabels {
		names = append(names, l.String())
	}
	return names
}

// EachWord shows every learnable word of a line, by the name that NewReader takes.
func EachWord(text string, show func(name string)) {
	eachWord(foldText(strings.TrimSpace(text)), func(place int, word []rune) {
		word = slices.Clone(word)
		for i, r := range word {
			if isDigit(r) {
				word[i] = '0'
			}
		}
		show(wordPrefixes[place] + string(word))
	})
}

// Fold gives a text as signs see it.
func Fold(text string) []rune { return foldText(text) }

// CutAt numbers the characters around a cut between two folded texts.
func (r *Reader) CutAt(before, behind []rune) network.Cut {
	return cutAt(r.texts(before)[1], r.texts(behind)[0])
}

// Example is a sequence of units and the labels that each may have: true in
// Allowed[unit*labels+label].
type Example struct {
	Units   []network.Unit
	Allowed []bool
	lines   []line // that the units are of: the joins' example keeps them for the roles'
}

// JoinExample makes the joins' example of an annotated page. A line goes on
// where it is annotated so and the line it goes on with is just above.
func (r *Reader) JoinExample(a *paper.Annotated) Example {
	ls := lines(strings.Join(a.Rows, "\n"), 1)
	e := Example{Units: r.newView(ls).units(), Allowed: make([]bool, len(ls)*joinLabels), lines: ls}
	for i := range ls {
		answer := opensBlock
		if joinsAbove(a.Lines, i) {
			answer = goesOnBlock
		}
		e.Allowed[i*joinLabels+answer] = true
	}
	return e
}

func joinsAbove(ls []paper.AnnotatedLine, i int) bool {
	return i > 0 && ls[i].Joined && ls[i-1].Item == ls[i].Item && ls[i-1].Role == ls[i].Role
}

// RoleExample makes the roles' example of an annotated page, whose lines are
// put together where the joins' network of joiner would, given the joins' example.
func (r *Reader) RoleExample(a *paper.Annotated, joins Example, joiner *Reader) Example {
	odds := joiner.oddsOf(joins.Units)
	answers := answers(a)
	blocks, begins := joinSure(joins.lines, odds)
	e := Example{Units: r.newView(blocks).units(), Allowed: make([]bool, len(blocks)*len(allLabels))}
	begun := map[int]bool{}
	for k, i := range begins {
		if item := a.Lines[i].Item; item >= 0 && !begun[item] {
			answers[i], begun[item] = starts, true // its first line was joined to what stands above
		}
		allow(e.Allowed[k*len(allLabels):(k+1)*len(allLabels)], a.Lines[i], answers[i])
	}
	return e
}

// answers finds the step of each annotated line.
func answers(a *paper.Annotated) []step {
	out := make([]step, len(a.Lines))
	begun := map[int]bool{}
	current := -1
	for i, l := range a.Lines {
		switch {
		case l.Role.Furniture():
			out[i] = alone
			continue
		case !begun[l.Item]:
			out[i] = starts
		case l.Item == current && l.Joined:
			out[i] = joined
		case l.Item == current:
			out[i] = inside
		case l.Joined:
			out[i] = rejoins
		default:
			out[i] = resumes
		}
		begun[l.Item], current = true, l.Item
	}
	return out
}

// looseBody and looseHead are the roles that T and D leave open.
var (
	looseBody = []paper.Role{paper.Paragraph, paper.Crosshead, paper.Byline, paper.Credit, paper.Caption, paper.Verse, paper.Jump}
	looseHead = []paper.Role{paper.Kicker, paper.Headline, paper.Deck}
)

// allow marks the labels that an annotated line may have.
func allow(allowed []bool, l paper.AnnotatedLine, s step) {
	roles := []paper.Role{l.Role}
	switch {
	case l.Loose == 'D':
		roles = looseHead
	case l.Loose == 'T' && len(l.Text) < 120:
		roles = looseBody
	}
	found := false
	for k, label := range allLabels {
		if slices.Contains(roles, label.role) && label.step == s {
			allowed[k], found = true, true
		}
	}
	if !found { // a deck cannot start an item here, nor verse resume one
		for k, label := range allLabels {
			allowed[k] = slices.Contains(roles, label.role)
		}
	}
}
