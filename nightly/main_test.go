package nightly_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/store"
)

// source is the crawled site, and site its folder.
const (
	source = "https://corefork.telegram.org"
	site   = "corefork.telegram.org"
)

// job is a nightly job with its own data folder. Its runs are a day apart.
type job struct {
	nightly.Options
	Dir string
	t   *testing.T
	now time.Time
}

func newJob(t *testing.T) *job {
	dir := filepath.Join(t.TempDir(), "data")
	j := &job{t: t, Dir: dir, now: time.Date(2026, 6, 1, 3, 0, 0, 0, time.UTC)}
	j.Options = nightly.Options{
		Folder: store.Dir(dir), Source: source, Version: "v1.2.3",
		Now: func() time.Time { return j.now },
	}
	return j
}

// copied is a job that goes on from where this one is, in a folder of its own.
func (j *job) copied(t *testing.T) *job {
	t.Helper()
	next := newJob(t)
	next.now = j.now
	if err := os.CopyFS(next.Dir, os.DirFS(j.Dir)); err != nil {
		t.Fatal(err)
	}
	return next
}

// run runs the job once.
func (j *job) run(ctx context.Context, crawl nightly.Crawl) (*nightly.Result, error) {
	j.now = j.now.AddDate(0, 0, 1)
	o := j.Options
	o.Crawl = crawl
	return nightly.Run(ctx, o)
}

// good is a run that must succeed with that outcome.
func (j *job) good(s *model.Snapshot, want nightly.Outcome) *nightly.Result {
	j.t.Helper()
	r, err := j.run(j.t.Context(), brings(s))
	if err != nil {
		j.t.Fatal(err)
	}
	if r.Outcome != want {
		j.t.Fatalf("the outcome is %s, want %s: %v", r.Outcome, want, r.Changes)
	}
	return r
}

// any is a run that may be quarantined, but must not fail otherwise.
func (j *job) any(s *model.Snapshot) *nightly.Result {
	j.t.Helper()
	r, err := j.run(j.t.Context(), brings(s))
	if r == nil || (err != nil) != (r.Outcome == nightly.Quarantined) {
		j.t.Fatalf("%+v, %v", r, err)
	}
	return r
}

// bad is a run that must fail with that outcome.
func (j *job) bad(crawl nightly.Crawl, want nightly.Outcome) (*nightly.Result, error) {
	j.t.Helper()
	r, err := j.run(j.t.Context(), crawl)
	if err == nil || r == nil || r.Outcome != want {
		j.t.Fatalf("got %+v, %v; want %s", r, err, want)
	}
	return r, err
}

// accept accepts the quarantined snapshot; it must not crawl.
func (j *job) accept() (*nightly.Result, error) {
	j.t.Helper()
	j.AcceptQuarantined = true
	defer func() { j.AcceptQuarantined = false }()
	return j.run(j.t.Context(), func(context.Context) (*nightly.CrawlResult, error) {
		j.t.Error("the job crawled")
		return nil, errOutage
	})
}

// in returns the path of a file in the folder of the site.
func (j *job) in(name string) string { return filepath.Join(j.Dir, site, filepath.FromSlash(name)) }

// files returns the names of the files in the folder of the site. Those in latest and the
// index have their own tests.
func (j *job) files() []string {
	j.t.Helper()
	var names []string
	err := filepath.WalkDir(j.in(""), func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			rel, _ := filepath.Rel(j.in(""), name)
			if name := filepath.ToSlash(rel); !strings.HasPrefix(name, "latest/") && name != "index.db" {
				names = append(names, name)
			}
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		j.t.Fatal(err)
	}
	slices.Sort(names)
	return names
}

// matching returns the files whose names match.
func (j *job) matching(pattern string) []string {
	j.t.Helper()
	re := regexp.MustCompile(pattern)
	return slices.DeleteFunc(j.files(), func(name string) bool { return !re.MatchString(name) })
}

const (
	snapshots = `^\d{8}T\d{6}Z-\d+\.json\.(gz|zst)$`
	reports   = `^\d{8}T\d{6}Z-\d+\.report\.(md|json)$`
	manifests = `^runs/\d{8}T\d{6}Z\.json$`
)

// newest returns the newest stored snapshot.
func (j *job) newest() (string, *model.Snapshot) {
	j.t.Helper()
	e, err := j.Folder.Resolve(site + "/latest")
	if err != nil {
		j.t.Fatal(err)
	}
	s, err := j.Folder.Read(e)
	if err != nil {
		j.t.Fatal(err)
	}
	return filepath.Base(e.Path), s
}

// canBeRead fails the test unless every stored snapshot can be read.
func (j *job) canBeRead() {
	j.t.Helper()
	kept, err := j.Folder.Entries(site)
	if err != nil {
		j.t.Fatal(err)
	}
	for _, e := range kept {
		if _, err := j.Folder.Read(e); err != nil {
			j.t.Error(err)
		}
	}
}

