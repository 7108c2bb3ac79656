package main

import (
	"errors"
	"fmt"
	"net/url"
	"os"

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
		Short: "Read saved pages, print one JSON object a page",
		Long: `Parse reads saved pages of the reference and prints one JSON object a line:
{"file","kind","layer","layers","entity"}. The kind is method, constructor, type,
schema, methods, layers (/api/layers), errors (/api/errors.json) or missing. A file that is no such page is told on standard error.`,
		Example: `  tlcrawl parse auth.resendCode.html
  tlcrawl parse method/*.html | jq -r .entity.tl`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, files []string) error {
			site, err := scrape.ParseSite(baseURL)
			if err != nil {
				return err
			}
			return c.parse(site, files)
		},
	}
	cmd.Flags().StringVar(&baseURL, "base-url", defaultSite, "the `address` that links are made absolute with")
	return cmd
}

// parse prints the line of each file in turn. Files that are no pages do not keep
// the others from being printed.
func (c console) parse(site *url.URL, files []string) error {
	var failed []error
	for _, name := range files {
		line, err := c.parseFile(site, name)
		if err != nil {
			failed = append(failed, &store.FileError{Name: name, Err: err})
			continue
		}
		if err := line.Write(c.out); err != nil {
			return err
		}
	}
	switch len(failed) {
	case 0:
		return nil
	case 1:
		return failed[0]
	}
	for _, err := range failed {
		fmt.Fprintf(c.err, "tlcrawl: %s\n", terminal.Line(err.Error()))
	}
	return fmt.Errorf("%d of %d files are no pages of the reference", len(failed), len(files))
}

func (c console) parseFile(site *url.URL, name string) (page.Line, error) {
	r := c.in
	if name != store.Stdio {
		f, err := os.Open(name)
		if err != nil {
			return page.Line{}, errors.Unwrap(err)
		}
		defer f.Close()
		r = f
	}
	p, err := page.Read(r, site)
	var path *os.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return page.NewLine(name, p, err)
}
