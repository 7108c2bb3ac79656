package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// page pipes what write writes to $PAGER if standard output is a terminal, else to standard
// output.
func (c console) page(write func(io.Writer) error) error {
	pager := strings.TrimSpace(os.Getenv("PAGER"))
	if c.screen == nil || pager == "" || pager == "cat" {
		return write(c.out)
	}
	var b bytes.Buffer
	if err := write(terminal.Guard(&b)); err != nil || b.Len() == 0 {
		return err
	}
	shell := exec.Command("sh", "-c", pager) //nolint:noctx // it ends when the user quits
	shell.Stdin, shell.Stdout, shell.Stderr = bytes.NewReader(b.Bytes()), c.screen, c.err
	shell.Env = append(os.Environ(), "LESS="+lessOptions(), "LV=-c")
	if err := shell.Start(); err != nil {
		return err
	}
	signal.Ignore(os.Interrupt) // the pager handles Ctrl-C itself
	defer signal.Reset(os.Interrupt)
	err := shell.Wait()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit) && exit.ExitCode() == 127: // there is no such program
		_, err := c.out.Write(b.Bytes())
		return err
	case errors.As(err, &exit), errors.Is(err, syscall.EPIPE):
		return nil // the reader quit
	}
	return err
}

// lessOptions are git's: pass colors through, quit if the text fits on the screen.
func lessOptions() string {
	if set := os.Getenv("LESS"); set != "" {
		return set
	}
	return "FRX"
}
