package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/banmian/banmian/internal/files"
)

// A Tree is a folder of results, one for each edition of a plan, with a manifest that
// tells what each was made of.
type Tree struct {
	root   string
	ending string // of the results: ".json"
	making string // the program and the options that results are made with
	plan   *Plan
	made   []Made // of each edition: by the manifest, and then by this run
	saved  time.Time
}

// Made is what is known of one result. Half of a SHA-256 is plenty to tell a change by.
type Made struct {
	known    bool
	of       [16]byte // the program, the options and the inputs
	sum      [16]byte // the result's own bytes
	pages    int32
	articles int32
	warnings int32
}

// Tell tells an input what is known of the edition that was made of it.
func (m Made) Tell(in *Outcome) {
	in.Pages, in.Articles, in.Warnings = int(m.pages), int(m.articles), int(m.warnings)
}

// saveEvery is how much work at most is done again after the machine went down.
const saveEvery = 10 * time.Second

// NewTree gives the folder of a plan's results. making names all that decides about the
// bytes of a result, but for the inputs. The folder is made if need be.
func NewTree(root, ending, making string, plan *Plan) (*Tree, error) {
	if err := os.MkdirAll(root, 0o777); err != nil {
		return nil, files.Reason(err)
	}
	return &Tree{root: root, ending: ending, making: making, plan: plan, made: make([]Made, plan.Len()), saved: time.Now()}, nil
}

// Output is where the result of an edition goes, below the folder, with slashes.
func (t *Tree) Output(edition int) string { return t.plan.Name(edition) + t.ending }

// Path is the same as a name for people and the system.
func (t *Tree) Path(edition int) string {
	return filepath.Join(t.root, filepath.FromSlash(t.Output(edition)))
}

// Load learns from the manifest what earlier runs made, so that Unchanged can tell. It
// names the inputs below the given roots that are gone while their results still stand.
func (t *Tree) Load(roots []string) (gone []Gone, err error) {
	at := t.outputs()
	wanted := t.plan.paths()
	err = readManifest(t.root, func(n note) {
		if i, ok := at[n.Output]; ok {
			t.made[i] = n.made()
		}
		for _, path := range n.Inputs {
			if !wanted.has(path) && below(path, roots) {
				gone = append(gone, Gone{path, filepath.Join(t.root, filepath.FromSlash(n.Output))})
			}
		}
	})
	gone = standing(gone)
	return gone, err
}

// Gone is an input that is no more, and the result that was made of it.
type Gone struct{ Input, Output string }

// standing leaves those whose result is still there.
func standing(gone []Gone) []Gone {
	var out []Gone
	for _, g := range gone {
		if _, err := os.Lstat(g.Output); err == nil {
			out = append(out, g)
		}
	}
	return out
}

// Unchanged tells whether an edition's result stands as it was made, of these very
// inputs, by this very program with these options, and what is known of it.
func (t *Tree) Unchanged(edition int, inputs []Outcome) (Made, bool) {
	m := t.made[edition]
	if !m.known || m.of != t.of(edition, inputs) {
		return m, false
	}
	b, err := os.ReadFile(t.Path(edition))
	return m, err == nil && half(b) == m.sum && files.Clear(t.root, t.Output(edition)) == nil
}

// Known tells whether an earlier run noted what it made of an edition.
func (t *Tree) Known(edition int) bool { return t.made[edition].known }

// Write puts a result in its place, whole or not at all, and gives what is to be noted of
// it. It may be called from many goroutines.
func (t *Tree) Write(edition int, b []byte, inputs []Outcome) (Made, error) {
	if err := files.WriteBelow(t.root, t.Output(edition), b); err != nil {
		return Made{}, err
	}
	m := Made{known: true, of: t.of(edition, inputs), sum: half(b)}
	for _, in := range inputs {
		m.pages += int32(in.Pages)
		m.articles += int32(in.Articles)
		m.warnings += int32(in.Warnings)
		m.known = m.known && in.Err == nil // else the next run tries again
	}
	return m, nil
}

// Note notes what became of an edition; the zero Made lets the next run try it again.
func (t *Tree) Note(edition int, m Made) { t.made[edition] = m }

// of says what a result is made of.
func (t *Tree) of(edition int, inputs []Outcome) (key [16]byte) {
	h := sha256.New()
	h.Write([]byte(t.making + "\x00" + t.Output(edition)))
	for _, in := range inputs {
		h.Write([]byte("\x00" + in.Path + "\x00"))
		h.Write(in.Sum[:])
	}
	copy(key[:], h.Sum(nil))
	return key
}

// half is the first half of the SHA-256 of b.
func half(b []byte) (key [16]byte) {
	sum := sha256.Sum256(b)
	copy(key[:], sum[:])
	return key
}

// outputs finds an edition by its output.
func (t *Tree) outputs() map[string]int {
	at := make(map[string]int, t.plan.Len())
	for i := range t.plan.Len() {
		at[t.Output(i)] = i
	}
	return at
}

// missing tells the error of a file that is not there.
func missing(err error) bool { return errors.Is(err, fs.ErrNotExist) }

func hexOf(key [16]byte) string { return hex.EncodeToString(key[:]) }
