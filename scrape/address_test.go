package scrape_test

import (
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/scrape"
)

// The address of a site is a scheme and a host only.
func TestParseSite(t *testing.T) {
	for _, tc := range []struct{ in, want, why string }{
		{"https://corefork.telegram.org", "https://corefork.telegram.org", "the site itself"},
		{"https://corefork.telegram.org/", "https://corefork.telegram.org", "as a browser shows it"},
		{"http://127.0.0.1:8080", "http://127.0.0.1:8080", "a local copy"},
		{"HTTP://[::1]:8080/", "http://[::1]:8080", "schemes are case-insensitive"},
		{"", "", "nothing"},
		{"corefork.telegram.org", "", "without a scheme, it is a path"},
		{"//corefork.telegram.org", "", "empty scheme"},
		{"ftp://corefork.telegram.org", "", "unsupported scheme"},
		{"file:///tmp/pages", "", "unsupported scheme"},
		{"https://", "", "no host"},
		{"https:corefork.telegram.org", "", "no host"},
		{"https://corefork.telegram.org/methods", "", "a page, not a site"},
		{"https://corefork.telegram.org//", "", "an unusual path"},
		{"https://corefork.telegram.org?layer=214", "", "the layer is another option"},
		{"https://corefork.telegram.org#top", "", "a fragment of a page"},
		{"https://me:secret@corefork.telegram.org", "", "the password would be stored in the snapshot"},
		{"https://corefork.telegram.org:port", "", "no port"},
		{"https://core fork", "", "no host"},
		{"https://corefork.telegram.org\n", "", "control characters"},
	} {
		u, err := scrape.ParseSite(tc.in)
		switch {
		case tc.want == "" && err == nil:
			t.Errorf("%q parsed as %s: %s", tc.in, u, tc.why)
		case tc.want == "" && !strings.Contains(err.Error(), "address of the site"):
			t.Errorf("%q: the message does not name the address and the problem: %v", tc.in, err)
		case tc.want != "" && (err != nil || u.String() != tc.want):
			t.Errorf("%q: got %v (%v), want %s: %s", tc.in, u, err, tc.want, tc.why)
		}
	}
}
