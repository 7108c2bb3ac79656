package cli

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/fetch"
)

// defaultSite is the site that is first to document a new layer.
const defaultSite = "https://corefork.telegram.org"

// crawlFlags configure a crawl.
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
	transport       http.RoundTripper // replaces the network
}

func (f *crawlFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.baseURL, "base-url", defaultSite, "`address` of the site")
	f.registerRest(cmd)
}

// registerRest adds all flags but --base-url.
func (f *crawlFlags) registerRest(cmd *cobra.Command) {
	f.progress.register(cmd)
	flags := cmd.Flags()
	flags.IntVar(&f.layer, "layer", 0, "`number` of the layer to crawl (default: the one that the site shows)")
	flags.StringSliceVar(&f.kinds, "kinds", allKinds, "read the pages of these `kinds`: method, constructor, type, schema (the MTProto and end-to-end schemas)")
	flags.IntVar(&f.parallel, "parallel", 4, "`number` of pages fetched at once")
	flags.StringVar(&f.rate, "rate", "5/s", "maximum requests per second, as in `5/s`; 0 means no limit")
	flags.DurationVar(&f.backoff, "backoff", 500*time.Millisecond, "wait before the first retry, a `duration` that doubles with each further one")
	flags.DurationVar(&f.timeout, "timeout", 30*time.Second, "maximum `duration` of one request, to the last byte")
	flags.StringVar(&f.contact, "contact", fetch.DefaultContact, "your `address` for the User-Agent header")
	flags.StringVar(&f.mirror, "mirror", "", "`folder` to keep raw pages in and to resume from")
	flags.BoolVar(&f.offline, "offline", false, "read pages from --mirror only; no network")
	flags.BoolVar(&f.allowPartial, "allow-partial", false, "write a snapshot even if pages failed, and list them in it")
}

// checked are the parsed flags.
type checked struct {
	rate float64
	// kinds are the entities whose pages are read, schemas the site's other schemas.
	kinds   []model.Kind
	schemas bool
}

func (f *crawlFlags) check() (checked, error) {
	if _, err := scrape.ParseSite(f.baseURL); err != nil {
		return checked{}, fmt.Errorf("--base-url: %w", err)
	}
	rate, err := parseRate(f.rate)
	if err != nil {
		return checked{}, err
	}
	kinds, schemas, err := parseKinds(f.kinds)
	if err != nil {
		return checked{}, err
	}
	switch {
	case f.layer < 0:
		return checked{}, invalid("layer", f.layer, "the number of a layer, or 0 for the one that the site shows")
	case f.parallel < 1:
		return checked{}, invalid("parallel", f.parallel, "1 or more")
	case f.backoff <= 0:
		return checked{}, invalid("backoff", f.backoff, "more than 0, as in 500ms")
	case f.timeout <= 0:
		return checked{}, invalid("timeout", f.timeout, "more than 0, as in 30s")
	case f.offline && f.mirror == "":
		return checked{}, errors.New("--offline needs --mirror, the folder to read the pages from")
	}
	return checked{rate, kinds, schemas}, nil
}

// parseRate reads "5" or "5/s".
func parseRate(s string) (float64, error) {
	rate, err := strconv.ParseFloat(strings.TrimSuffix(s, "/s"), 64)
	if err != nil || rate < 0 || rate > 1e6 {
		return 0, invalid("rate", s, "requests per second, as in 5/s; 0 for no limit")
	}
	return rate, nil
}

// kindSchema stands for the site's other schemas in --kinds.
const kindSchema = "schema"

// allKinds are the values of --kinds.
var allKinds = []string{string(model.KindMethod), string(model.KindConstructor), string(model.KindType), kindSchema}

func parseKinds(names []string) (kinds []model.Kind, schemas bool, err error) {
	kinds = []model.Kind{}
	for _, name := range names {
		if name == kindSchema || name == kindSchema+"s" {
			schemas = true
			continue
		}
		k, err := model.ParseKind(name)
		if err != nil {
			return nil, false, fmt.Errorf("invalid --kinds %q (want %s)", name, strings.Join(allKinds, ", "))
		}
		kinds = append(kinds, k)
	}
	return kinds, schemas, nil
}
