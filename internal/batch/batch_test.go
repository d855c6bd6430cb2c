package batch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/banmian/banmian/convert"
	"github.com/banmian/banmian/internal/document"
	"github.com/banmian/banmian/internal/files"
)

// Whatever takes longest, results come in their order, and no more than 2 × jobs + 1 wait.
func TestOrdered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, jobs := rapid.IntRange(0, 40).Draw(t, "n"), rapid.IntRange(1, 8).Draw(t, "jobs")
		next := 0
		err := Ordered(context.Background(), jobs, n,
			func(i int) int { time.Sleep(time.Duration(i*7%3) * time.Microsecond); return i * i },
			func(i, square int) error {
				if i != next || square != i*i {
					t.Fatalf("%d, %d after %d", i, square, next)
				}
				next++
				return nil
			})
		if err != nil || next != n {
			t.Fatal(err, next)
		}
	})
}

func TestOrderedStops(t *testing.T) {
	stop := errors.New("stop")
	work := func(i int) int { return i }
	if err := Ordered(context.Background(), 3, 1000, work, func(i, _ int) error {
		if i == 5 {
			return stop
		}
		return nil
	}); err != stop {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	if err := Ordered(ctx, 3, 1000, work, func(i, _ int) error {
		if i == 5 {
			cancel()
		}
		return nil
	}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// found are inputs as a folder gives them.
func found(paths ...string) []files.Input {
	var out []files.Input
	for _, p := range paths {
		out = append(out, files.Input{Path: p, Folder: filepath.Dir(p), Mirror: strings.TrimSuffix(strings.TrimPrefix(p, "a/"), ".txt")})
	}
	return out
}

func noDay(string) string { return "" }

func names(p *Plan) (names []string) {
	for i := range p.Len() {
		names = append(names, p.Name(i))
	}
	return names
}

func TestPlan(t *testing.T) {
	inputs := found("a/1.txt", "a/11/1.txt", "a/12/1.txt", "a/11/2.txt")
	for by, want := range map[Grouping][]string{
		ByPage: {"1", "11/1", "12/1", "11/2"}, ByFolder: {"a", "11", "12"}, AsOne: {"edition"},
	} {
		p := NewPlan(inputs, by, noDay)
		if got := names(p); !reflect.DeepEqual(got, want) || p.Inputs() != 4 {
			t.Errorf("%s: %q, %d inputs", by, got, p.Inputs())
		}
	}
	if got := len(NewPlan(inputs, AsOne, noDay).Issues(0)); got != 3 {
		t.Errorf("%d issues", got)
	}
	if err := NewPlan(found("a/x/1.txt", "x/1.txt"), ByPage, noDay).Check(); err == nil {
		t.Error("two inputs for one result")
	}
}

// In a folder with the pages of several days, each day is an issue.
func TestPlanByDay(t *testing.T) {
	inputs := found("a/20241111-1.txt", "a/20241112-1.txt", "a/20241111-2.txt", "a/b/1.txt")
	p := NewPlan(inputs, ByFolder, func(path string) string { return convert.FromName(path).Date })
	if got, want := names(p), []string{"a-2024-11-11", "a-2024-11-12", "b"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%q", got)
	}
}

// Each edition is in one slice, and stays there when others come.
func TestShard(t *testing.T) {
	var some, more []string
	for i := range 200 {
		name := "a/" + strings.Repeat("x", i/20) + string(rune('a'+i%20)) + ".txt"
		if more = append(more, name); i%3 > 0 {
			some = append(some, name)
		}
	}
	slice := map[string]int{}
	for k := 1; k <= 7; k++ {
		p := NewPlan(found(more...), ByPage, noDay)
		p.Shard(k, 7)
		for _, name := range names(p) {
			if slice[name] != 0 {
				t.Fatalf("%s is in two slices", name)
			}
			slice[name] = k
		}
	}
	if len(slice) != len(more) {
		t.Errorf("%d of %d", len(slice), len(more))
	}
	for k := 1; k <= 7; k++ {
		p := NewPlan(found(some...), ByPage, noDay)
		p.Shard(k, 7)
		for _, name := range names(p) {
			if slice[name] != k {
				t.Errorf("%s moved", name)
			}
		}
	}
}

// A manifest that was cut off, as by a full disk, costs work and nothing else.
func TestManifestDamaged(t *testing.T) {
	root := t.TempDir()
	plan := NewPlan(found("a/1.txt", "a/2.txt"), ByPage, noDay)
	tree, err := NewTree(root, ".json", "made so", plan)
	if err != nil {
		t.Fatal(err)
	}
	inputs := []Outcome{{Path: "a/1.txt", Articles: 3}}
	m, err := tree.Write(0, []byte("版"), inputs)
	if err != nil {
		t.Fatal(err)
	}
	tree.Note(0, m)
	if err := tree.Save(); err != nil {
		t.Fatal(err)
	}
	unchanged := func(making string) bool {
		again, err := NewTree(root, ".json", making, plan)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := again.Load(nil); err != nil {
			t.Fatal(err)
		}
		_, same := again.Unchanged(0, inputs)
		return same
	}
	if !unchanged("made so") || unchanged("made otherwise") {
		t.Error("what is unchanged depends on how it was made")
	}
	manifest := filepath.Join(root, ManifestName)
	b, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	for n := range len(b) - 1 {
		if err := os.WriteFile(manifest, b[:n], 0o666); err != nil {
			t.Fatal(err)
		}
		if unchanged("made so") {
			t.Fatalf("%d of %d bytes of the manifest are enough", n, len(b))
		}
	}
}

func TestPosition(t *testing.T) {
	refusal := &convert.Error{Line: 3, Message: "no"}
	for _, c := range []struct {
		err  error
		at   string
		line int
		text string
	}{
		{refusal, "1.txt", 3, "no"},
		{&convert.CorrectionError{Path: "1.ann", Err: refusal}, "1.ann", 3, "no"},
		{document.Faults{{Line: 2, Path: "date", Message: "no day"}, {Line: 4, Message: "no"}}, "1.txt", 2, "date: no day (and 1 more)"},
		{errors.New("no"), "1.txt", 0, "no"},
	} {
		if at, line, text := Position("1.txt", c.err); at != c.at || line != c.line || text != c.text {
			t.Errorf("%v: %s, %d, %s", c.err, at, line, text)
		}
	}
}
