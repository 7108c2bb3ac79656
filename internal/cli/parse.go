package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/page"
	"github.com/tlcrawl/tlcrawl/store"
)

func newParse(c console) *cobra.Command {
	var baseURL string
	cmd := &cobra.Command{
		Use:   "parse FILE...",
		Short: "Print saved pages as JSON, one object per page",
		Long: `Read saved pages of the reference and print one JSON object per line:
{"file","kind","layer","layers","entity"}. The kind is method, constructor, type,
schema, methods, layers (/api/layers), errors (/api/errors.json), or missing for a page
that the site does not have. Files that are not pages are reported on standard error.`,
		Example: `  tlcrawl parse auth.resendCode.html
  tlcrawl parse method/*.html | jq -r .entity.tl`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, files []string) error {
			site, err := scrape.ParseSite(baseURL)
			if err != nil {
				return fmt.Errorf("--base-url: %w", err)
			}
			return c.parse(cmd.Context(), site, files)
		},
	}
	cmd.Flags().StringVar(&baseURL, "base-url", defaultSite, "`address` of the site that relative links refer to")
	return cmd
}

// parse prints the line of each file, in the order of the files. Files that are not pages
// do not affect the others.
func (c console) parse(ctx context.Context, site *url.URL, files []string) error {
	if os.Getenv("GOGC") == "" {
		defer debug.SetGCPercent(debug.SetGCPercent(200)) // as in a crawl
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	out := bufio.NewWriter(c.out)
	var failed []error
	for p := range c.parsed(ctx, site, files) {
		line := <-p
		if line.err != nil {
			failed = append(failed, line.err)
			continue
		}
		if _, err := out.Write(line.text); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case len(failed) == 0:
		return nil
	case len(failed) == 1:
		return failed[0]
	}
	for _, err := range failed {
		fmt.Fprintf(c.err, "tlcrawl: %s\n", terminal.Line(err.Error()))
	}
	return fmt.Errorf("%d of %d files are not pages of the reference", len(failed), len(files))
}

// parsedFile is the line of a file, or the error.
type parsedFile struct {
	text []byte
	err  error
}

// parsed parses files on all processors. It returns the results in the order of the files,
// each as soon as it is available; a few more are parsed ahead.
func (c console) parsed(ctx context.Context, site *url.URL, files []string) <-chan chan parsedFile {
	type job struct {
		name string
		done chan parsedFile
	}
	var (
		workers = runtime.GOMAXPROCS(0)
		jobs    = make(chan job)
		results = make(chan chan parsedFile, 4*workers)
		reader  = page.NewReader(site)
		encoder page.Encoder
	)
	for range workers {
		go func() {
			for j := range jobs {
				text, err := c.parseFile(reader, &encoder, j.name)
				j.done <- parsedFile{text, err}
			}
		}()
	}
	go func() {
		defer close(results)
		defer close(jobs)
		for _, name := range files {
			done := make(chan parsedFile, 1)
			select {
			case results <- done:
				jobs <- job{name, done}
			case <-ctx.Done():
				return
			}
		}
	}()
	return results
}

func (c console) parseFile(reader *page.Reader, encoder *page.Encoder, name string) ([]byte, error) {
	in := c.in
	if name != store.Stdio {
		f, err := os.Open(name)
		if err != nil {
			return nil, &store.FileError{Name: name, Err: errors.Unwrap(err)}
		}
		defer f.Close()
		in = f
	}
	p, err := reader.Read(in)
	var path *os.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	text, err := encoder.Encode(name, p, err)
	if err != nil {
		return nil, &store.FileError{Name: name, Err: err}
	}
	return text, nil
}
