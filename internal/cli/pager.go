package cli

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// page pipes the output of write to a pager if standard output is a terminal, else to
// standard output.
func (c console) page(write func(io.Writer) error) error {
	var pager *exec.Cmd
	if c.screen != nil {
		pager = findPager()
	}
	if pager == nil {
		return write(c.out)
	}
	var b bytes.Buffer
	if err := write(terminal.Guard(&b)); err != nil || b.Len() == 0 {
		return err
	}
	pager.Stdin, pager.Stdout, pager.Stderr = bytes.NewReader(b.Bytes()), c.screen, c.err
	pager.Env = append(os.Environ(), "LESS="+lessOptions(), "LV=-c")
	if err := pager.Start(); err != nil {
		return err
	}
	signal.Ignore(os.Interrupt) // the pager handles Ctrl-C itself
	defer signal.Reset(os.Interrupt)
	err := pager.Wait()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit) && exit.ExitCode() == 127: // the program does not exist
		_, err := c.out.Write(b.Bytes())
		return err
	case errors.As(err, &exit), closedPipe(err):
		return nil // the reader quit
	}
	return err
}

// pagerVariables name the user's pager; the first one that is set counts, even if it is
// empty.
var pagerVariables = []string{"TLCRAWL_PAGER", "PAGER"}

// findPager returns the user's pager, or else less; nil if there is none, or the user
// disabled it.
func findPager() *exec.Cmd {
	for _, name := range pagerVariables {
		set, ok := os.LookupEnv(name)
		if !ok {
			continue
		}
		if set = strings.TrimSpace(set); set == "" || set == "cat" {
			return nil
		}
		return pagerCommand(set)
	}
	less, err := exec.LookPath("less")
	if term := os.Getenv("TERM"); err != nil || term == "" || term == "dumb" {
		return nil
	}
	return exec.Command(less, "-FRX") //nolint:noctx // it ends when the user quits
}

// pagerCommand runs a command of the user in a shell or, without one, as on Windows, split
// into words; nil if the program does not exist.
func pagerCommand(set string) *exec.Cmd {
	if shell, err := exec.LookPath("sh"); err == nil {
		return exec.Command(shell, "-c", set) //nolint:noctx // it ends when the user quits
	}
	words := strings.Fields(set)
	program, err := exec.LookPath(words[0])
	if err != nil {
		return nil
	}
	return exec.Command(program, words[1:]...) //nolint:noctx // it ends when the user quits
}

// lessOptions are git's: pass colors through, quit if the text fits on the screen.
func lessOptions() string {
	if set := os.Getenv("LESS"); set != "" {
		return set
	}
	return "FRX"
}
