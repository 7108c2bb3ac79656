package scrape_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
)

// tablePath is the path of the site's own table of errors.
const tablePath = "/api/errors.json"

const table = `{"errors": {"-503": {"Timeout": ["messages.getBotCallbackAnswer"]}, "400": {
	"USER_ID_INVALID": ["users.getUsers", "channels.inviteToChannel", "users.getUsers"], "MSG_WAIT_FAILED": []}},
	"descriptions": {"USER_ID_INVALID": " The user does not\n exist. "}, "user_only": ["users.getUsers"], "bot_only": [], "layer": 227}`

var wantTable = &model.ErrorTable{
	Layer: 227, UserOnly: []string{"users.getUsers"},
	Errors: []model.TableError{
		{Code: -503, Type: "Timeout", Methods: []string{"messages.getBotCallbackAnswer"}},
		{Code: 400, Type: "MSG_WAIT_FAILED"},
		{Code: 400, Type: "USER_ID_INVALID", Description: " The user does not\n exist. ", Methods: []string{"channels.inviteToChannel", "users.getUsers"}},
	},
}

// The table is one request. A missing table is not a failure; a table that cannot be
// downloaded is, unless the crawl may be partial.
func TestCrawlErrorTable(t *testing.T) {
	status := func(code int) reply {
		return fails(&scrape.PageError{URL: tablePath, Status: code, Err: errors.New("no answer")})
	}
	stub := []byte(`<!DOCTYPE html><html><h1 id="dev_page_title">Page not found</h1><div id="dev_page_content">The page has not been saved</div></html>`)
	for _, tc := range []struct {
		why     string
		answer  reply
		partial bool
		asked   int
		want    *model.ErrorTable
		fails   bool
	}{
		{"the site has a table", shows([]byte(table)), false, 1, wantTable, false},
		{"the site has none", status(http.StatusNotFound), false, 1, nil, false},
		{"always a stub", shows(stub), false, 3, nil, false},
		{"always another page", shows(sampleWorld().pages()["/methods"]), false, 3, nil, false},
		{"a page of another kind", shows([]byte("<html><title>Errors</title></html>")), false, 3, nil, false},
		{"the download fails", status(http.StatusBadGateway), false, 1, nil, true},
		{"always truncated", shows([]byte(table[:50])), false, 3, nil, true},
		{"the download fails, and the crawl may be partial", status(http.StatusBadGateway), true, 1, nil, false},
		{"a challenge page", shows([]byte("<html><title>Just a moment...</title></html>")), false, 3, nil, true},
	} {
		source := &memory{pages: sampleWorld().pages(), script: always(tablePath, tc.answer)}
		r, err := crawl(t, source, scrape.Options{AllowPartial: tc.partial, MaxAttempts: 3})
		if n := source.times(tablePath); n != tc.asked {
			t.Errorf("%s: requested %d times, want %d", tc.why, n, tc.asked)
		}
		if tc.fails {
			var failed *scrape.PageError
			if !errors.As(err, &failed) || !strings.HasSuffix(failed.URL, tablePath) {
				t.Errorf("%s: got %v", tc.why, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", tc.why, err)
			continue
		}
		if d := cmp.Diff(tc.want, r.Snapshot.ErrorTable); d != "" {
			t.Errorf("%s: %s", tc.why, d)
		}
		if listed := len(r.Snapshot.Partial) == 1; listed != tc.partial {
			t.Errorf("%s: partial %v", tc.why, r.Snapshot.Partial)
		}
	}
}
