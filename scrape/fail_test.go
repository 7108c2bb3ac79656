package scrape_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// refusal is an error that may end the crawl.
type refusal struct{ ends bool }

func (*refusal) Error() string     { return "go away" }
func (r *refusal) EndsCrawl() bool { return r.ends }
func refuses(path string, ends bool) reply {
	return fails(&scrape.PageError{URL: "https://sample.test" + path, Status: 403, Err: &refusal{ends}})
}

// many is a world of 30 methods with equal pages.
func many() world {
	w := sampleWorld()
	for i := range 26 {
		w = w.with(fmt.Sprintf("help.ask%c#%08x = Bool", 'A'+i, i))
	}
	return w
}

// everyMethod returns the reply for each page of a method.
func everyMethod(answer func(path string) reply) func(string, int) reply {
	return func(path string, _ int) reply {
		if strings.HasPrefix(path, "/method/") {
			return answer(path)
		}
		return nil
	}
}

// One failed page is enough for an all-or-nothing crawl to fail, and is named.
func TestCrawlIncomplete(t *testing.T) {
	source := &memory{pages: sampleWorld().pages(), script: always(nearest, broken(nearest))}
	r, err := crawl(t, source, scrape.Options{Kinds: model.Kinds})
	if r != nil {
		t.Error("an incomplete crawl returned a snapshot")
	}
	var incomplete *scrape.IncompleteError
	if !errors.As(err, &incomplete) {
		t.Fatalf("got %v, want an IncompleteError", err)
	}
	if len(incomplete.Failed) != 1 || incomplete.Total != 9 || incomplete.Failed[0].URL != "https://sample.test"+nearest || incomplete.Failed[0].Status != 502 {
		t.Errorf("got %v of %d", incomplete.Failed, incomplete.Total)
	}
	if !strings.Contains(err.Error(), nearest) || !strings.Contains(err.Error(), "1 of 9 pages failed") {
		t.Errorf("the message does not name the page: %v", err)
	}
}

// A partial snapshot lists the failed pages, and has the schema's data of their entities.
func TestCrawlPartial(t *testing.T) {
	script := func(path string, _ int) reply {
		if path == nearest || path == "/type/Bool" {
			return broken(path)
		}
		return nil
	}
	s := mustCrawl(t, &memory{pages: sampleWorld().pages(), script: script}, scrape.Options{Kinds: model.Kinds, AllowPartial: true}).Snapshot
	if diff := cmp.Diff([]string{nearest, "/type/Bool"}, s.Partial); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if m := s.Methods["help.getNearestDc"]; m.Documented != nil || m.TL == "" || m.Category == "" {
		t.Errorf("want data of the schema and the index only; got %+v", m)
	}
	if b := s.Types["Bool"]; b.Documented != nil || len(b.Constructors) != 2 || len(b.Methods) != 2 {
		t.Errorf("want data of the schema only; got %+v", b)
	}
}

// An all-or-nothing crawl gives up after ten failures; one that may be partial continues,
// and lists them all.
func TestCrawlGivesUp(t *testing.T) {
	source := &memory{pages: many().pages(), script: everyMethod(broken)}
	_, err := crawl(t, source, scrape.Options{Parallel: 1})
	var incomplete *scrape.IncompleteError
	if !errors.As(err, &incomplete) || len(incomplete.Failed) != 10 || incomplete.Total != 30 {
		t.Errorf("got %v, want ten failures of 30", err)
	}
	if n := len(source.asked); n != 2+10 {
		t.Errorf("%d pages were requested after ten failures", n-2)
	}

	source = &memory{pages: many().pages(), script: everyMethod(broken)}
	s := mustCrawl(t, source, scrape.Options{AllowPartial: true}).Snapshot
	if len(s.Partial) != 30 || len(source.asked) != 2+30+1 {
		t.Errorf("%d of 30 listed after %d requests", len(s.Partial), len(source.asked))
	}
}

// Nine failures do not end a crawl: all of its pages are requested.
func TestCrawlContinuesBelowTenFailures(t *testing.T) {
	few := many().methods[:9]
	source := &memory{pages: many().pages(), script: func(path string, _ int) reply {
		if slices.ContainsFunc(few, func(tl string) bool { name, _ := parts(tl); return path == "/method/"+name }) {
			return broken(path)
		}
		return nil
	}}
	_, err := crawl(t, source, scrape.Options{Parallel: 1})
	var incomplete *scrape.IncompleteError
	if !errors.As(err, &incomplete) || len(incomplete.Failed) != 9 || len(source.asked) != 32 {
		t.Errorf("got %v after %d requests, want nine failures after 32", err, len(source.asked))
	}
}

