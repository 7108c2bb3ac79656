package scrape_test

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/scrape"
)

// validating is a Source that knows the validators of its pages.
type validating map[string]string

func (v validating) Get(_ context.Context, r scrape.Request) (*scrape.Response, error) {
	if r.ETag == v[r.Path] {
		return &scrape.Response{NotModified: true}, nil
	}
	buffer := cmp.Or(r.Buffer, new(bytes.Buffer))
	buffer.Reset()
	buffer.WriteString("body of " + v[r.Path])
	return &scrape.Response{Body: buffer.Bytes(), Status: 200, ETag: v[r.Path]}, nil
}

// Pages that do not show a layer are requested conditionally from the second layer on. What
// is remembered stays, though the caller uses its buffer again.
func TestRevalidating(t *testing.T) {
	var r scrape.Revalidating
	first := r.Of(validating{"/methods": "m1", "/schema/mtproto": "s1", "/method/auth.sendCode": "a1"})
	second := r.Of(validating{"/methods": "m2", "/schema/mtproto": "s1", "/method/auth.sendCode": "a1"})
	var buffer bytes.Buffer
	for _, tc := range []struct {
		why    string
		source scrape.Source
		path   string
		cache  scrape.CacheMode
		want   string
	}{
		{"the first time there is nothing to compare with", first, "/methods", scrape.CacheRevalidate, "body of m1"},
		{"another page", first, "/schema/mtproto", scrape.CacheRevalidate, "body of s1"},
		{"and one of an entity", first, "/method/auth.sendCode", scrape.CacheUse, "body of a1"},
		{"a page that has changed", second, "/methods", scrape.CacheRevalidate, "body of m2"},
		{"a page that has not", second, "/schema/mtproto", scrape.CacheRevalidate, "body of s1"},
		{"what was remembered is not good enough", second, "/schema/mtproto", scrape.CacheBypass, "body of s1"},
		{"the page of an entity shows the layer", second, "/method/auth.sendCode", scrape.CacheUse, "body of a1"},
	} {
		got, err := tc.source.Get(t.Context(), scrape.Request{Path: tc.path, Cache: tc.cache, Buffer: &buffer})
		if err != nil || string(got.Body) != tc.want || got.NotModified {
			t.Errorf("%s: %+v, %v; want %q", tc.why, got, err, tc.want)
		}
	}
}

func ExampleRevalidating() {
	var shared scrape.Revalidating
	for _, layer := range []string{"186", "203"} {
		site := shared.Of(scrape.Source(validating{"/schema/mtproto": "v1"})) // a Source for each layer
		r, _ := site.Get(context.Background(), scrape.Request{Path: "/schema/mtproto"})
		fmt.Println(layer, strings.ToUpper(string(r.Body)))
	}
	// Output:
	// 186 BODY OF V1
	// 203 BODY OF V1
}
