package bucket_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/cloud/bucket"
	"github.com/tlcrawl/tlcrawl/cloud/internal/s3test"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/store"
)

// server is the S3 server of all tests.
var server *s3test.Server

func TestMain(m *testing.M) {
	if address := os.Getenv(childVariable); address != "" {
		child(address)
		return
	}
	os.Exit(s3test.Main(m, &server))
}

// holder is who holds the locks of these tests.
func holder(host string) store.Holder {
	return store.Holder{PID: os.Getpid(), Host: host, Since: time.Now().UTC().Truncate(time.Second)}
}

// backend is a data folder in a new bucket, with options.
func backend(t testing.TB, options string) *bucket.Bucket {
	t.Helper()
	return bucket.At(s3test.Address(server.URL, server.Bucket(t), "data", options), t.TempDir())
}

const (
	source = "https://corefork.telegram.org"
	site   = "corefork.telegram.org"
)

// snapshot is a reference of 30 methods, of which the first says something.
func snapshot(text string) *model.Snapshot {
	s := model.New(source, 214)
	for i := range 30 {
		name := fmt.Sprintf("users.method%d", i)
		s.Methods[name] = &model.Method{
			Name: name, ID: fmt.Sprintf("%08x", 1000+i), TL: fmt.Sprintf("%s#%x id:int = Bool", name, 1000+i), Result: "Bool",
			Params: []model.Param{{Name: "id", Type: "int", Description: "The id"}}, Category: "Users",
			Description: fmt.Sprintf("Does the thing number %d.", i), Documented: new(true),
		}
	}
	s.Methods["users.method0"].Description = text
	return s
}

// night runs the job once.
func night(ctx context.Context, f store.Folder, text string, told *[]string) (*nightly.Result, error) {
	return nightly.Run(ctx, nightly.Options{
		Folder: f, Source: source, Version: "test",
		Crawl: func(context.Context) (*nightly.CrawlResult, error) {
			return &nightly.CrawlResult{Snapshot: snapshot(text), Pages: 30}, nil
		},
		Notify: func(_ context.Context, n nightly.Notice) error {
			if told != nil && n.Report != nil {
				*told = append(*told, n.Snapshot)
			}
			return nil
		},
	})
}

// texts reads the first sentence of each snapshot, oldest first.
func texts(t *testing.T, f store.Folder) []string {
	t.Helper()
	kept, err := f.Entries(site)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range kept {
		s, err := f.Read(e)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, s.Methods["users.method0"].Description)
	}
	return list
}

func content(t *testing.T, b *bucket.Bucket, name string) string {
	t.Helper()
	r, err := b.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// oneLine fails the test unless an error is one line that contains all of the words.
func oneLine(t *testing.T, err error, words ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("no error")
	}
	if text := err.Error(); strings.Contains(text, "\n") || len(text) > 300 {
		t.Errorf("not one short line: %q", text)
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("%q does not say %q", err, word)
		}
	}
}
