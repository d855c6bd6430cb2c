package files

import (
	"fmt"
	"io"
	"os"
)

// spool is a temporary file that holds texts from packed archives, so that they
// can be read in any order. Where the system allows, it has no name, and so goes
// away however the program ends.
type spool struct {
	file  *os.File
	name  string // if it has one
	size  int64
	spare []byte
}

// add appends what r holds. An error of the spool itself is voiding: the archive
// is not to blame.
func (s *spool) add(r io.Reader) error {
	if s.file == nil {
		if err := s.create(); err != nil {
			return s.fault(err)
		}
	}
	_, err := io.CopyBuffer(s, r, s.spare)
	return err
}

func (s *spool) create() (err error) {
	s.file, err = os.CreateTemp("", "banmian-")
	if err != nil {
		s.file = nil
		return err
	}
	if s.spare = make([]byte, 64<<10); os.Remove(s.file.Name()) != nil {
		s.name = s.file.Name()
	}
	return nil
}

// Write appends.
func (s *spool) Write(b []byte) (int, error) {
	n, err := s.file.WriteAt(b, s.size)
	s.size += int64(n)
	if err != nil {
		return n, s.fault(err)
	}
	return n, nil
}

func (s *spool) fault(err error) error {
	return voiding{fmt.Errorf("it is unpacked into %s: %w: set TMPDIR to a folder with room, or name the unpacked folder", os.TempDir(), Reason(err))}
}

func (s *spool) ReadAt(b []byte, off int64) (int, error) {
	return s.file.ReadAt(b, off)
}

// cut forgets what was added after the spool had this size.
func (s *spool) cut(size int64) error {
	s.size = size
	if s.file == nil {
		return nil
	}
	return Reason(s.file.Truncate(size))
}

func (s *spool) hold() error { return nil }
func (s *spool) release()    {}

// close gives the room back.
func (s *spool) close() error {
	if s.file == nil {
		return nil
	}
	err := s.file.Close()
	s.file = nil
	if s.name != "" {
		err = os.Remove(s.name)
	}
	return Reason(err)
}
