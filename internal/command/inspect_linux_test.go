package command

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"
	"golang.org/x/sys/unix"
)

// onTerminal gives what a call writes to a terminal of 60 columns.
func onTerminal(t *testing.T, args ...string) string {
	t.Helper()
	outside, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer outside.Close()
	fd := int(outside.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: 60}); err != nil {
		t.Fatal(err)
	}
	inside, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	shown := make(chan string)
	go func() {
		var all strings.Builder
		b := make([]byte, 4096)
		for {
			n, err := outside.Read(b) // fails when nobody has the inside any more
			all.Write(b[:n])
			if err != nil {
				shown <- strings.ReplaceAll(all.String(), "\r\n", "\n")
				return
			}
		}
	}()
	status, talk := run(t, inside, args...)
	inside.Close()
	if status != 0 || talk != "" {
		t.Fatalf("%d, %s", status, talk)
	}
	return <-shown
}

// On a terminal the roles have colours, unless somebody does not want them, and what is too
// wide is clipped.
func TestInspectOnTerminal(t *testing.T) {
	const headline = "\x1b[1mheadline "
	t.Setenv("TERM", "xterm")
	t.Setenv("NO_COLOR", "")
	if shown := onTerminal(t, "inspect", "-"); !strings.Contains(shown, headline) {
		t.Errorf("no colour: %q", shown)
	}
	if shown := onTerminal(t, "inspect", "--color", "never", "-"); strings.Contains(shown, "\x1b") {
		t.Errorf("--color never: %q", shown)
	}
	t.Setenv("NO_COLOR", "1")
	plain := onTerminal(t, "inspect", "-")
	if strings.Contains(plain, "\x1b") {
		t.Errorf("NO_COLOR: %q", plain)
	}
	for _, row := range strings.Split(plain, "\n") {
		if (&runewidth.Condition{}).StringWidth(row) > 60 {
			t.Errorf("wider than the terminal: %s", row)
		}
	}
	if shown := onTerminal(t, "inspect", "--color=always", "-"); !strings.Contains(shown, headline) {
		t.Errorf("--color always does not overrule NO_COLOR: %q", shown)
	}
	t.Setenv("NO_COLOR", "")
	t.Setenv("TERM", "dumb")
	if shown := onTerminal(t, "inspect", "-"); strings.Contains(shown, "\x1b") {
		t.Errorf("a dumb terminal: %q", shown)
	}
}
