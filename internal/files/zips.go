package files

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// What marks the records of a zip archive, and the length of some.
const (
	headerSign    = "PK\x01\x02"
	endSign       = "PK\x05\x06"
	locatorSign   = "PK\x06\x07"
	endLength     = 22
	locatorLength = 20
	end64Length   = 56
)

// zipped are the texts of a zip archive, read where they stand.
type zipped struct {
	*archive
	members []*zip.File
}

// zip lists a zip archive.
func (c *contents) zip(a *archive) (container, error) {
	files, err := zipFiles(a, a.size, c.limits.Entries)
	if err != nil {
		return nil, voiding{err}
	}
	z := &zipped{archive: a}
	for _, f := range files {
		ok, err := c.admit(entry{decoded(f.Name, f.Flags&0x800 != 0), f.Mode(), f.UncompressedSize64, zipFault(f)})
		if err != nil {
			return nil, err
		}
		if ok { // a few bytes less for each of 100,000
			f.Name, f.Comment, f.Extra = "", "", nil
			z.members = append(z.members, f)
		}
	}
	return z, nil
}

// zipFault tells why a member cannot be read.
func zipFault(f *zip.File) error {
	switch {
	case f.Flags&1 != 0:
		return errors.New("encrypted: unpack it with its password, and name the folder")
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return fmt.Errorf("packed by method %d, which is not known here: pack it by deflate", f.Method)
	}
	return nil
}

func (z *zipped) member(at int, limit int64) ([]byte, error) {
	if err := z.hold(); err != nil {
		return nil, err
	}
	defer z.release()
	f := z.members[at]
	r, err := f.Open()
	if err != nil {
		return nil, damage(err)
	}
	defer r.Close()
	return readAll(flawed{r}, int64(f.UncompressedSize64), limit)
}

// zipFiles gives what a zip archive says that it holds. The library takes memory
// for as many members as the end of the archive claims, and for as many as it
// then meets, so both are counted.
func zipFiles(r io.ReaderAt, size int64, entries int) ([]*zip.File, error) {
	if claimedFiles(r, size) > uint64(entries) {
		return nil, tooMany(entries)
	}
	// What stands before and after the list is read as well: at most 80 KB, in which
	// headers can be met twice.
	watch := &census{ReaderAt: r, entries: entries, headers: entries + 4096, bytes: namesOf(entries) + 256<<10}
	z, err := zip.NewReader(watch, size)
	watch.over = true
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, damage(err)
	}
	files := z.File
	z.File = nil // or each file that is kept would keep all
	return files, nil
}

// census counts the headers of members in what is read, until it is over.
type census struct {
	io.ReaderAt
	entries, headers int
	bytes            int64
	window           []byte // what was read, after the end of what was read before
	over             bool
}

func (c *census) ReadAt(b []byte, off int64) (int, error) {
	n, err := c.ReaderAt.ReadAt(b, off)
	if c.over {
		return n, err
	}
	c.window = append(c.window[:copy(c.window, c.window[max(0, len(c.window)-len(headerSign)+1):])], b[:n]...)
	c.headers -= bytes.Count(c.window, []byte(headerSign))
	c.bytes -= int64(n)
	if c.headers < 0 || c.bytes < 0 {
		return n, tooMany(c.entries)
	}
	return n, err
}

// claimedFiles is the number of members that the end of a zip archive tells, by
// either of its records; 0 where there is none.
func claimedFiles(r io.ReaderAt, size int64) uint64 {
	tail := make([]byte, min(size, 65<<10+locatorLength))
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && err != io.EOF {
		return 0
	}
	i := bytes.LastIndex(tail[:max(0, len(tail)-endLength+len(endSign))], []byte(endSign))
	if i < 0 {
		return 0
	}
	claimed := uint64(binary.LittleEndian.Uint16(tail[i+10:]))
	if i < locatorLength || string(tail[i-locatorLength:][:len(locatorSign)]) != locatorSign {
		return claimed
	}
	end := make([]byte, end64Length)
	if _, err := r.ReadAt(end, int64(binary.LittleEndian.Uint64(tail[i-locatorLength+8:]))); err != nil {
		return claimed
	}
	return max(claimed, binary.LittleEndian.Uint64(end[32:]))
}