// manifest reads the newest manifest, which must equal that of the run.
func (j *job) manifest() *nightly.Manifest {
	j.t.Helper()
	names := j.matching(manifests)
	if len(names) == 0 {
		j.t.Fatal("there is no manifest")
	}
	var m nightly.Manifest
	if err := json.Unmarshal(j.read(names[len(names)-1]), &m); err != nil {
		j.t.Fatal(err)
	}
	return &m
}

func (j *job) read(name string) []byte {
	j.t.Helper()
	b, err := os.ReadFile(j.in(name))
	if err != nil {
		j.t.Fatal(err)
	}
	return b
}

func (j *job) there(name string) bool {
	_, err := os.Lstat(j.in(name))
	return err == nil
}

func (j *job) put(name, body string) {
	j.t.Helper()
	name = j.in(name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		j.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(body), 0o644); err != nil {
		j.t.Fatal(err)
	}
}

// brings returns a crawl that returns a snapshot.
func brings(s *model.Snapshot) nightly.Crawl {
	return func(context.Context) (*nightly.CrawlResult, error) {
		return &nightly.CrawlResult{Snapshot: s, Pages: 300, Undocumented: 3, Traffic: nightly.Traffic{Requests: 310, Retries: 7, Bytes: 123456}}, nil
	}
}

var errOutage = errors.New("https://corefork.telegram.org/schema: HTTP 502: Bad Gateway")

// fails returns a crawl that fails.
func fails(err error) nightly.Crawl {
	return func(context.Context) (*nightly.CrawlResult, error) {
		return &nightly.CrawlResult{Traffic: nightly.Traffic{Requests: 5, Retries: 4, Bytes: 99}}, err
	}
}

// reference returns a snapshot of n methods, constructors and types with all that a page
// can have.
func reference(n int) *model.Snapshot {
	s := model.New(source, 214)
	for i := range n {
		method, constructor, typ := numbered("users.method", i), numbered("users.constructor", i), numbered("users.Type", i)
		params := []model.Param{{Name: "flags", Type: "#", Description: "Flags"}, {Name: "id", Type: "int", Description: "The id"}}
		related := []model.Related{{Title: "Users", URL: source + "/api/users"}}
		s.Layers = append(s.Layers, model.Layer{Layer: i + 1, Title: "More of it"})
		s.Methods[method] = &model.Method{
			Name: method, ID: fmt.Sprintf("%08x", 1000+i), TL: fmt.Sprintf("%s#%x flags:# id:int = %s", method, 1000+i, typ), Result: typ,
			Params: params, Description: "Does something.", Documented: new(true), Category: "Users", Related: related,
			Errors: []model.Error{{Code: 400, Type: "USER_ID_INVALID", Description: "There is no such user."}},
			Access: &model.Access{Users: new(true), Bots: new(i%2 == 0), Unauthenticated: new(i%3 == 0)},
		}
		s.Constructors[constructor] = &model.Constructor{
			Name: constructor, ID: fmt.Sprintf("%08x", 5000+i), TL: fmt.Sprintf("%s#%x flags:# id:int = %s", constructor, 5000+i, typ), Type: typ,
			Params: slices.Clone(params), Description: "Is something.", Documented: new(true), Related: related,
		}
		s.Types[typ] = &model.Type{
			Name: typ, Constructors: []string{constructor}, Methods: []string{method}, Description: "Represents a value.", Documented: new(true), Related: related,
		}
	}
	return s
}

func numbered(name string, i int) string { return fmt.Sprintf("%s%03d", name, i) }

// with returns a snapshot after a change.
func with(s *model.Snapshot, change func(*model.Snapshot)) *model.Snapshot {
	change(s)
	return s
}

// word changes the description of a method.
func word(text string) func(*model.Snapshot) {
	return func(s *model.Snapshot) { s.Methods[numbered("users.method", 0)].Description = text }
}

// eachMethod changes every method; eachConstructor and eachType do the same for their kind.
func eachMethod(change func(*model.Method)) func(*model.Snapshot) {
	return func(s *model.Snapshot) {
		for _, m := range s.Methods {
			change(m)
		}
	}
}

func eachConstructor(change func(*model.Constructor)) func(*model.Snapshot) {
	return func(s *model.Snapshot) {
		for _, c := range s.Constructors {
			change(c)
		}
	}
}

func eachType(change func(*model.Type)) func(*model.Snapshot) {
	return func(s *model.Snapshot) {
		for _, t := range s.Types {
			change(t)
		}
	}
}

// withoutErrors returns a snapshot in which all methods have lost their errors.
func withoutErrors() *model.Snapshot {
	return with(reference(30), eachMethod(func(m *model.Method) { m.Errors = nil }))
}
