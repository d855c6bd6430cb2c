package main

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// containers are what an archive may be written as.
var containers = []string{"folder", "zip", "tar", "tar.gz", "tar.zst"}

// A container takes the files of an archive, one after the other.
type container interface {
	Put(name string, b []byte) error
	Close() error
}

// newContainer makes a new container, which has to be none yet.
func newContainer(name, as string, gbkNames bool) (container, error) {
	if !slices.Contains(containers, as) {
		return nil, fmt.Errorf("-as %s: use %s", as, strings.Join(containers, ", "))
	}
	if as == "folder" {
		if err := os.Mkdir(name, 0o777); err != nil {
			return nil, taken(name, err)
		}
		return &folder{root: name}, nil
	}
	file, err := newFile(name + "." + as)
	if err != nil {
		return nil, err
	}
	switch as {
	case "zip":
		return &zipFile{zip.NewWriter(file), gbkNames, file}, nil
	case "tar.gz":
		packed, err := gzip.NewWriterLevel(file, gzip.BestSpeed)
		return &tarFile{tar.NewWriter(packed), []io.Closer{packed, file}}, err
	case "tar.zst":
		packed, err := zstd.NewWriter(file, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
		return &tarFile{tar.NewWriter(packed), []io.Closer{packed, file}}, err
	}
	return &tarFile{tar.NewWriter(file), []io.Closer{file}}, nil
}

// taken says what to do about a name that is taken.
func taken(name string, err error) error {
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already: name another folder with -o, or remove it", name)
	}
	return err
}

// A file is a new file with a buffer.
type file struct {
	*bufio.Writer
	under *os.File
}

func newFile(name string) (*file, error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, taken(name, err)
	}
	return &file{bufio.NewWriterSize(f, 1<<20), f}, nil
}

func (f *file) Close() error { return errors.Join(f.Flush(), f.under.Close()) }

// A folder has each file as a file; last is the folder that was made last.
type folder struct{ root, last string }

func (f *folder) Put(name string, b []byte) error {
	target := filepath.Join(f.root, filepath.FromSlash(name))
	if home := filepath.Dir(target); home != f.last {
		if err := os.MkdirAll(home, 0o777); err != nil {
			return err
		}
		f.last = home
	}
	return os.WriteFile(target, b, 0o666)
}

func (f *folder) Close() error { return nil }

// zipFile has no times, so that the same files give the same bytes.
type zipFile struct {
	*zip.Writer
	gbkNames bool
	under    *file
}

func (z *zipFile) Put(name string, b []byte) error {
	header := &zip.FileHeader{Name: name, Method: zip.Deflate}
	if z.gbkNames {
		spelled, err := simplifiedchinese.GBK.NewEncoder().String(name)
		if err != nil {
			return err
		}
		header.Name, header.NonUTF8 = spelled, true
	}
	w, err := z.CreateHeader(header)
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

func (z *zipFile) Close() error { return errors.Join(z.Writer.Close(), z.under.Close()) }

type tarFile struct {
	*tar.Writer
	under []io.Closer // from the inside out
}

func (t *tarFile) Put(name string, b []byte) error {
	if err := t.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(b)), Format: tar.FormatPAX}); err != nil {
		return err
	}
	_, err := t.Write(b)
	return err
}

func (t *tarFile) Close() error {
	err := t.Writer.Close()
	for _, c := range t.under {
		err = errors.Join(err, c.Close())
	}
	return err
}
