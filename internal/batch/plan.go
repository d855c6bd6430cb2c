package batch

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"path"
	"slices"
	"strings"

	"github.com/banmian/banmian/internal/files"
)

// Grouping says which inputs make one edition.
type Grouping string

// The groupings. The pages of one folder are an issue of a paper; where their names tell
// the day, those of one day.
const (
	ByPage   Grouping = "page"   // an edition for each input
	ByFolder Grouping = "folder" // an edition for each issue
	AsOne    Grouping = "all"    // one edition of everything
)

// Groupings lists the groupings, as they are typed.
var Groupings = []string{string(ByPage), string(ByFolder), string(AsOne)}

// nameless is what an edition is called that no folder gives a name.
const nameless = "edition"

// A Plan says which inputs make which edition, before any of them is read. It is
// kept small, for an archive has hundreds of thousands of inputs.
type Plan struct {
	by       Grouping
	inputs   []files.Input // those of one issue stand together
	issues   []int32       // where the inputs of each issue end
	dated    []bool        // whether the issue's folder holds other days too
	day      func(path string) string
	editions []int32 // which issues are editions; of AsOne there is one, of all issues
}

// NewPlan groups inputs. day tells the day that the name of an input gives it, or "". Those
// that were named one by one are one issue where all make one edition: who names
// them so knows what they want.
func NewPlan(inputs []files.Input, by Grouping, day func(path string) string) *Plan {
	p := &Plan{by: by, inputs: inputs, day: day}
	if by == ByPage {
		for i := range inputs {
			p.issues = append(p.issues, int32(i+1))
		}
		p.dated = make([]bool, len(inputs))
	} else {
		p.group()
	}
	n := len(p.issues)
	if by == AsOne {
		n = min(n, 1)
	}
	for i := range n {
		p.editions = append(p.editions, int32(i))
	}
	return p
}

// group brings the inputs of an issue together, in the order in which the issues
// begin, and notes where each ends.
func (p *Plan) group() {
	type key struct{ folder, day string }
	number := map[key]int{}
	days := map[string]int{} // in each folder
	of := make([]int, len(p.inputs))
	order := make([]int, len(p.inputs))
	for i, in := range p.inputs {
		k := key{in.Folder, p.day(in.Path)}
		if in.Single && p.by == AsOne {
			k = key{}
		}
		if _, known := number[k]; !known {
			number[k] = len(number)
			days[k.folder]++
		}
		of[i], order[i] = number[k], i
	}
	slices.SortStableFunc(order, func(a, b int) int { return of[a] - of[b] })
	grouped := make([]files.Input, len(p.inputs))
	for n, i := range order {
		grouped[n] = p.inputs[i]
		if n+1 == len(order) || of[order[n+1]] != of[i] {
			p.issues = append(p.issues, int32(n+1))
			p.dated = append(p.dated, days[p.inputs[i].Folder] > 1)
		}
	}
	p.inputs = grouped
}

// Shard keeps every n-th of the editions, the k-th slice of n (from 1). An edition
// stays in its slice whatever else is converted, for its name alone decides.
func (p *Plan) Shard(k, n int) {
	p.editions = slices.DeleteFunc(p.editions, func(i int32) bool {
		sum := sha256.Sum256([]byte(p.inputs[p.first(i)].Folder + "\n" + p.name(i)))
		return binary.BigEndian.Uint64(sum[:])%uint64(n) != uint64(k-1)
	})
}

// Len is how many editions there are.
func (p *Plan) Len() int { return len(p.editions) }

// Inputs is how many inputs the editions have.
func (p *Plan) Inputs() int {
	n := 0
	for i := range p.editions {
		for _, issue := range p.Issues(i) {
			n += len(issue)
		}
	}
	return n
}

// Issues gives the inputs of an edition, issue by issue.
func (p *Plan) Issues(edition int) [][]files.Input {
	if p.by != AsOne {
		return [][]files.Input{p.issue(p.editions[edition])}
	}
	all := make([][]files.Input, len(p.issues))
	for i := range all {
		all[i] = p.issue(int32(i))
	}
	return all
}

// Ordered tells whether the pages of an issue are to be put in the order of their
// numbers. Files that were named one by one keep the order in which they were named.
func (p *Plan) Ordered(issue []files.Input) bool {
	return len(issue) > 1 && !(p.by == AsOne && issue[0].Single)
}

func (p *Plan) issue(i int32) []files.Input { return p.inputs[p.first(i):p.issues[i]] }

// first is the place of an issue's first input.
func (p *Plan) first(issue int32) int32 {
	if issue == 0 {
		return 0
	}
	return p.issues[issue-1]
}

// Name is what an edition is called in a folder of results, without an ending:
// "2024-11-11/02", "2024-11-11".
func (p *Plan) Name(edition int) string { return p.name(p.editions[edition]) }

func (p *Plan) name(issue int32) string {
	in := p.inputs[p.first(issue)]
	switch p.by {
	case ByPage:
		return in.Mirror
	case AsOne:
		return nameless
	}
	name := path.Dir(in.Mirror)
	if name == "." {
		name = path.Base(in.Folder)
	}
	if name == "" || strings.Trim(name, "./") == "" {
		name = nameless
	}
	if day := p.day(in.Path); p.dated[issue] && day != "" {
		name += "-" + day
	}
	return name
}

// Check refuses a plan in which two editions would be written to one place.
func (p *Plan) Check() error {
	seed := maphash.MakeSeed()
	seen := make(map[uint64]int, len(p.editions))
	for i := range p.editions {
		hash := maphash.String(seed, p.Name(i))
		k, known := seen[hash]
		if known && p.Name(k) == p.Name(i) {
			return fmt.Errorf("%s and %s would both be written to %s: name the folder that holds them, so that its tree is kept, or convert them apart",
				p.source(k), p.source(i), p.Name(i))
		}
		seen[hash] = i
	}
	return nil
}

// source is what an edition is made of, in messages: its first input, or the folder.
func (p *Plan) source(edition int) string {
	issue := p.editions[edition]
	if in := p.inputs[p.first(issue)]; p.by == ByPage || in.Folder == "" {
		return in.Path
	} else {
		return in.Folder
	}
}

// paths is a set of names, in a few bytes for each.
type paths struct {
	seed   maphash.Seed
	hashes []uint64 // sorted
}

// paths gives the names of all inputs, those of other slices too.
func (p *Plan) paths() paths {
	set := paths{maphash.MakeSeed(), make([]uint64, len(p.inputs))}
	for i, in := range p.inputs {
		set.hashes[i] = maphash.String(set.seed, in.Path)
	}
	slices.Sort(set.hashes)
	return set
}

func (s paths) has(name string) bool {
	_, found := slices.BinarySearch(s.hashes, maphash.String(s.seed, name))
	return found
}

// below tells whether a name stands in one of the folders or containers, or is one of the
// files.
func below(name string, roots []string) bool {
	return slices.ContainsFunc(roots, func(root string) bool {
		root = strings.TrimSuffix(root, "/")
		return name == root || strings.HasPrefix(name, root+"/") || root == "."
	})
}
