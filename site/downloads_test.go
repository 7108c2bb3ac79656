package site_test

import (
	"encoding/json"
	"encoding/xml"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/site"
	"github.com/tlcrawl/tlcrawl/store"
)

// TestDownloads checks that the newest snapshot can be downloaded, and what is in the files.
func TestDownloads(t *testing.T) {
	old, new := sample(t)
	out := write(t, site.Options{}, one(old, new))
	for name, has := range map[string]string{
		"snapshot.json": `"schema_version": 1`, "api.tl": "---functions---", "schema.json": `"predicate"`,
		"errors.json": `"user_only"`, "docs.json": "auth.sendCode",
	} {
		file := out.files[name]
		if !strings.Contains(file, has) {
			t.Errorf("%s has no %s: %.300s", name, has, file)
		}
		if strings.HasSuffix(name, ".json") && !json.Valid([]byte(file)) {
			t.Errorf("%s is not JSON", name)
		}
	}
	if s, err := store.Decode(strings.NewReader(out.files["snapshot.json"])); err != nil || s.Layer != new.Layer {
		t.Errorf("snapshot.json is not the newest snapshot: %v", err)
	}
	listed := out.page(t, "downloads.html").Find("main a").Map(func(_ int, a *goquery.Selection) string { return a.AttrOr("href", "") })
	if want := []string{"snapshot.json", "api.tl", "errors.json", "schema.json", "docs.json"}; !slices.Equal(listed, want) {
		t.Errorf("the page lists %v, want %v", listed, want)
	}
}

// TestDownloadsOfLittle checks that a file which the snapshot has nothing for is neither
// written nor listed.
func TestDownloadsOfLittle(t *testing.T) {
	out := write(t, site.Options{}, one(model.New("https://example.org", 1)))
	for _, name := range []string{"api.tl", "schema.json", "errors.json"} {
		if _, ok := out.files[name]; ok || strings.Contains(out.files["downloads.html"], name) {
			t.Errorf("%s of an empty snapshot", name)
		}
	}
	if out.files["snapshot.json"] == "" {
		t.Error("no snapshot.json")
	}
}

// TestDiscovery checks that each page leads feed readers and browsers to the feeds and the
// search, and only where these exist.
func TestDiscovery(t *testing.T) {
	old, new := sample(t)
	kinds := map[string]string{
		"feed.atom": "application/atom+xml", "feed.json": "application/feed+json", "opensearch.xml": "application/opensearchdescription+xml",
	}
	with, without := write(t, site.Options{URL: "https://example.org/api"}, one(old, new)), write(t, site.Options{}, one(old, new))
	for name, kind := range kinds {
		for page, href := range map[string]string{"index.html": name, "method/auth.sendCode.html": "../" + name} {
			link := `head link[type="` + kind + `"]`
			if got := with.page(t, page).Find(link).AttrOr("href", ""); got != href {
				t.Errorf("%s: %s leads to %q, want %q", page, link, got, href)
			}
			if without.page(t, page).Find(link).Length() > 0 || without.files[name] != "" {
				t.Errorf("%s exists without an address of the site", name)
			}
		}
		if with.files[name] == "" {
			t.Errorf("no %s", name)
		}
	}
	if address := "https://example.org/api/feed.json"; !strings.Contains(with.files["feed.json"], `"feed_url": "`+address+`"`) {
		t.Errorf("the JSON feed does not have its own address %s", address)
	}
	if !strings.Contains(with.files["feed.atom"], `href="https://example.org/api/feed.atom" rel="self"`) {
		t.Error("the Atom feed does not link to itself")
	}
}

// TestOpenSearch checks the description of the search against the limits of its format.
func TestOpenSearch(t *testing.T) {
	old, new := sample(t)
	long := site.Site{Name: "github.com/telegramdesktop/tdesktop", Snapshots: months(old, new)}
	for name, s := range map[string]site.Site{"sample.test": one(old, new), "github.com/tele…": long} {
		var doc struct {
			XMLName                xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
			ShortName, Description string
			URL                    []struct {
				Type     string `xml:"type,attr"`
				Template string `xml:"template,attr"`
			} `xml:"Url"`
		}
		if err := xml.Unmarshal([]byte(write(t, site.Options{URL: "https://example.org/a"}, s).files["opensearch.xml"]), &doc); err != nil {
			t.Fatal(err)
		}
		if doc.ShortName != name || doc.Description == "" {
			t.Errorf("the short name is %q (%q), want %q, at most 16 characters", doc.ShortName, doc.Description, name)
		}
		if len(doc.URL) != 2 || doc.URL[0].Type != "text/html" || doc.URL[0].Template != "https://example.org/a/index.html?q={searchTerms}" {
			t.Errorf("addresses: %+v", doc.URL)
		}
	}
}
