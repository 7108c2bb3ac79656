package scrape_test

import (
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/scrape"
)

// The address of a site is a scheme and a host, and nothing else.
func TestParseSite(t *testing.T) {
	for _, tc := range []struct{ in, want, why string }{
		{"https://corefork.telegram.org", "https://corefork.telegram.org", "the site itself"},
		{"https://corefork.telegram.org/", "https://corefork.telegram.org", "as a browser shows it"},
		{"http://127.0.0.1:8080", "http://127.0.0.1:8080", "a copy on this machine"},
		{"HTTP://[::1]:8080/", "http://[::1]:8080", "schemes have no case"},
		{"", "", "nothing"},
		{"corefork.telegram.org", "", "without a scheme it would be a path"},
		{"//corefork.telegram.org", "", "of no scheme"},
		{"ftp://corefork.telegram.org", "", "of a scheme that nothing here speaks"},
		{"file:///tmp/pages", "", "of a scheme that nothing here speaks"},
		{"https://", "", "without a host"},
		{"https:corefork.telegram.org", "", "without a host"},
		{"https://corefork.telegram.org/methods", "", "a page, no site"},
		{"https://corefork.telegram.org//", "", "a path, if a strange one"},
		{"https://corefork.telegram.org?layer=214", "", "the layer is asked for elsewhere"},
		{"https://corefork.telegram.org#top", "", "a place on a page"},
		{"https://me:secret@corefork.telegram.org", "", "a secret would end up in the snapshot"},
		{"https://corefork.telegram.org:port", "", "no port"},
		{"https://core fork", "", "no host"},
		{"https://corefork.telegram.org\n", "", "control characters"},
	} {
		u, err := scrape.ParseSite(tc.in)
		switch {
		case tc.want == "" && err == nil:
			t.Errorf("%q is taken as %s: %s", tc.in, u, tc.why)
		case tc.want == "" && !strings.Contains(err.Error(), "address of the site"):
			t.Errorf("%q: the message does not say what is wrong with what: %v", tc.in, err)
		case tc.want != "" && (err != nil || u.String() != tc.want):
			t.Errorf("%q: got %v (%v), want %s: %s", tc.in, u, err, tc.want, tc.why)
		}
	}
}
