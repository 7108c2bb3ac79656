package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// Exit codes. Scripts rely on them: they never change.
const (
	exitOK          = 0
	exitDiffers     = 1 // only if the caller asked for it
	exitError       = 2
	exitInterrupted = 130
)

// errDiffers is returned by a command that was asked to report a difference in its exit
// code and found one. It prints no message.
var errDiffers = errors.New("a difference was found")

// reportedError has been printed already: it only sets the exit code.
type reportedError struct{ error }

// console is where a command reads and writes: data to out, diagnostics to err.
type console struct {
	program  Program
	in       io.Reader
	out, err io.Writer
	screen   *os.File // out, if it is a terminal
	color    bool     // out may be colored
	width    int      // columns of out, 0 if unknown
	// grace is how long the command has to finish when it is interrupted.
	grace *atomic.Int64
}

func newConsole(p Program, in io.Reader, out, err io.Writer) console {
	c := console{program: p, in: in, out: out, err: err, color: terminal.Color(out), grace: new(atomic.Int64)}
	c.grace.Store(int64(grace))
	if terminal.Is(out) {
		c.screen, _ = out.(*os.File)
		c.width = terminal.Width(out)
		c.out = terminal.Guard(out)
	}
	return c
}

// Run runs a command line and returns the exit code.
func Run(p Program, args []string, in io.Reader, out, err io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	c := newConsole(p, in, out, err)
	root := newRoot(c)
	root.SetArgs(args)
	done := make(chan error, 1)
	go func() { done <- root.ExecuteContext(ctx) }()
	select {
	case failure := <-done:
		return exitCode(err, failure)
	case <-ctx.Done():
		stop() // a second signal ends the process at once
		return interrupted(err, done, time.Duration(c.grace.Load()))
	}
}

// grace is how long an interrupted command has to finish, unless it asks for more. A read
// from a pipe that nobody writes to never finishes.
const grace = 500 * time.Millisecond

func interrupted(w io.Writer, done <-chan error, grace time.Duration) int {
	select {
	case err := <-done:
		if err == nil {
			return exitOK // `serve` ends like this
		}
		exitCode(w, err)
	case <-time.After(grace):
		exitCode(w, context.Canceled)
	}
	return exitInterrupted
}

// exitCode prints err as one line and returns the exit code for it.
func exitCode(w io.Writer, err error) int {
	var reported *reportedError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &reported):
		return exitError
	case errors.Is(err, errDiffers):
		return exitDiffers
	case closedPipe(err):
		return exitError // the reader closed the pipe, so there is no message
	case errors.Is(err, context.Canceled):
		err = errors.New("interrupted; nothing was written")
	}
	fmt.Fprintf(w, "tlcrawl: %s\n", terminal.Line(err.Error()))
	return exitError
}

func newRoot(c console) *cobra.Command {
	root := &cobra.Command{
		Use:   "tlcrawl",
		Short: "Track changes of Telegram's MTProto API reference",
		Long: `tlcrawl crawls Telegram's MTProto API reference (corefork.telegram.org) into one
JSON snapshot, and reports what changed between two snapshots.

Exit codes:
  0    success
  1    a difference or finding, only where asked for (--exit-code, --fail-on,
       verify, status --exit-code)
  2    error: invalid usage or input, or an incomplete or implausible crawl
  130  interrupted`,
		Example: `  tlcrawl demo
  tlcrawl crawl --out today.json
  tlcrawl diff yesterday.json today.json`,
		Version:       c.build().String(),
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetVersionTemplate("tlcrawl {{.Version}}\n")
	root.SetIn(c.in)
	root.SetOut(c.out)
	root.SetErr(c.err)
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(printHelp)
	root.SetUsageFunc(func(cmd *cobra.Command) error { return printUsage(cmd.OutOrStdout(), cmd) })
	root.AddCommand(
		newDemo(c), newCrawl(c), newParse(c), newDiff(c), newShow(c), newUpcoming(c), newLog(c), newHistory(c), newImport(c), newSearch(c), newSQL(c), newExport(c), newLayers(c), newTL(c), newErrors(c), newDocs(c),
		newVerify(c), newRules(c), newSchema(c), newNightly(c), newStatus(c), newRepair(c), newSync(c), newSite(c), newServe(c), newUpstream(c), newVersion(c),
	)
	root.AddCommand(buildCommands(c, root)...)
	completeChoices(root)
	return root
}

// dataVariable is the environment variable with the default of --data.
const dataVariable = "TLCRAWL_DATA"

// dataFlag adds --data to a command.
func dataFlag(cmd *cobra.Command, dir *string, usage string) {
	cmd.Flags().StringVar(dir, "data", cmp.Or(os.Getenv(dataVariable), "data"), usage)
	cmd.Flags().Lookup("data").DefValue = "$" + dataVariable + " or data"
}
