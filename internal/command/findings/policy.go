package findings

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/banmian/banmian/convert"
)

// A Policy says when a check has failed: where more new warnings were found than may be,
// or an input could not be read.
type Policy struct {
	FailOn      []string  // only warnings of these kinds count; none: all do
	MaxWarnings int       // so many may be found
	Baseline    *Baseline // what it holds is known and does not count; nil: nothing is
	Keep        bool      // gather what is found for a new baseline; then no warning counts
}

// ParseKinds reads the value of --fail-on: "no-headline,unfinished". The error is
// an *UnknownError.
func ParseKinds(list string) ([]string, error) {
	var known, kinds []string
	for _, k := range convert.FindingKinds {
		known = append(known, k.Name)
	}
	for kind := range strings.SplitSeq(list, ",") {
		kind = strings.ToLower(strings.TrimSpace(kind))
		if !slices.Contains(known, kind) {
			return nil, &UnknownError{"kind", kind, known}
		}
		kinds = append(kinds, kind)
	}
	return kinds, nil
}

// A Tally counts what was found.
type Tally struct {
	Files    int  `json:"files"`           // that were looked at
	Flawed   int  `json:"flawed"`          // of these, with findings
	Findings int  `json:"findings"`        // all of them
	Errors   int  `json:"errors"`          // of these, inputs that could not be read
	Known    int  `json:"known,omitempty"` // of these, in the baseline
	Gone     int  `json:"gone,omitempty"`  // of the baseline, not found any more
	Compared bool `json:"-"`               // there is a baseline
}

// String is the summary line: "7 findings in 3 of 5 files, 2 new, 1 of the baseline gone".
func (t Tally) String() string {
	if t.Findings == 0 {
		return fmt.Sprintf("nothing found in %s%s", counted(t.Files, "file"), t.compared())
	}
	return fmt.Sprintf("%s in %d of %s%s", counted(t.Findings, "finding"), t.Flawed, counted(t.Files, "file"), t.compared())
}

func (t Tally) compared() string {
	said := ""
	if t.Compared {
		said = fmt.Sprintf(", %d new", t.Findings-t.Known)
	}
	if t.Gone > 0 {
		said += fmt.Sprintf(", %d of the baseline gone", t.Gone)
	}
	return said
}

// counted is "1 file", "2 files".
func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// A Verdict is what became of a check.
type Verdict struct {
	Tally
	Failed bool      // exit status 1
	Stale  []Entry   // of the baseline, gone from files that were looked at: to be taken out
	Found  *Baseline // what was found, where the policy keeps it
}

// Status is the exit status: 0, or 1 where the check has failed.
func (v Verdict) Status() int {
	if v.Failed {
		return 1
	}
	return 0
}

// A judge applies a policy to one file after another.
type judge struct {
	Policy
	tally    Tally
	left     map[about]int // of the baseline, not found so far
	looked   map[string]bool
	counting int // warnings that count
	found    *Baseline
}

func (p Policy) judge() *judge {
	j := &judge{Policy: p, found: newBaseline(), looked: map[string]bool{}}
	if p.Baseline != nil {
		j.left = maps.Clone(p.Baseline.counts)
		j.tally.Compared = true
	}
	return j
}

// take marks what is known in a file, and counts.
func (j *judge) take(f File) {
	j.tally.Files++
	if len(f.Findings) > 0 {
		j.tally.Flawed++
	}
	read := true
	for i := range f.Findings {
		found := &f.Findings[i]
		j.tally.Findings++
		if found.Level == Error {
			j.tally.Errors++
			read = false
			continue
		}
		j.warning(found)
	}
	if read && j.Baseline != nil {
		j.looked[fileOf(f.Name)] = true
	}
}

func (j *judge) warning(f *Finding) {
	what := aboutOf(*f)
	if j.Keep {
		j.found.counts[what]++
	}
	if j.left[what] > 0 {
		j.left[what]--
		f.Known = true
		j.tally.Known++
		return
	}
	if len(j.FailOn) == 0 || slices.Contains(j.FailOn, f.Kind) {
		j.counting++
	}
}

func (j *judge) verdict() Verdict {
	v := Verdict{Tally: j.tally}
	for _, what := range slices.SortedFunc(maps.Keys(j.left), about.compare) {
		if n := j.left[what]; n > 0 && j.looked[what.File] {
			v.Stale = append(v.Stale, Entry{what, n})
			v.Gone += n
		}
	}
	v.Failed = v.Errors > 0 || !j.Keep && j.counting > j.MaxWarnings
	if j.Keep {
		v.Found = j.found
	}
	return v
}
