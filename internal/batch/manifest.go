package batch

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/banmian/banmian/internal/files"
)

// ManifestName is the file in a folder of results that tells what each was made of: a
// line of JSON for each result, in the order of their names. Runs that convert slices of
// one archive into one folder write it together; the last to end leaves the same bytes as
// a run over everything.
const ManifestName = ".banmian-manifest.jsonl"

// A note is a line of the manifest.
type note struct {
	Output   string   `json:"output"`
	Made     string   `json:"made"`   // a digest of program, options and inputs
	SHA256   string   `json:"sha256"` // the first half of the result's own
	Pages    int32    `json:"pages"`
	Articles int32    `json:"articles"`
	Warnings int32    `json:"warnings"`
	Inputs   []string `json:"inputs"`
}

// made gives what a note says; what it does not say rightly is not known.
func (n note) made() Made {
	of, err := hex.DecodeString(n.Made)
	sum, err2 := hex.DecodeString(n.SHA256)
	m := Made{known: err == nil && err2 == nil && len(of) == 16 && len(sum) == 16, pages: n.Pages, articles: n.Articles, warnings: n.Warnings}
	copy(m.of[:], of)
	copy(m.sum[:], sum)
	return m
}

// note is what the manifest tells of an edition.
func (t *Tree) note(edition int) note {
	m := t.made[edition]
	n := note{Output: t.Output(edition), Made: hexOf(m.of), SHA256: hexOf(m.sum), Pages: m.pages, Articles: m.articles, Warnings: m.warnings}
	for _, issue := range t.plan.Issues(edition) {
		for _, in := range issue {
			n.Inputs = append(n.Inputs, in.Path)
		}
	}
	return n
}

// readManifest gives each note to see. A folder without a manifest has none; a line that is
// no note is passed over, and what it told of is made again.
func readManifest(root string, see func(note)) error {
	f, err := os.Open(filepath.Join(root, ManifestName))
	if missing(err) {
		return nil
	}
	if err != nil {
		return files.Reason(err)
	}
	defer f.Close()
	for r := bufio.NewReader(f); ; {
		line, err := r.ReadBytes('\n')
		var n note
		if json.Unmarshal(line, &n) == nil && n.Output != "" {
			see(n)
		}
		if err == io.EOF {
			return nil
		} else if err != nil {
			return files.Reason(err)
		}
	}
}

// SaveNowAndThen saves the manifest if that was not done for a while.
func (t *Tree) SaveNowAndThen() error {
	if time.Since(t.saved) < saveEvery {
		return nil
	}
	return t.Save()
}

// Save writes the manifest: what it said of other results stays, what this run made or
// found is said anew.
func (t *Tree) Save() error {
	unlock, err := files.Lock(t.root)
	if err != nil {
		return err
	}
	defer unlock()
	defer func() { t.saved = time.Now() }()
	var out bytes.Buffer
	write := json.NewEncoder(&out)
	write.SetEscapeHTML(false)
	mine := t.sorted()
	err = readManifest(t.root, func(old note) {
		for len(mine) > 0 && t.Output(mine[0]) < old.Output {
			t.put(write, mine[0])
			mine = mine[1:]
		}
		if len(mine) > 0 && t.Output(mine[0]) == old.Output {
			return
		}
		write.Encode(old)
	})
	if err != nil {
		return err
	}
	for _, i := range mine {
		t.put(write, i)
	}
	return files.WriteBelow(t.root, ManifestName, out.Bytes())
}

// put writes the note of an edition, if there is something to note.
func (t *Tree) put(write *json.Encoder, edition int) {
	if t.made[edition].known {
		write.Encode(t.note(edition))
	}
}

// sorted lists the editions by the names of their outputs.
func (t *Tree) sorted() []int {
	all := make([]int, t.plan.Len())
	for i := range all {
		all[i] = i
	}
	slices.SortFunc(all, func(a, b int) int { return strings.Compare(t.Output(a), t.Output(b)) })
	return all
}
