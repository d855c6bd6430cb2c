package files

import (
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// Lock waits until no other process, and nobody else in this one, holds the lock of
// a folder, and holds it until unlock: for reading, merging and writing a small
// file that several runs share. It holds back only those who ask for it, and ends
// with the process, however that ends.
//
// What is locked is an empty file, .banmian-lock, for a folder cannot be locked on
// Windows or over NFS. It stays, for whoever removes it gives two the lock at once.
func Lock(folder string) (unlock func(), err error) {
	l := flock.New(filepath.Join(folder, ".banmian-lock"), flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o666))
	if err := l.Lock(); err != nil {
		return nil, Reason(err)
	}
	return func() { l.Close() }, nil
}
