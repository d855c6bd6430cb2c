//go:build unix

package files

import (
	"os"

	"golang.org/x/sys/unix"
)

// Lock keeps other runs from the manifest of a folder until unlock is called. It waits for
// them.
func Lock(folder string) (unlock func(), err error) {
	f, err := os.Open(folder)
	if err != nil {
		return nil, Reason(err)
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX); err != nil {
		f.Close()
		return nil, err
	}
	return func() { f.Close() }, nil
}
