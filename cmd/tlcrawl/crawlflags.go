package main

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape/fetch"
)

// defaultSite is the site that is first to document a new layer.
const defaultSite = "https://corefork.telegram.org"

// crawlFlags say what to crawl and how.
type crawlFlags struct {
	progress        progress
	baseURL         string
	contact, rate   string
	mirror          string
	layer, parallel int
	kinds           []string
	backoff         time.Duration
	timeout         time.Duration
	offline         bool
	allowPartial    bool
	transport       http.RoundTripper // in the place of the network
}

func (f *crawlFlags) register(cmd *cobra.Command) {
	f.progress.register(cmd)
	flags := cmd.Flags()
	flags.StringVar(&f.baseURL, "base-url", defaultSite, "the site's `address`")
	flags.IntVar(&f.layer, "layer", 0, "the `layer` to ask for (default: the one that the site shows)")
	flags.StringSliceVar(&f.kinds, "kinds", []string{"method"}, "whose pages to read: `method,constructor,type`")
	flags.IntVar(&f.parallel, "parallel", 4, "pages in work at once")
	flags.StringVar(&f.rate, "rate", "5/s", "at most `N/s` requests a second; 0 is no limit")
	flags.DurationVar(&f.backoff, "backoff", 500*time.Millisecond, "how long to wait before asking again, a `duration` that doubles with each time")
	flags.DurationVar(&f.timeout, "timeout", 30*time.Second, "the `duration` that one request may take, to the last byte")
	flags.StringVar(&f.contact, "contact", fetch.DefaultContact, "an `address` of yours, for the User-Agent")
	flags.StringVar(&f.mirror, "mirror", "", "the `folder` to keep the raw pages in, and to go on from")
	flags.BoolVar(&f.offline, "offline", false, "ask no site: read the pages in --mirror")
	flags.BoolVar(&f.allowPartial, "allow-partial", false, "make a snapshot even where pages failed, and list them in it")
}

// checked are the flags, read.
type checked struct {
	rate  float64
	kinds []model.Kind
}

func (f *crawlFlags) check() (checked, error) {
	rate, err := parseRate(f.rate)
	if err != nil {
		return checked{}, err
	}
	kinds, err := parseKinds(f.kinds)
	if err != nil {
		return checked{}, err
	}
	switch {
	case f.layer < 0 || f.parallel < 1 || f.backoff <= 0 || f.timeout <= 0:
		return checked{}, errors.New("--layer must not be negative; --parallel, --backoff and --timeout must be more than 0")
	case f.offline && f.mirror == "":
		return checked{}, errors.New("--offline reads the pages of a mirror: say which with --mirror")
	}
	return checked{rate, kinds}, nil
}

// parseRate reads "5" or "5/s".
func parseRate(s string) (float64, error) {
	rate, err := strconv.ParseFloat(strings.TrimSuffix(s, "/s"), 64)
	if err != nil || rate < 0 || rate > 1e6 {
		return 0, fmt.Errorf("--rate %q: a number of requests a second is wanted, as in 5/s", s)
	}
	return rate, nil
}

func parseKinds(names []string) ([]model.Kind, error) {
	var list []model.Kind
	for _, name := range names {
		k, err := model.ParseKind(name)
		if err != nil {
			return nil, fmt.Errorf("--kinds: %w", err)
		}
		list = append(list, k)
	}
	return list, nil
}
