package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/paper"
)

// A sign of kinds is learned if it stands on this many pages: fewer say more about
// one page than about papers. (With 6, 8 and 10: 0.872, 0.871, 0.868 of the items
// right in cross-validation.)
const kindPages = 8

// A specimen is one item whose kind is known.
type specimen struct {
	page  int
	kind  int
	signs []int
}

// learnKinds weighs the signs of kinds over annotated pages and gives the text of
// convert/kinds.txt.
func learnKinds(pages []*paper.Annotated) string {
	specimens, names := kindSpecimens(pages)
	weights := fitKinds(specimens, len(names))
	order := make([]int, len(names))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(names[a], names[b]) })
	var out strings.Builder
	out.WriteString("# What each sign weighs for each kind, in hundredths. Learned by internal/train: do not edit.\n# sign")
	for _, kind := range paper.Kinds {
		out.WriteString("\t" + string(kind))
	}
	out.WriteString("\n")
	for _, i := range order {
		out.WriteString(kindRow(names[i], weights[i]))
	}
	return out.String()
}

// kindRow spells one sign's weights, an empty field for what weighs nothing; a
// sign that weighs nothing at all has no row.
func kindRow(name string, weights []float64) string {
	row, heavy := name, false
	for _, w := range weights {
		row += "\t"
		if n := int(math.Round(100 * w)); n != 0 {
			row += fmt.Sprint(n)
			heavy = heavy || n > 2 || n < -2
		}
	}
	if !heavy {
		return ""
	}
	return strings.TrimRight(row, "\t") + "\n"
}

// crossKinds is the share of the items whose kind is told by weights that did not
// see their page, a fold of the pages at a time, and the confusions.
func crossKinds(pages []*paper.Annotated, folds int) (right float64, confusions map[string]int) {
	specimens, names := kindSpecimens(pages)
	hits := 0
	confusions = map[string]int{}
	for fold := range folds {
		var seen, unseen []specimen
		for _, s := range specimens {
			if s.page%folds == fold {
				unseen = append(unseen, s)
			} else {
				seen = append(seen, s)
			}
		}
		weights := fitKinds(seen, len(names))
		for _, s := range unseen {
			if told := likeliestKind(weights, s.signs); told == s.kind {
				hits++
			} else {
				confusions[fmt.Sprintf("%s read as %s", paper.Kinds[s.kind], paper.Kinds[told])]++
			}
		}
	}
	return float64(hits) / float64(max(1, len(specimens))), confusions
}

// kindSpecimens numbers the signs that stand on enough pages.
func kindSpecimens(pages []*paper.Annotated) (specimens []specimen, names []string) {
	type seen struct{ last, pages int }
	counts := map[string]*seen{}
	all := make([][][]string, len(pages))
	for n, page := range pages {
		all[n] = convert.KindSigns(page)
		for _, signs := range all[n] {
			for _, sign := range signs {
				if c := counts[sign]; c == nil {
					counts[sign] = &seen{n, 1}
				} else if c.last != n {
					c.last, c.pages = n, c.pages+1
				}
			}
		}
	}
	numbers := map[string]int{}
	for n, page := range pages {
		for i, signs := range all[n] {
			s := specimen{page: n, kind: slices.Index(paper.Kinds, page.Items[i].Kind)}
			if s.kind < 0 {
				continue
			}
			for _, sign := range signs {
				if counts[sign].pages < kindPages {
					continue
				}
				number, ok := numbers[sign]
				if !ok {
					number = len(names)
					numbers[sign], names = number, append(names, sign)
				}
				s.signs = append(s.signs, number)
			}
			specimens = append(specimens, s)
		}
	}
	return specimens, names
}

// fitKinds fits a multinomial logistic regression by AdaGrad, ten times over the
// specimens in an order that is the same every time.
func fitKinds(specimens []specimen, signs int) [][]float64 {
	const rounds, rate, decay = 10, 0.2, 1e-4
	kinds := len(paper.Kinds)
	weights, squares := matrix(signs, kinds), matrix(signs, kinds)
	dice := rand.New(rand.NewPCG(1, 1))
	order := dice.Perm(len(specimens))
	for range rounds {
		dice.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, n := range order {
			s := specimens[n]
			chances := kindChances(weights, s.signs)
			chances[s.kind]--
			for _, sign := range s.signs {
				for k, slope := range chances {
					slope += decay * weights[sign][k]
					squares[sign][k] += slope * slope
					weights[sign][k] -= rate * slope / math.Sqrt(squares[sign][k]+1e-6)
				}
			}
		}
	}
	return weights
}

func matrix(rows, columns int) [][]float64 {
	m := make([][]float64, rows)
	for i := range m {
		m[i] = make([]float64, columns)
	}
	return m
}

// kindChances is the probability of each kind.
func kindChances(weights [][]float64, signs []int) []float64 {
	p := make([]float64, len(paper.Kinds))
	for _, sign := range signs {
		for k, w := range weights[sign] {
			p[k] += w
		}
	}
	top, sum := slices.Max(p), 0.0
	for k := range p {
		p[k] = math.Exp(p[k] - top)
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}

func likeliestKind(weights [][]float64, signs []int) int {
	p := kindChances(weights, signs)
	return slices.Index(p, slices.Max(p))
}
