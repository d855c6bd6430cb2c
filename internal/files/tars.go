package files

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// spans are the texts of a tar archive: where they stand in its file, or in the
// spool if it is packed.
type spans struct {
	source interface {
		io.ReaderAt
		hold() error
		release()
	}
	members []span
}

type span struct{ offset, size int64 }

func (s *spans) member(at int, _ int64) ([]byte, error) {
	if err := s.source.hold(); err != nil {
		return nil, err
	}
	defer s.source.release()
	b := make([]byte, s.members[at].size) // Find saw that it is within the limit
	if n, err := s.source.ReadAt(b, s.members[at].offset); n < len(b) {
		return nil, damage(err)
	}
	return b, nil
}

// tar lists a tar archive that is not packed.
func (c *contents) tar(a *archive) (container, error) {
	s := &spans{source: a}
	r := io.NewSectionReader(a, 0, a.size)
	err := c.tarMembers(r, func(h *tar.Header, _ io.Reader) error {
		at, err := r.Seek(0, io.SeekCurrent)
		if err == nil && h.Size > a.size-at {
			err = io.ErrUnexpectedEOF
		}
		s.members = append(s.members, span{at, h.Size})
		return err
	})
	return s, err
}

// packedTar lists a tar archive that is packed, and puts its texts into the spool.
func (c *contents) packedTar(a *archive) (container, error) {
	s, start := &spans{source: &c.spool}, c.spool.size
	r, done, err := unpacking(io.NewSectionReader(a, 0, a.size), archiving(a.name))
	if err != nil {
		return nil, voiding{err}
	}
	defer done()
	metered := &meter{r, c.limits.Container, c.limits.Container}
	err = c.tarMembers(metered, func(h *tar.Header, r io.Reader) error {
		s.members = append(s.members, span{c.spool.size, h.Size})
		return c.spool.add(r)
	})
	if err == nil { // the checksum stands behind all
		_, err = io.Copy(io.Discard, metered)
	}
	if errors.Is(err, wrongSum) { // any of the texts may be wrong
		err = voiding{err}
	}
	if errors.As(err, new(voiding)) {
		err = errors.Join(err, c.spool.cut(start))
	}
	return s, err
}

// tarMembers gives each text of a tar archive to keep, with the reader at it. If
// that fails, it is the last one and is not read.
func (c *contents) tarMembers(r io.Reader, keep func(*tar.Header, io.Reader) error) error {
	t := tar.NewReader(r)
	for {
		h, err := t.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil && !errors.Is(err, tar.ErrInsecurePath):
			return damage(err)
		case h.Typeflag == tar.TypeXGlobalHeader: // git archive writes one
			continue
		}
		ok, err := c.admit(entry{decoded(h.Name, false), tarMode(h), uint64(h.Size), tarFault(h)})
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		if err := keep(h, t); err != nil {
			last := c.members[len(c.members)-1]
			c.members = c.members[:len(c.members)-1]
			if errors.As(err, new(voiding)) {
				return err
			}
			return fmt.Errorf("%w, in %s", damage(err), told(last.Path[len(c.path)+1:]))
		}
	}
}

// tarMode is the kind of a member. To the library a hard link is a file.
func tarMode(h *tar.Header) fs.FileMode {
	mode := h.FileInfo().Mode()
	if h.Typeflag == tar.TypeLink {
		mode |= fs.ModeSymlink
	}
	return mode
}

// tarFault tells why a member cannot be read: with holes left out, its text does
// not stand in one piece.
func tarFault(h *tar.Header) error {
	sparse := h.Typeflag == tar.TypeGNUSparse
	for key := range h.PAXRecords {
		sparse = sparse || strings.HasPrefix(key, "GNU.sparse.")
	}
	if sparse {
		return errors.New("packed as a sparse file: pack it without --sparse")
	}
	return nil
}

// meter ends what unpacks to more than a container may.
type meter struct {
	r           io.Reader
	left, limit int64
}

func (m *meter) Read(b []byte) (int, error) {
	n, err := m.r.Read(b)
	if m.left -= int64(n); m.left < 0 {
		return 0, tooFull(m.limit)
	}
	return n, err
}
