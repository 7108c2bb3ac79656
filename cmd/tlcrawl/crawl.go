package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/fetch"
	"github.com/tlcrawl/tlcrawl/store"
)

// defaultSite is the site that is first to document a new layer.
const defaultSite = "https://corefork.telegram.org"

// crawlFlags say what to crawl and how.
type crawlFlags struct {
	baseURL, contact, rate string
	layer, parallel        int
	kinds                  []string
	backoff                time.Duration
	quiet, allowPartial    bool
}

func (f *crawlFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.baseURL, "base-url", defaultSite, "the site's `address`")
	flags.IntVar(&f.layer, "layer", 0, "the `layer` to ask for (default: the one that the site shows)")
	flags.StringSliceVar(&f.kinds, "kinds", []string{"method"}, "whose pages to read: `method,constructor,type`")
	flags.IntVar(&f.parallel, "parallel", 4, "pages in work at once")
	flags.StringVar(&f.rate, "rate", "5/s", "requests a `second`; 0 is no limit")
	flags.DurationVar(&f.backoff, "backoff", 500*time.Millisecond, "how `long` to wait before asking again; it doubles with each time")
	flags.StringVar(&f.contact, "contact", fetch.DefaultContact, "an `address` of yours, for the User-Agent")
	flags.BoolVar(&f.allowPartial, "allow-partial", false, "write a snapshot even where pages failed, and list them in it")
	flags.BoolVar(&f.quiet, "quiet", false, "say nothing but errors")
}

func newCrawl(c console) *cobra.Command {
	var (
		f   crawlFlags
		out string
	)
	cmd := &cobra.Command{
		Use:   "crawl --out FILE",
		Short: "Crawl the site into a snapshot",
		Long: `Crawl reads the whole reference: /schema for the index and the layer, /methods for
the categories, then one page an entity. It writes one snapshot, or nothing.`,
		Example: `  tlcrawl crawl --out today.json
  tlcrawl crawl --out 214.json.gz --layer 214 --kinds method,constructor,type
  tlcrawl crawl --out - --base-url https://core.telegram.org --rate 2/s --contact you@example.org`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if out == "" {
				return usage(cmd, errors.New("--out says where to write the snapshot"))
			}
			if err := store.Writable(out); err != nil {
				return err
			}
			s, err := f.crawl(cmd.Context(), c, nil)
			if err != nil {
				return err
			}
			return c.write(out, s)
		},
	}
	cmd.Flags().StringVarP(&out, "out", "o", "", "the `file` to write, gzipped if it ends in .gz; - is standard output")
	f.register(cmd)
	return cmd
}

// write writes a snapshot to a file or to standard output.
func (c console) write(name string, s *model.Snapshot) error {
	if name == store.Stdio {
		return c.output(name, func(w io.Writer) error { return model.Encode(w, s) })
	}
	return store.Write(name, s)
}

// crawl crawls the site that the flags name, over the network or over transport,
// and tells how it went.
func (f *crawlFlags) crawl(ctx context.Context, c console, transport http.RoundTripper) (*model.Snapshot, error) {
	rate, err := parseRate(f.rate)
	if err != nil {
		return nil, err
	}
	kinds, err := parseKinds(f.kinds)
	if err != nil {
		return nil, err
	}
	if f.layer < 0 || f.parallel < 1 || f.backoff <= 0 {
		return nil, errors.New("--layer must not be negative, --parallel and --backoff must be more than 0")
	}
	log := c.logger(f.quiet)
	site, err := fetch.Open(ctx, fetch.Options{
		BaseURL: f.baseURL, Layer: f.layer, Parallel: f.parallel, Rate: rate,
		Backoff: f.backoff, Version: version, Contact: f.contact, Log: log, Transport: transport,
	})
	if err != nil {
		return nil, err
	}
	began := time.Now()
	result, err := scrape.Crawl(ctx, site, scrape.Options{
		Site: f.baseURL, Layer: f.layer, Kinds: kinds, Parallel: f.parallel, AllowPartial: f.allowPartial,
		Pause: f.backoff, Log: log,
	})
	if err != nil {
		return nil, advise(err)
	}
	if !f.quiet {
		fmt.Fprintln(c.err, "tlcrawl:", summary(result, site.Stats(), time.Since(began)))
	}
	return result.Snapshot, nil
}

// advise says what to do about a crawl that failed.
func advise(err error) error {
	var incomplete *scrape.IncompleteError
	if errors.As(err, &incomplete) {
		return fmt.Errorf("%w; nothing was written: run again, or take what there is with --allow-partial", err)
	}
	return err
}

func summary(r *scrape.Result, stats fetch.Stats, took time.Duration) string {
	s := r.Snapshot
	var b strings.Builder
	fmt.Fprintf(&b, "layer %d: %d methods, %d constructors, %d types; %d pages",
		s.Layer, len(s.Methods), len(s.Constructors), len(s.Types), r.Pages)
	if n := len(r.Undocumented); n > 0 {
		fmt.Fprintf(&b, ", %d of them not there", n)
	}
	if n := len(s.Partial); n > 0 {
		fmt.Fprintf(&b, ", %d FAILED", n)
	}
	fmt.Fprintf(&b, "; %d requests, %d of them again, in %s", stats.Requests, stats.Retries+int64(r.Again), took.Round(100*time.Millisecond))
	return b.String()
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
