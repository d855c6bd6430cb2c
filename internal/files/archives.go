package files

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
)

// archive is the file of a container. It is open only while somebody reads in it,
// for there may be more containers than a process may have open files.
type archive struct {
	name string
	size int64
	time time.Time

	mu      sync.Mutex
	readers int
	file    *os.File
}

// openArchive gives the file of a container, held.
func openArchive(name string) (*archive, error) {
	stat, err := os.Stat(name)
	if err != nil {
		return nil, Reason(err)
	}
	a := &archive{name: name, size: stat.Size(), time: stat.ModTime()}
	return a, a.hold()
}

// hold keeps the file open until release, if there is no error. What was found
// in a file is not read from another one that took its place.
func (a *archive) hold() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.readers == 0 {
		f, err := os.Open(a.name)
		if err != nil {
			return Reason(err)
		}
		stat, err := f.Stat()
		if err != nil || stat.Size() != a.size || !stat.ModTime().Equal(a.time) {
			f.Close()
			return errors.New("the archive was changed meanwhile: run this again")
		}
		a.file = f
	}
	a.readers++
	return nil
}

func (a *archive) release() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.readers--; a.readers == 0 {
		a.file.Close()
	}
}

// ReadAt reads where the archive says, which may be nowhere.
func (a *archive) ReadAt(b []byte, off int64) (int, error) {
	if off < 0 || off >= a.size {
		return 0, io.EOF
	}
	return a.file.ReadAt(b, off)
}

// contents are what one container holds, while they are listed.
type contents struct {
	*finder
	path, place string // of the container, in documents and in results

	members  []Input
	seen     map[string]string // names as they are, by names as they compare
	entries  int
	names    int64 // bytes of names that are kept
	unpacked int64
	refused  int
}

// entry is what a container says of one member.
type entry struct {
	name  string
	mode  fs.FileMode
	size  uint64
	fault error // why it cannot be read
}

// voiding is an error that leaves nothing of a container to be read. After another
// one what was listed before it can be.
type voiding struct{ error }

func (v voiding) Unwrap() error { return v.error }

// An archive that says more than this many times what is wrong is cut short, and
// so is a name in a message.
const (
	mostRefused = 100
	longestName = 4096 // what systems can open
	longestTold = 200
)

// archive adds the texts of a container. It refuses, and goes on, where the
// container or a member is damaged, hostile or too large.
func (f *finder) archive(name string, mode fs.FileMode, mirror int) {
	if !mode.IsRegular() {
		f.refuse(name, irregular(mode))
		return
	}
	a, err := openArchive(name)
	if err != nil {
		f.refuse(name, err)
		return
	}
	defer a.release()
	c := &contents{finder: f, path: slashed(name), place: stem(clean(name)[mirror:]), seen: map[string]string{}}
	list := c.tar
	switch archiving(name) {
	case ".zip":
		list = c.zip
	case ".tar.gz", ".tgz", ".tar.zst":
		list = c.packedTar
	}
	from, err := list(a)
	if c.refused > mostRefused {
		f.refuse(name, fmt.Errorf("%d more members like these", c.refused-mostRefused))
	}
	if err != nil {
		f.refuse(name, err)
	}
	if !errors.As(err, new(voiding)) {
		c.keep(from)
	}
}

// keep adds the members to the inputs.
func (c *contents) keep(from container) {
	slices.SortFunc(c.members, func(a, b Input) int { return naturally(a.Path, b.Path) })
	for i := range c.members {
		c.members[i].from = from
	}
	c.All = append(c.All, c.members...)
}

// admit tells whether a member is a text to read, which then stands at the next
// place. An error is about the whole container.
func (c *contents) admit(e entry) (bool, error) {
	if c.entries++; c.entries > c.limits.Entries {
		return false, tooMany(c.limits.Entries)
	}
	if e.mode.IsDir() {
		return false, nil
	}
	name, err := memberName(e.name)
	switch {
	case err != nil:
		c.turnAway(e.name, err)
	case hidden(name):
		c.LeftOut.Hidden++
	case !c.isText(name) || archiving(name) != "":
		c.LeftOut.NotText++
	case !e.mode.IsRegular():
		c.turnAway(name, irregular(e.mode))
	case e.fault != nil:
		c.turnAway(name, e.fault)
	case e.size > uint64(c.limits.Page):
		c.turnAway(name, tooLarge(c.limits.Page))
	default:
		return c.accept(name, int64(e.size))
	}
	return false, nil
}

// accept adds a member whose name is its own, within the limits of the container.
// A name counts as taken if it differs only in case: the results could not stand
// side by side everywhere.
func (c *contents) accept(name string, size int64) (bool, error) {
	key := strings.ToLower(name)
	if other, taken := c.seen[key]; taken {
		err := errors.New("a second member of this name: which one is meant cannot be told")
		if other != name {
			err = fmt.Errorf("differs only in case from %s: rename one", told(other))
		}
		c.turnAway(name, err)
		return false, nil
	}
	c.unpacked += size
	c.names += int64(len(name))
	switch {
	case c.unpacked > c.limits.Container:
		return false, tooFull(c.limits.Container)
	case c.names > namesOf(c.limits.Entries):
		return false, voiding{errors.New("its names take too much memory: unpack it and name the folder")}
	}
	p := c.path + "/" + name
	c.seen[key] = p[len(c.path)+1:]
	c.members = append(c.members, Input{
		Path: p, Mirror: c.place + "/" + stem(name), Folder: p[:strings.LastIndexByte(p, '/')], at: int32(len(c.members)),
	})
	return true, nil
}

// turnAway notes a member that is not read.
func (c *contents) turnAway(name string, err error) {
	if c.refused++; c.refused <= mostRefused {
		c.refuse(c.path+"/"+told(name), err)
	}
}

// told is a name as a message gives it.
func told(name string) string {
	if len(name) > longestTold {
		return name[:longestTold] + "…"
	}
	return name
}

// namesOf are the bytes that the names of a container may take: 256 each.
func namesOf(entries int) int64 { return int64(entries) * 256 }

func tooMany(entries int) error {
	return voiding{fmt.Errorf("more than %d members: unpack it and name the folder", entries)}
}

func tooFull(limit int64) error {
	return voiding{fmt.Errorf("unpacks to more than %s: unpack it and name the folder", inUnits(limit))}
}

func tooLarge(limit int64) error {
	return fmt.Errorf("larger than %s: split it, for example by page", inUnits(limit))
}

// inUnits says a number of bytes as people do.
func inUnits(n int64) string {
	for _, unit := range []struct {
		size int64
		name string
	}{{1 << 30, "GiB"}, {1 << 20, "MiB"}, {1 << 10, "KiB"}} {
		if n%unit.size == 0 && n >= unit.size {
			return fmt.Sprintf("%d %s", n/unit.size, unit.name)
		}
	}
	return fmt.Sprintf("%d bytes", n)
}
