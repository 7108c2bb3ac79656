package site_test

import (
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/tlcrawl/tlcrawl/site"
)

// TestLinks checks that every link inside the site is relative and leads to an existing
// file and anchor, and that every file except the assets can be reached from the index.
func TestLinks(t *testing.T) {
	old, new := sample(t)
	for why, out := range map[string]*memory{
		"one site":     write(t, site.Options{URL: "https://example.org/api"}, one(old, new, old)),
		"no feed":      write(t, site.Options{}, one(old, new)),
		"two sites":    write(t, site.Options{URL: "https://example.org/api"}, one(old, new), site.Site{Name: "other.test", Snapshots: months(new, old)}),
		"no changes":   write(t, site.Options{}, one(old, old)),
		"a single one": write(t, site.Options{}, one(new)),
	} {
		t.Run(why, func(t *testing.T) {
			reached := map[string]bool{}
			walk(t, out, "index.html", reached)
			for _, name := range out.names() {
				if path.Base(name) == "search.js" { // a script loads it
					continue
				}
				if !reached[name] {
					t.Errorf("no link leads to %s", name)
				}
			}
		})
	}
}

// walk follows all links of a page.
func walk(t *testing.T, out *memory, page string, reached map[string]bool) {
	if reached[page] {
		return
	}
	reached[page] = true
	if path.Ext(page) != ".html" {
		return
	}
	doc := out.page(t, page)
	doc.Find("[href], [src]").Each(func(_ int, s *goquery.Selection) {
		href := s.AttrOr("href", s.AttrOr("src", ""))
		if strings.HasPrefix(href, "https://") || strings.HasPrefix(href, "http://") {
			if s.AttrOr("rel", "") != "noreferrer" || goquery.NodeName(s) != "a" {
				t.Errorf("%s: %q without rel", page, href)
			}
			return
		}
		u, err := url.Parse(href)
		switch {
		case err != nil:
			t.Errorf("%s: a link to %q", page, href)
		case u.IsAbs() || u.Host != "" || strings.HasPrefix(href, "/"):
			t.Errorf("%s: %q is not relative", page, href)
		default:
			follow(t, out, page, u, reached)
		}
	})
}

func follow(t *testing.T, out *memory, page string, u *url.URL, reached map[string]bool) {
	target := page
	if u.Path != "" {
		target = path.Join(path.Dir(page), u.Path)
	}
	if !slices.Contains(out.order, target) {
		t.Errorf("%s: %s does not exist", page, u)
		return
	}
	walk(t, out, target, reached)
	if u.Fragment == "" || strings.Contains(u.Fragment, "=") { // a fragment that sets the filters of a report
		return
	}
	if out.page(t, target).Find(`[id="`+u.Fragment+`"]`).Length() != 1 {
		t.Errorf("%s: %s has no such anchor", page, u)
	}
}

// TestAllSites checks that the pages of each of several sites lead to the page above them.
func TestAllSites(t *testing.T) {
	old, new := sample(t)
	out := write(t, site.Options{}, one(old, new), site.Site{Name: "github.com/example/schema", Snapshots: months(new)})
	for page, want := range map[string]string{
		"sample.test/index.html": "../index.html", "sample.test/method/auth.sendCode.html": "../../index.html",
		"github.com/example/schema/type/Updates.html": "../../../../index.html",
	} {
		if got := out.page(t, page).Find(".frame nav a").First().AttrOr("href", ""); got != want {
			t.Errorf("%s leads to %q, want %q", page, got, want)
		}
	}
}
