// Banmian finds the articles in the plain text of newspaper pages and writes
// them as JSON, YAML, CSV or XHTML.
package main

import (
	"os"
	"os/signal"
	"syscall"

	"github.com/banmian/banmian/internal/command"
)

func main() {
	signal.Ignore(syscall.SIGPIPE) // a closed pipe is an error like others then, and ends quietly
	os.Exit(command.Run(os.Args, os.Stdin, os.Stdout, os.Stderr))
}
