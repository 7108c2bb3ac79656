package store_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// The path of a repository leads neither out of the folder nor into a site's own files.
func TestSiteNameRefusesPaths(t *testing.T) {
	for _, tc := range []struct{ why, source string }{
		{"the folder above", "https://github.com/../etc"},
		{"escaped", "https://github.com/%2e%2e/etc"},
		{"a slash, escaped", "https://github.com/a%2f..%2f..%2fb"},
		{"a folder above at the end", "https://github.com/a/.."},
		{"a hidden folder", "https://github.com/a/.git/x"},
		{"the lock", "https://github.com/.lock"},
		{"the slash of Windows", `https://github.com/a\b`},
		{"a drive of Windows", "https://github.com/C:/b"},
		{"a stream of Windows", "https://github.com/a::$DATA"},
		{"Windows drops a dot at the end", "https://github.com/a./b"},
		{"an empty part", "https://github.com/a//b"},
		{"an option", "https://github.com/-rf"},
		{"the runs of the site above", "https://github.com/a/runs"},
		{"its newest snapshot", "https://github.com/a/latest"},
		{"what was moved aside", "https://github.com/damaged"},
		{"its index", "https://github.com/a/index.db"},
		{"its quarantine", "https://github.com/a/suspect.json.gz"},
		{"a snapshot", "https://github.com/a/20260613T030000Z-223.json.gz"},
		{"too deep", "https://github.com/a/b/c/d/e/f/g"},
		{"too long", "https://github.com/" + strings.Repeat("a", 300)},
		{"an escape sequence", "https://github.com/a%1b[2J"},
		{"NUL", "https://github.com/a%00"},
	} {
		if name, err := store.SiteName(tc.source); err == nil {
			t.Errorf("%s: SiteName(%q) = %q; want an error", tc.why, tc.source, name)
		}
	}
}

// Repositories are sites of their own, beside and below others.
func TestRepositorySites(t *testing.T) {
	folder := store.Dir(t.TempDir())
	want := []string{"corefork.telegram.org", "github.com/a", "github.com/a/b", "github.com/c/d"}
	for _, site := range want {
		s := model.New("https://"+site, 223)
		e, err := folder.Next(s, time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC))
		if err != nil {
			t.Fatal(err)
		}
		if err := folder.Write(e, s); err != nil {
			t.Fatal(err)
		}
		if err := folder.WriteRun(site, "20260601T000000Z", []byte(`{"version":"1"}`)); err != nil {
			t.Fatal(err)
		}
	}
	got, err := folder.Sites()
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Errorf("sites: %v %s", err, d)
	}
	jobs, err := folder.Jobs()
	if d := cmp.Diff(want, jobs); d != "" || err != nil {
		t.Errorf("jobs: %v %s", err, d)
	}
	for _, site := range want {
		if e, err := folder.Resolve(site + "/latest"); err != nil || e.Site != site {
			t.Errorf("%s/latest: %+v, %v", site, e, err)
		}
		if e, err := folder.Resolve(site + "/223@2026-06-01"); err != nil || e.Site != site {
			t.Errorf("%s/223@2026-06-01: %+v, %v", site, e, err)
		}
	}
}
