package main

import "runtime"

// workers is how many pages are looked at side by side. No result depends on it.
var workers = runtime.GOMAXPROCS(0)

// later is the day from which on real pages are kept back to be scored: what is
// measured on them was learned from earlier pages.
const later = "2020-02-01"

// realFiles are the real pages whose heads are known (the data's README tells). The
// articles of some stand in the order of the page: those are learned from as pages.
// The others teach how sentences go on.
var realFiles = []struct {
	name    string
	ordered bool
}{
	{"rmrb-2019-2020.jsonl.gz", true},
	{"rmrb-1963-1990.jsonl.gz", false},
	{"rmrb-2022.jsonl.gz", false},
}

// recipes is how everything is learned. What was tried against other numbers, and
// what did not help, stands in docs/reading.md.
type recipes struct {
	// The seam tells whether a text goes on with another. It numbers the
	// characters that stand most often in real text, gives each a point of so many
	// dimensions, and looks at so many batches of cuts.
	characters, point, seamHidden, seamSteps int

	// words is on how many pages a word must stand to be learned: rarer ones say more
	// about a page than about papers.
	words int

	// joins put printed lines together, roles name the blocks.
	joins, roles recipe

	// partial is about how many real pages with known heads are learned from beside
	// the annotated ones: more of them teach one paper's habits.
	partial int
}

// recipesOf gives the recipes; the seed draws the first weights and the layouts.
func recipesOf(seed uint64) recipes {
	return recipes{
		characters: 3500, point: 12, seamHidden: 32, seamSteps: 4000,
		words: 45,
		joins: recipe{
			members:   1,           // networks that learn the same
			hidden:    32,          // numbers for each line in the middle
			filters:   0,           // for the characters of its text
			dilations: []int{1, 2}, // how far apart the lines are that each layer looks at
			epochs:    30,          // times that every page is looked at
			rate:      0.003,       // of the steps, where they are longest
			decay:     0.01,        // of the weights
			drop:      0.1,         // of the middle, left out at each look
			dropSign:  0.1,         // of the signs, left out at each look
			batch:     8,           // pages a step
			workers:   workers,
			seed:      seed,
		},
		roles: recipe{
			members: 3, hidden: 64, filters: 32, dilations: []int{1, 2, 4}, epochs: 64, rate: 0.003, decay: 0.01,
			drop: 0.35, dropSign: 0.15, batch: 8, workers: workers, seed: seed,
		},
		partial: 400,
	}
}

// quick makes the recipes so short that a run shows whether all works, and little else.
func (r recipes) quick() recipes {
	r.characters, r.seamSteps, r.partial = 500, 50, 4
	r.joins.epochs, r.roles.epochs, r.roles.members = 2, 2, 2
	return r
}