// An error that ends the crawl ends it at once, even if it may be partial.
func TestCrawlEnds(t *testing.T) {
	for _, tc := range []struct {
		name, why string
		partial   bool
	}{
		{"all-or-nothing", "the site refuses further requests", false},
		{"partial", "also if pages may be missing", true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			source := &memory{pages: many().pages(), script: everyMethod(func(path string) reply { return refuses(path, true) })}
			r, err := crawl(t, source, scrape.Options{Parallel: 1, AllowPartial: tc.partial})
			var (
				refused *refusal
				failed  *scrape.PageError
			)
			if r != nil || !errors.As(err, &refused) || !errors.As(err, &failed) {
				t.Errorf("got %v, want the refusal of a page: %s", err, tc.why)
			}
			if n := len(source.asked); n != 2+1 {
				t.Errorf("%d pages were requested: %s", n-2, tc.why)
			}
		})
	}
}

// A challenge is retried, as it may be temporary; a persistent one ends the crawl.
func TestCrawlChallenged(t *testing.T) {
	challenge := shows([]byte("<html><head><title>Just a moment...</title></head><body></body></html>"))
	source := &memory{pages: many().pages(), script: everyMethod(func(string) reply { return challenge })}
	r, err := crawl(t, source, scrape.Options{Parallel: 1, MaxAttempts: 3, AllowPartial: true})
	var (
		foreign *page.UnexpectedPageError
		failed  *scrape.PageError
	)
	if r != nil || !errors.As(err, &foreign) || !errors.As(err, &failed) || !foreign.EndsCrawl() {
		t.Errorf("got %v, want the UnexpectedPageError of a page", err)
	}
	if n := len(source.asked); n != 2+1 || failed == nil || source.times(strings.TrimPrefix(failed.URL, "https://sample.test")) != 3 {
		t.Errorf("%v were requested, want one page three times", source.asked)
	}
}

// An error whose EndsCrawl returns false fails only its page.
func TestCrawlDoesNotEnd(t *testing.T) {
	source := &memory{pages: many().pages(), script: everyMethod(func(path string) reply { return refuses(path, false) })}
	s := mustCrawl(t, source, scrape.Options{Parallel: 1, AllowPartial: true}).Snapshot
	if len(s.Partial) != 30 {
		t.Errorf("%d pages are listed, want 30", len(s.Partial))
	}
}

// An error that is not a PageError concerns the Source, and ends the crawl.
func TestCrawlSourceFails(t *testing.T) {
	disk := errors.New("no space left on device")
	source := &memory{pages: many().pages(), script: everyMethod(func(string) reply { return fails(disk) })}
	r, err := crawl(t, source, scrape.Options{Parallel: 1, AllowPartial: true})
	if r != nil || !errors.Is(err, disk) {
		t.Errorf("got %v, want %v", err, disk)
	}
	if n := len(source.asked); n != 2+1 {
		t.Errorf("%d pages were requested", n-2)
	}
}

// Without the index the crawl fails, partial or not.
func TestCrawlWithoutIndex(t *testing.T) {
	noLayer := markup("Schema", "/schema", "", pre(strings.Join(sampleWorld().constructors, "\n")+"\n---functions---\n"+sampleWorld().methods[0]))
	for _, tc := range []struct {
		name, path, why string
		reply           reply
		as              any
	}{
		{"no schema", "/schema", "the download fails", broken("/schema"), new(*scrape.PageError)},
		{"stub of a schema", "/schema", "a site without a schema is not an API reference", shows([]byte(stub)), new(*page.MissingPageError)},
		{"schema of no layer", "/schema", "the layer of pages could not be checked", shows(noLayer), new(*page.LayoutError)},
		{"no methods", "/methods", "the download fails", broken("/methods"), new(*scrape.PageError)},
		{"methods are the schema", "/methods", "the site answers with another index", shows(sampleWorld().schemaPage()), new(*scrape.NameError)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			source := &memory{pages: sampleWorld().pages(), script: always(tc.path, tc.reply)}
			r, err := crawl(t, source, scrape.Options{AllowPartial: true, MaxAttempts: 2})
			if r != nil || !errors.As(err, tc.as) || !strings.Contains(fmt.Sprint(err), "https://sample.test"+tc.path) {
				t.Errorf("got %v, want a %T that names %s: %s", err, tc.as, tc.path, tc.why)
			}
			if n := source.times(nearest); n != 0 {
				t.Errorf("pages were requested: %s", tc.why)
			}
		})
	}
}

// A schema that gives an invalid snapshot is an error.
func TestCrawlInvalid(t *testing.T) {
	w := sampleWorld()
	w.constructors = append(w.constructors, "listed#00000001 = Vector<Bool>") // no constructor returns that
	r, err := crawl(t, &memory{pages: w.pages()}, scrape.Options{AllowPartial: true})
	var invalid *model.DecodeError
	if r != nil || !errors.As(err, &invalid) || !strings.Contains(err.Error(), "https://sample.test") {
		t.Errorf("got %v, want a DecodeError that names the site", err)
	}
}
