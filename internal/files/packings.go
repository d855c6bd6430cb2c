package files

import (
	"archive/tar"
	"archive/zip"
	"errors"
	"io"
	"io/fs"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// unpack reads a text whole, which is packed if its name says so. Its size, packed,
// is a guess.
func unpack(r io.Reader, name string, size, limit int64) ([]byte, error) {
	if packing(name) == "" {
		return readAll(r, size, limit)
	}
	plain, done, err := unpacking(r, packing(name))
	if err != nil {
		return nil, err
	}
	defer done()
	return readAll(plain, size, limit)
}

// unpacking gives what r holds, packed as the ending says, until done is called.
func unpacking(r io.Reader, ending string) (plain io.Reader, done func(), err error) {
	if packing(ending) == ".zst" {
		// As much memory as the zstd program takes without being asked, and no
		// goroutines: there are enough of them already.
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(128<<20))
		if err != nil {
			return nil, nil, damage(err)
		}
		return flawed{z}, z.Close, nil
	}
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, nil, damage(err)
	}
	return flawed{z}, func() { z.Close() }, nil
}

// damaged is what is wrong with bytes, not with the file that they are in.
type damaged string

func (d damaged) Error() string { return "damaged: " + string(d) }

const (
	endsEarly   = damaged("it ends too early")
	wrongSum    = damaged("its checksum is wrong")
	wrongFormat = damaged("not what its name says, or not whole")
)

// damage says in a user's words what the libraries that unpack say. What the
// system or this package said stays.
func damage(err error) error {
	switch {
	case err == nil || errors.As(err, new(voiding)) || errors.As(err, new(damaged)):
		return err
	case errors.As(err, new(*fs.PathError)):
		return Reason(err)
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		return endsEarly
	case errors.Is(err, zip.ErrChecksum) || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, zstd.ErrCRCMismatch):
		return wrongSum
	case errors.Is(err, zip.ErrFormat) || errors.Is(err, tar.ErrHeader) || errors.Is(err, gzip.ErrHeader) || errors.Is(err, zstd.ErrMagicMismatch):
		return wrongFormat
	}
	return damaged(err.Error())
}

// flawed reads what may be damaged, and says so.
type flawed struct{ io.Reader }

func (f flawed) Read(b []byte) (int, error) {
	n, err := f.Reader.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		err = damage(err)
	}
	return n, err
}
