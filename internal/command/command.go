// Package command is the command line: it takes arguments and streams, calls
// the converter and the formats, and says what went wrong.
package command

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/urfave/cli/v2"

	"github.com/banmian/banmian/internal/batch"
	"github.com/banmian/banmian/internal/document"
	"github.com/banmian/banmian/internal/files"
)

// The exit status.
const (
	done        = 0
	failed      = 1   // an input, or the output
	nonsense    = 2   // a command line that makes no sense; nothing was read
	interrupted = 130 // as the shell has it for Ctrl-C
)

// A call is one run of the program.
type call struct {
	stdin  io.Reader
	stdout io.Writer // as it was given: a file, a terminal
	result *bufio.Writer
	talk   talk
	gate   batch.Gate
	status int
	broken int // the status of a failure, which diff has another one for

	context context.Context // ends when the user interrupts
}

// Run is the whole program: it takes the arguments, the program's name first,
// and the streams, and returns the exit status. An interrupted run returns at once:
// what it was about to read or convert is left to the end of the process.
func Run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	c := &call{stdin: stdin, stdout: stdout, result: bufio.NewWriter(stdout), talk: talk{to: stderr}, broken: failed, context: ctx}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		c.run(args)
	}()
	select {
	case <-ended:
	case <-ctx.Done():
	}
	if ctx.Err() != nil {
		c.gate.Shut()
		return interrupted
	}
	return c.status
}

// run does what the arguments say.
func (c *call) run(args []string) {
	app := c.app()
	arranged, err := arrangeFor(app, args)
	if err == nil {
		err = app.Run(arranged)
	}
	c.end(err)
	if err := c.result.Flush(); err != nil && !closedPipe(err) {
		c.fail(standardOutput, files.Reason(err))
	}
}

// end takes the error of a command line that makes no sense, or nil. Whatever
// else went wrong has been said by then.
func (c *call) end(err error) {
	if err == nil {
		return
	}
	c.talk.say("", 0, err.Error())
	c.status = nonsense
}

// mostFaults is how many faults of one document are said: more are rather a mistake
// about what the file is.
const mostFaults = 20

// fail says what is wrong with an input or the output.
func (c *call) fail(name string, err error) {
	c.status = c.broken
	var faults document.Faults
	if !errors.As(err, &faults) {
		c.talk.say(batch.Position(name, err))
		return
	}
	for _, fault := range faults[:min(len(faults), mostFaults)] {
		c.talk.say(name, fault.Line, fault.Error())
	}
	if more := len(faults) - mostFaults; more > 0 {
		c.talk.say(name, 0, fmt.Sprintf("and %d more like these", more))
	}
}

// app describes the command line to the library that reads it.
func (c *call) app() *cli.App {
	return &cli.App{
		Name:                      "banmian",
		Usage:                     "finds the articles in the plain text of newspaper pages",
		Description:               knownFormats(),
		Flags:                     options(),
		Action:                    c.main,
		Commands:                  []*cli.Command{c.checkCommand(), c.inspectCommand(), c.statsCommand(), c.annotateCommand(), c.diffCommand()},
		CustomAppHelpTemplate:     helpTemplate,
		HideHelpCommand:           true,
		UseShortOptionHandling:    true,
		DisableSliceFlagSeparator: true,
		Reader:                    c.stdin,
		Writer:                    c.result,
		ErrWriter:                 c.talk.to,
		OnUsageError:              func(_ *cli.Context, err error, _ bool) error { return err },
		ExitErrHandler:            func(*cli.Context, error) {}, // else the library ends the process
	}
}

// main is what banmian does without a subcommand.
func (c *call) main(line *cli.Context) error {
	if line.Bool("version") {
		c.result.WriteString("banmian " + version() + "\n")
		return nil
	}
	return c.convert(line)
}

// version is that of the module, where the program was built as one.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "devel"
}

// closedPipe tells whether writing failed because nobody reads any more, as
// after head(1). That is the reader's right, and no failure.
func closedPipe(err error) bool {
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe)
}
