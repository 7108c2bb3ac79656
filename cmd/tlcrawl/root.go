package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// The exit codes, which never change.
const (
	exitDone    = 0
	exitDiffers = 1 // only where asked for
	exitTrouble = 2
)

// errDiffers is returned by a command that was asked to tell a difference by its
// exit code, and found one. It is no trouble and prints nothing.
var errDiffers = errors.New("a difference was found")

// silent is trouble that was told before: it shows in the exit code alone.
type silent struct{ error }

// console is where a command reads and writes: data goes to out, talk to err.
type console struct {
	in       io.Reader
	out, err io.Writer
	// screen is the terminal that out is, nil if it is none; colour tells whether it may
	// be shown colours, and width how many columns it has, 0 if that is not known.
	screen *os.File
	colour bool
	width  int
}

func newConsole(in io.Reader, out, err io.Writer) console {
	c := console{in: in, out: out, err: err, colour: terminal.Colour(out)}
	if terminal.Is(out) {
		c.screen, _ = out.(*os.File)
		c.width = terminal.Width(out)
		c.out = terminal.Guard(out)
	}
	return c
}

// run is the whole program but for the end of the process.
func run(args []string, in io.Reader, out, err io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	root := newRoot(newConsole(in, out, err))
	root.SetArgs(args)
	return exitCode(err, root.ExecuteContext(ctx))
}

// exitCode says on standard error, in one line, what went wrong.
func exitCode(w io.Writer, err error) int {
	var told *silent
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &told):
		return exitTrouble
	case errors.Is(err, errDiffers):
		return exitDiffers
	case errors.Is(err, syscall.EPIPE):
		return exitTrouble // nobody listens
	case errors.Is(err, context.Canceled):
		err = errors.New("interrupted; nothing was written")
	}
	fmt.Fprintf(w, "tlcrawl: %s\n", terminal.Line(err.Error()))
	return exitTrouble
}

func newRoot(c console) *cobra.Command {
	root := &cobra.Command{
		Use:   "tlcrawl",
		Short: "Watch Telegram's MTProto API reference",
		Long: `tlcrawl crawls Telegram's MTProto API reference (corefork.telegram.org) into one
JSON snapshot, and says what changed between two snapshots.

Exit codes: 0 done; 1 a difference or a finding, only where asked for (--exit-code,
--fail-on, verify); 2 trouble: bad usage, bad input, a crawl that is not complete.`,
		Example: `  tlcrawl demo
  tlcrawl crawl --out today.json
  tlcrawl diff yesterday.json today.json`,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetIn(c.in)
	root.SetOut(c.out)
	root.SetErr(c.err)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return usage(cmd, err) })
	root.AddCommand(
		newDemo(c), newCrawl(c), newParse(c), newDiff(c), newShow(c), newLog(c), newLayers(c), newTL(c), newErrors(c), newVerify(c), newRules(c), newSchema(c), newNightly(c), newStatus(c), newSite(c), newServe(c), newVersion(c),
	)
	return root
}

// usage adds to an error where to read how it is done right.
func usage(cmd *cobra.Command, err error) error {
	return fmt.Errorf("%w (see: %s --help)", err, cmd.CommandPath())
}

// exactly wants n arguments, and says how to give them.
func exactly(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return usage(cmd, fmt.Errorf("%d arguments are wanted, %d were given: %s", n, len(args), cmd.UseLine()))
		}
		return nil
	}
}
