package main

import (
	"fmt"
	"io"
	"log/slog"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// talk is how a long command says on standard error what it does: with a bar on a
// terminal, with a line now and then elsewhere, or not at all.
type talk struct {
	w      io.Writer
	quiet  bool
	format string // of the lines: text or json

	log     *slog.Logger
	bar     *progressbar.ProgressBar
	retries func() int64
	said    int // tenths of the way that a line has told
}

func (t *talk) register(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&t.quiet, "quiet", false, "say nothing but errors")
	cmd.Flags().StringVar(&t.format, "log-format", "text", "of the lines on standard error: `text|json`")
}

// start makes ready to talk to w.
func (t *talk) start(w io.Writer) error {
	t.w = w
	level := slog.LevelInfo
	if terminal.Is(w) {
		level = slog.LevelWarn // the bar tells the rest
	}
	switch options := (&slog.HandlerOptions{Level: level}); {
	case t.format != "text" && t.format != "json":
		return fmt.Errorf("--log-format %q is neither text nor json", t.format)
	case t.quiet:
		t.log = slog.New(slog.DiscardHandler)
	case t.format == "json":
		t.log = slog.New(slog.NewJSONHandler(w, options))
	default:
		t.log = slog.New(slog.NewTextHandler(w, options))
	}
	return nil
}

// errors is a log of trouble that does not end the command: also a quiet one is to tell.
func (t *talk) errors() *slog.Logger {
	options := &slog.HandlerOptions{Level: slog.LevelWarn}
	if t.format == "json" {
		return slog.New(slog.NewJSONHandler(t.w, options))
	}
	return slog.New(slog.NewTextHandler(t.w, options))
}

// progress tells how far the crawl is.
func (t *talk) progress(done, total int) {
	switch {
	case t.quiet:
	case terminal.Is(t.w) && t.format == "text":
		t.draw(done, total)
	case 10*done/total > t.said:
		t.said = 10 * done / total
		t.log.Info("crawling", "done", done, "of", total, "again", t.again())
	}
}

func (t *talk) again() int64 {
	if t.retries == nil {
		return 0
	}
	return t.retries()
}

func (t *talk) draw(done, total int) {
	if t.bar == nil || t.bar.GetMax() != total {
		t.bar = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(t.w),
			progressbar.OptionShowCount(),
			progressbar.OptionShowIts(),
			progressbar.OptionSetItsString("pages"),
			progressbar.OptionClearOnFinish(),
			progressbar.OptionSetElapsedTime(false),
			progressbar.OptionThrottle(100_000_000), // ns
		)
	}
	if n := t.again(); n > 0 {
		t.bar.Describe(fmt.Sprintf("%d asked again", n))
	}
	_ = t.bar.Set(done) // a terminal that is gone stops no crawl
}

// end takes the bar away.
func (t *talk) end() {
	if t.bar != nil {
		_ = t.bar.Clear()
	}
}

// sum says in one line how the command went.
func (t *talk) sum(words string) {
	switch {
	case t.quiet:
	case t.format == "json":
		t.log.Info(words)
	default:
		fmt.Fprintf(t.w, "tlcrawl: %s\n", terminal.Line(words))
	}
}
