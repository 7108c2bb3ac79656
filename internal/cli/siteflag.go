package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
)

// siteFlag is the site for links in the output. Several hosts serve the same pages;
// generated documentation should not link to the crawled one.
type siteFlag string

func (f *siteFlag) register(cmd *cobra.Command) {
	cmd.Flags().StringVar((*string)(f), "site", "", "write links to this site, as in https://core.telegram.org (default: the site of the snapshot)")
}

func (f *siteFlag) check() error {
	if *f == "" {
		return nil
	}
	u, err := scrape.ParseSite(string(*f))
	if err != nil {
		return fmt.Errorf("--site: %s", strings.TrimPrefix(err.Error(), "address of the site "))
	}
	*f = siteFlag(u.String())
	return nil
}

func (f *siteFlag) relink(s *model.Snapshot) {
	if *f != "" {
		s.Relink(string(*f))
	}
}
