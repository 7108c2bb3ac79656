package diff_test

import (
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
)

// TestAnnounced checks that announcements unknown to one of the snapshots are not changes.
func TestAnnounced(t *testing.T) {
	const (
		schema   = `{"layer": 201, "methods": {"a.b": {"tl": "a.b = Bool"}}}`
		crawled  = `{"layer": 201, "methods": {"a.b": {"documented": true, "tl": "a.b = Bool"}}}`
		announce = `{"layer": 201, "methods": {"a.b": {"documented": true, "tl": "a.b = Bool"}},
			"announced": {"methods": {"a.c": {"name": "a.c", "documented": true, "available_as_of": LAYER}}}}`
		only = `{"layer": 201, "announced": {"methods": {"a.c": {"name": "a.c", "documented": true, "available_as_of": 202}}}}`
	)
	at := func(layer string) string { return strings.Replace(announce, "LAYER", layer, 1) }
	for _, c := range []struct{ why, old, new, want string }{
		{"a later layer", crawled, at("202"), "method-announced"},
		{"the layer itself is not announced", crawled, at("201"), ""},
		{"an earlier layer is of a removed entity", crawled, at("78"), ""},
		{"withdrawn", at("202"), crawled, "method-announcement-withdrawn"},
		{"still announced", at("202"), at("203"), ""},
		{"a schema without pages has no announcements", schema, at("202"), ""},
		{"a schema without pages withdraws nothing", at("202"), schema, ""},
		{"pages of only announced methods are pages", only, crawled, "method-added method-announcement-withdrawn"},
		{"also in the other direction", crawled, only, "method-removed method-announced"},
	} {
		var rules []string
		for _, ch := range diff.Compare(difftest.Snapshot(t, c.old), difftest.Snapshot(t, c.new)).Changes {
			rules = append(rules, ch.Rule)
		}
		if got := strings.Join(rules, " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
}

// TestParseAccepted checks that an error names the line.
func TestParseAccepted(t *testing.T) {
	a, err := diff.ParseAccepted(strings.NewReader("# a comment\n\n  0123456789ab   as planned \n"))
	if err != nil || len(a) != 1 || a["0123456789ab"] != "as planned" {
		t.Errorf("%v, %v", a, err)
	}
	for _, line := range []string{"0123456789ab", "0123456789AB reason", "0123 reason", "reason"} {
		if _, err := diff.ParseAccepted(strings.NewReader("# a comment\n" + line)); err == nil || !strings.HasPrefix(err.Error(), "line 2: ") {
			t.Errorf("%q: %v", line, err)
		}
	}
}
