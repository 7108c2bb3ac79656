package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/history/importer"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/fetch"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// maxLayer is more than any layer has.
const maxLayer = 99_999

// parseLayers reads 133-227 or 133.
func parseLayers(s string) (first, last int, err error) {
	from, to, several := strings.Cut(s, "-")
	if !several {
		to = from
	}
	first, err1 := strconv.Atoi(from)
	last, err2 := strconv.Atoi(to)
	if err1 != nil || err2 != nil || first < 1 || last < first || last > maxLayer {
		return 0, 0, fmt.Errorf("invalid --layers %q (want a range of layers, as in 133-227)", s)
	}
	return first, last, nil
}

// backfill crawls old layers into a data folder.
func (f *crawlFlags) backfill(ctx context.Context, c console, layers, data string) error {
	first, last, err := parseLayers(layers)
	switch {
	case err != nil:
		return err
	case f.layer != 0:
		return errors.New("only one of --layer and --layers can be used")
	case f.allowPartial || f.offline:
		return errors.New("--allow-partial and --offline do not work with --layers")
	}
	crawl, err := f.prepare(c)
	if err != nil {
		return err
	}
	var shared scrape.Revalidating
	crawl.wrap = shared.Of
	plan, err := importer.Backfill(ctx, importer.BackfillOptions{
		Folder: c.folder(data), Source: f.baseURL, First: first, Last: last, Now: time.Now,
		Listed: crawl.listed,
		Crawl:  crawl.layerOf,
		Report: func(p importer.BackfillPlan) { f.progress.summarize(backfilled(p, crawl.checked.rate)) },
	})
	switch {
	case ctx.Err() != nil:
		return errors.New("interrupted; complete layers are stored: run the same command again to continue")
	case err != nil:
		return err
	}
	f.progress.warnIndex(plan.IndexError)
	switch {
	case len(plan.Failed) > 0:
		for _, err := range plan.Failed {
			fmt.Fprintf(c.err, "tlcrawl: %s\n", terminal.Line(err.Error()))
		}
		return fmt.Errorf("%d layers failed, %d are stored, %d are left: run the same command again to continue",
			len(plan.Failed), len(plan.Done), len(plan.Todo)-len(plan.Done)-len(plan.NotShown))
	}
	line := fmt.Sprintf("%d layers stored", len(plan.Done))
	if len(plan.NotShown) > 0 {
		line += fmt.Sprintf(", %d left out, because the site shows another layer instead (%s)", len(plan.NotShown), ranges(plan.NotShown))
	}
	f.progress.summarize(line)
	return nil
}

// layerOf crawls one layer.
func (c *crawling) layerOf(ctx context.Context, layer int) (*model.Snapshot, error) {
	flags := *c.crawlFlags
	flags.layer, flags.progress.tenths = layer, 0
	one := *c
	one.crawlFlags = &flags
	d, err := one.run(ctx)
	if err != nil {
		return nil, advise(err, "nothing was stored of it")
	}
	defer d.close()
	return d.Snapshot, d.finish()
}

// listed asks the site for its layers and the number of pages of the one that it shows.
func (c *crawling) listed(ctx context.Context) (layers []int, pages int, err error) {
	site, err := fetch.Open(ctx, fetch.Options{
		BaseURL: c.baseURL, Rate: c.checked.rate, InitialBackoff: c.backoff, Timeout: c.timeout,
		Version: c.version, Contact: c.contact, Log: c.progress.log, Transport: c.transport,
	})
	if err != nil {
		return nil, 0, err
	}
	r, err := site.Get(ctx, scrape.Request{Path: "/schema"})
	if err != nil {
		return nil, 0, err
	}
	root, err := url.Parse(c.baseURL)
	if err != nil {
		return nil, 0, err
	}
	p, err := page.Read(bytes.NewReader(r.Body), root)
	if err == nil && (p.Kind != page.KindSchema || len(p.Layers) == 0) {
		err = errors.New("it has no list of layers")
	}
	if err != nil {
		return nil, 0, &scrape.PageError{URL: c.baseURL + "/schema", Status: r.Status, Err: err}
	}
	for _, l := range p.Layers {
		layers = append(layers, l.Layer)
	}
	types := map[string]bool{}
	for _, k := range p.Schema.Constructors {
		types[k.Result] = true
	}
	return layers, len(p.Schema.Methods) + len(p.Schema.Constructors) + len(types) + pagesBeside, nil
}

// pagesBeside are those that are not of entities: robots.txt, the schemas, the list of
// methods and the table of errors.
const pagesBeside = 6

// backfilled says what a backfill is going to do, or how far it is.
func backfilled(p importer.BackfillPlan, rate float64) string {
	if n := len(p.Done); n > 0 {
		return fmt.Sprintf("layer %d stored, %d of %d", p.Done[n-1], n, len(p.Todo))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d layers to crawl", len(p.Todo))
	if len(p.Present) > 0 {
		fmt.Fprintf(&b, ", %d are in the folder (%s)", len(p.Present), ranges(p.Present))
	}
	if len(p.Unlisted) > 0 {
		fmt.Fprintf(&b, ", %d are not on the site (%s)", len(p.Unlisted), ranges(p.Unlisted))
	}
	requests := len(p.Todo) * p.Pages
	fmt.Fprintf(&b, "; at most about %d requests", requests)
	if rate > 0 && requests > 0 {
		fmt.Fprintf(&b, ", %.1f hours at %g/s", float64(requests)/rate/3600, rate)
	}
	return b.String()
}

// ranges prints numbers in order: 133-135, 140
func ranges(list []int) string {
	var parts []string
	for i := 0; i < len(list); {
		j := i
		for j+1 < len(list) && list[j+1] == list[j]+1 {
			j++
		}
		if parts = append(parts, strconv.Itoa(list[i])); j > i {
			parts[len(parts)-1] += "-" + strconv.Itoa(list[j])
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}
