package cli

import (
	"context"
	"html/template"
	"slices"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/site"
	"github.com/tlcrawl/tlcrawl/store"
	"github.com/tlcrawl/tlcrawl/upcoming"
	"github.com/tlcrawl/tlcrawl/upstream"
)

// coming lists what clients have of the API and the documentation does not. What only the
// documentation announces is not in the list: the site's pages have it.
func (f sourcesFlag) coming(ctx context.Context, folder store.Folder) ([]site.Coming, error) {
	sources, err := f.read()
	if err != nil {
		return nil, err
	}
	items, err := upcoming.List(ctx, folder, sources)
	if err != nil {
		return nil, err
	}
	var list []site.Coming
	for _, i := range upcoming.Coming(items) {
		if i.Schema != "" || i.Line == "" {
			continue
		}
		c := site.Coming{Kind: i.Kind, Name: i.Name, Line: i.Line, Provisional: i.Status != upcoming.Final}
		var where []string
		for _, s := range i.Seen {
			where = append(where, s.Source)
		}
		c.Where = strings.Join(where, ", ")
		if !i.Since.IsZero() {
			c.Since = i.Since.UTC().Format(time.DateOnly)
		}
		list = append(list, c)
	}
	return list, nil
}

// withComing adds what is coming to the documentation sites of a folder. Client
// repositories are where it comes from.
func (f sourcesFlag) withComing(ctx context.Context, folder store.Folder, sites []site.Site) error {
	documentation := func(s site.Site) bool { return !store.IsRepository(s.Name) }
	if !slices.ContainsFunc(sites, documentation) {
		return nil
	}
	list, err := f.coming(ctx, folder)
	if err != nil {
		return err
	}
	leads, err := f.leads(folder)
	if err != nil {
		return err
	}
	for i := range sites {
		if documentation(sites[i]) {
			sites[i].Coming, sites[i].Leads = list, leads
		}
	}
	return nil
}

// leads plots which source had which layer when; it is empty if no layer is known of two.
func (f sourcesFlag) leads(folder store.Folder) (template.HTML, error) {
	sources, err := f.read()
	if err != nil {
		return "", err
	}
	list, err := upstream.Leads(folder, sources)
	if err != nil || len(list) == 0 {
		return "", err
	}
	var b strings.Builder
	err = upstream.LeadPlot(&b, list)
	return template.HTML(b.String()), err //nolint:gosec // LeadPlot escapes what it shows
}
