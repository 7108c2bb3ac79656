package data_test

import (
	"errors"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/internal/samplesite"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

func TestHandler(t *testing.T) {
	tests := []struct {
		reason         string
		path, cookie   string
		status         int
		location, sets string
		body           string
	}{
		{"the newest layer is shown by default", "/schema", "", 200, "", "", ">Layer 203 <"},
		{"the cookie chooses the layer", "/schema", "186", 200, "", "", ">Layer 186 <"},
		{"a layer that the sample does not have shows the newest", "/schema", "187", 200, "", "", ">Layer 203 <"},
		{"a cookie without a number shows the newest", "/schema", "x", 200, "", "", ">Layer 203 <"},
		{"?layer sets the cookie and redirects back", "/method/auth.sendCode?layer=186", "", 302, "/method/auth.sendCode", "186", ""},
		{"?layer replaces an earlier cookie", "/schema?layer=203", "186", 302, "/schema", "203", ""},
		{"a layer without a number sets nothing", "/schema?layer=x%3B", "", 302, "/schema", "", ""},
		{"an escape is preserved", "/type/Vector%20t?layer=186", "", 302, "/type/Vector%20t", "186", ""},
		{"a redirection never leaves the site", "//elsewhere.test/?layer=186", "", 302, "/elsewhere.test", "186", ""},
		{"a name with a space", "/type/Vector%20t", "", 200, "", "", "<title>Vector t</title>"},
		{"a trailing slash is redirected to the page", "/method/auth.sendCode/", "", 301, "/method/auth.sendCode", "", ""},
		{"an unknown method is a stub with status 200", "/method/auth.nothing", "", 200, "", "", "The page has not been saved"},
		{"an unknown constructor", "/constructor/nothing", "", 200, "", "", "<title>Page not found</title>"},
		{"an unknown type, here in lower case", "/type/auth.sentcode", "", 200, "", "", "The page has not been saved"},
		{"a method of the other layer", "/method/payments.canPurchasePremium", "", 200, "", "", "The page has not been saved"},
		{"the method without a page", "/method/account.getPaidMessagesRevenue", "", 200, "", "", "The page has not been saved"},
		{"anything else is not found", "/api/obtaining_api_id", "", 404, "", "", ""},
		{"a kind without a name is not found", "/method", "", 404, "", "", ""},
		{"the root is not part of the sample", "/", "", 404, "", "", ""},
		{"crawlers are allowed", "/robots.txt", "", 200, "", "", "User-agent: *\nDisallow:\n"},
	}
	h := data.Handler()
	for _, test := range tests {
		r := httptest.NewRequest(http.MethodGet, "http://sample.test"+test.path, nil)
		if test.cookie != "" {
			r.AddCookie(&http.Cookie{Name: "stel_dev_layer", Value: test.cookie})
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != test.status {
			t.Errorf("%s: status %d, want %d: %s", test.path, w.Code, test.status, test.reason)
		}
		if got := w.Header().Get("Location"); got != test.location {
			t.Errorf("%s: redirected to %q, want %q: %s", test.path, got, test.location, test.reason)
		}
		if got := cookieOf(w.Result()); got != test.sets {
			t.Errorf("%s: sets layer %q, want %q: %s", test.path, got, test.sets, test.reason)
		}
		if !strings.Contains(w.Body.String(), test.body) {
			t.Errorf("%s: the response lacks %q: %s", test.path, test.body, test.reason)
		}
	}
}

func cookieOf(r *http.Response) string {
	for _, c := range r.Cookies() {
		if c.Name == "stel_dev_layer" {
			return c.Value
		}
	}
	return ""
}

// TestHandlerIsForReading checks that the sample is read-only.
func TestHandlerIsForReading(t *testing.T) {
	w := httptest.NewRecorder()
	data.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/schema", nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST has status %d", w.Code)
	}
}

// TestStub reads the stub with package page.
func TestStub(t *testing.T) {
	r, err := source{data.Handler(), 203}.Get(t.Context(), scrape.Request{Path: "/method/auth.nothing"})
	if err != nil {
		t.Fatal(err)
	}
	site, err := scrape.ParseSite(address)
	if err != nil {
		t.Fatal(err)
	}
	var stub *page.MissingPageError
	if _, err := page.Read(strings.NewReader(string(r.Body)), site); !errors.As(err, &stub) {
		t.Errorf("the stub is read as %v", err)
	}
}

// TestNoTwoAnswersAreEqual checks that two responses differ only in the comment at the end
// of the page.
func TestNoTwoAnswersAreEqual(t *testing.T) {
	comment := regexp.MustCompile(`<!-- page generated in \d+\.\d\dms -->\n$`)
	h := data.Handler()
	for _, path := range []string{"/schema", "/method/auth.sendCode", "/method/auth.nothing"} {
		a, _ := source{h, 203}.Get(t.Context(), scrape.Request{Path: path})
		b, _ := source{h, 203}.Get(t.Context(), scrape.Request{Path: path})
		if string(a.Body) == string(b.Body) {
			t.Errorf("%s: two responses are equal", path)
		}
		first, second := comment.ReplaceAllString(string(a.Body), ""), comment.ReplaceAllString(string(b.Body), "")
		if first != second {
			t.Errorf("%s: two responses differ in more than the comment", path)
		}
		if page, ok := samplesite.Page(203, path); ok && string(page) != first {
			t.Errorf("%s: the response differs from Page", path)
		}
	}
}

// TestBrowser follows the list of layers as a user would, over a connection.
func TestBrowser(t *testing.T) {
	server := httptest.NewServer(data.Handler())
	defer server.Close()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	for _, step := range []struct {
		path   string
		layer  int
		reason string
	}{
		{"/method/upload.getFile", 203, "the newest by default"},
		{"/method/upload.getFile?layer=186", 186, "a choice from the list"},
		{"/schema/", 186, "the choice persists, also after a redirect"},
		{"/schema?layer=203", 203, "and back"},
	} {
		r, err := client.Get(server.URL + step.path)
		if err != nil {
			t.Fatal(err)
		}
		p, err := page.Read(r.Body, r.Request.URL)
		r.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		if p.Layer != step.layer {
			t.Errorf("%s shows layer %d, want %d: %s", step.path, p.Layer, step.layer, step.reason)
		}
	}
}
