// Command train learns what convert knows.
package main

import (
	"flag"
	"fmt"
	"hash/fnv"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
	"sync"
	"time"

	"github.com/banmian/banmian/convert"
)

var workers = runtime.GOMAXPROCS(0)

func main() {
	folds := flag.Int("folds", 5, "")
	only := flag.Int("only", -1, "")
	epochs := flag.Int("epochs", 16, "")
	jepochs := flag.Int("jepochs", 8, "")
	hidden := flag.Int("hidden", 48, "")
	drop := flag.Float64("drop", 0.2, "")
	ssize := flag.Int("ssize", 12, "")
	shidden := flag.Int("shidden", 32, "")
	ssteps := flag.Int("ssteps", 4000, "")
	globs := flag.String("globs", "testdata/editions/*.ann", "")
	rate := flag.Float64("rate", 0.003, "")
	decay := flag.Float64("decay", 0.01, "")
	dropSign := flag.Float64("dropsign", 0.1, "")
	batch := flag.Int("batch", 8, "")
	verbose := flag.Bool("v", false, "")
	seed := flag.Int("seed", 1, "")
	write := flag.String("write", "", "")
	mixs := flag.Float64("mix", 0.4, "")
	real := flag.Int("real", 0, "")
	rweight := flag.Float64("rweight", 0.3, "")
	filters := flag.Int("filters", 32, "")
	prof := flag.String("prof", "", "")
	least := flag.Int("least", 5, "")
	flag.Parse()
	leastPages = *least
	mixShare = float32(*mixs)
	if *prof != "" {
		f, _ := os.Create(*prof)
		pprof.StartCPUProfile(f)
		defer pprof.StopCPUProfile()
	}
	pages, err := loadPages(*globs, "../shared/data/annotated/*.ann")
	check(err)
	records, err := loadRecords("../shared/data/rmrb-2019-2020.jsonl.gz", "2020-02-01")
	check(err)
	old, err := loadRecords("../shared/data/rmrb-1963-1990.jsonl.gz", "1991")
	check(err)
	began := time.Now()
	var f foundation
	f.characters, f.seam = fitSeam(append(records, old...), 3500, *ssize, *shidden, *ssteps, 1)
	fmt.Fprintln(os.Stderr, "seam", time.Since(began))
	joins := recipe{hidden: 32, dilations: []int{1, 2}, epochs: *jepochs, rate: 0.003, decay: 0.01, drop: 0.1, dropSign: 0.1, batch: 8, workers: workers, seed: uint64(*seed)}
	roles := recipe{hidden: *hidden, filters: *filters, dilations: []int{1, 2, 4}, epochs: *epochs, rate: *rate, decay: *decay, drop: float32(*drop), dropSign: float32(*dropSign), batch: *batch, workers: workers, seed: uint64(*seed)}
	var partial []page
	step := 1
	if *real > 0 {
		step = max(1, len(records) / *real)
	}
	for i, r := range records {
		if *real > 0 && i%step == 0 {
			if p := r.page(fmt.Sprintf("real%d", i), true); len(p.Lines) > 8 && len(p.Lines) < 250 {
				p.weight = float32(*rweight)
				partial = append(partial, p)
			}
		}
	}
	fmt.Fprintln(os.Stderr, len(partial), "partial pages")
	if *write != "" {
		pages = append(pages, partial...)
		r := learn(f, pages, joins, roles)
		out, err := os.Create(*write)
		check(err)
		_, err = r.WriteTo(out)
		check(err)
		check(out.Close())
		return
	}
	total := map[string]*score{}
	for fold := range *folds {
		if *only >= 0 && fold > *only {
			continue
		}
		var train, test []page
		for _, p := range pages {
			if foldOf(p.name)%*folds == fold {
				test = append(test, p)
			} else {
				train = append(train, p)
			}
		}
		train = append(train, partial...)
		r := learn(f, train, joins, roles)
		fmt.Fprintln(os.Stderr, "fold", fold, time.Since(began))
		for _, l := range layouts {
			evaluate(r, test, l, total)
		}
		mw, mr := 0.0, 0.0
		for _, l := range layouts {
			a, b := total[l.name+" written"], total[l.name+" real"]
			mw += float64(a.shaped) / float64(a.items) / 6
			mr += float64(b.shaped) / float64(b.items) / 6
		}
		fmt.Printf("mean %.3f %.3f\n", mw, mr)
		for _, l := range layouts {
			fmt.Println(fold, l.name, "written", total[l.name+" written"], " real", total[l.name+" real"])
		}
	}
	if *verbose {
		for _, l := range layouts {
			s := total[l.name+" written"]
			fmt.Println("==", l.name, s.confusion, s.byKind)
			for _, m := range s.misses {
				fmt.Println(l.name, m)
			}
		}
	}
}

func evaluate(r *convert.Reader, test []page, l layout, total map[string]*score) {
	var lock sync.Mutex
	var wait sync.WaitGroup
	gate := make(chan struct{}, workers)
	outcomes := make([][]convert.Outcome, len(test))
	set := make([]page, len(test))
	for i, p := range test {
		wait.Add(1)
		gate <- struct{}{}
		go func() {
			defer func() { <-gate; wait.Done() }()
			q := l.set(p)
			o := r.Outcomes(text(q))
			lock.Lock()
			outcomes[i], set[i] = o, q
			lock.Unlock()
		}()
	}
	wait.Wait()
	for i, p := range set {
		key := l.name + " written"
		if slices.Contains([]string{"rmrb"}, p.name[:4]) {
			key = l.name + " real"
		}
		if total[key] == nil {
			total[key] = newScore()
		}
		total[key].add(p, outcomes[i])
	}
}

func foldOf(name string) int {
	h := fnv.New32a()
	h.Write([]byte(name))
	return int(h.Sum32() % 1000)
}

func text(p page) string {
	s := ""
	for _, r := range p.Rows {
		s += r + "\n"
	}
	return s
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}
