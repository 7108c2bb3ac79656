package importer_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/history/importer"
	"github.com/tlcrawl/tlcrawl/internal/gitrepo"
	"github.com/tlcrawl/tlcrawl/internal/gittest"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape/page"
	"github.com/tlcrawl/tlcrawl/store"
)

// With these flags the benchmarks measure a real repository instead of one of their own:
//
//	go test ./history/importer -run '^$' -bench Schema -benchtime 1x -repo tdesktop -path Telegram/SourceFiles/mtproto/scheme/api.tl
//	go test ./history/importer -run '^$' -bench Pages -benchtime 1x -repo telegram-crawler -path data
var (
	benchRepo = flag.String("repo", "", "the repository to import in benchmarks")
	benchPath = flag.String("path", "", "the path in -repo")
)

// BenchmarkSchema imports the versions of a schema and compares that with the least that
// it can cost: git cat-file --batch, and parsing each version once. The metric x-floor is
// how many times that is.
func BenchmarkSchema(b *testing.B) {
	dir, path := *benchRepo, *benchPath
	if dir == "" {
		dir, path = manySchemas(b), "api.tl"
	}
	measure(b, dir, path, func(content []byte) {
		_, _ = store.Decode(bytes.NewReader(content))
	})
}

// BenchmarkPages imports a collector's repository. The least that it can cost is reading
// and parsing each distinct page once.
func BenchmarkPages(b *testing.B) {
	dir, path := *benchRepo, *benchPath
	if dir == "" {
		dir, path = manyPages(b), "data"
	}
	reader := page.NewReader(&url.URL{Scheme: "https", Host: "corefork.telegram.org"})
	measure(b, dir, path, func(content []byte) { _, _ = reader.Parse(content) })
}

func measure(b *testing.B, dir, path string, parse func([]byte)) {
	var floor, took time.Duration
	for b.Loop() {
		began := time.Now()
		blobs := readOnce(b, dir, path, parse)
		floor += time.Since(began)
		began = time.Now()
		in := importer.Input{Repo: dir, Path: path}
		r, err := importer.Run(context.Background(), []importer.Input{in}, importer.Options{Folder: store.Dir(b.TempDir()), Source: sourceOf(path)})
		if err != nil {
			b.Fatal(err)
		}
		took += time.Since(began)
		b.ReportMetric(float64(blobs), "blobs")
		b.ReportMetric(float64(len(r.Sites[0].Stored)), "stored")
	}
	b.ReportMetric(floor.Seconds()/float64(b.N), "floor-s")
	b.ReportMetric(took.Seconds()/float64(b.N), "import-s")
	b.ReportMetric(took.Seconds()/floor.Seconds(), "x-floor")
}

// sourceOf is the address of a schema's repository; pages say theirs.
func sourceOf(path string) string {
	if strings.Contains(path, ".tl") {
		return source
	}
	return ""
}

// readOnce reads each distinct blob of a path once, and parses what an import parses.
func readOnce(b *testing.B, dir, path string, parse func([]byte)) int {
	repo, err := gitrepo.Open(context.Background(), dir, "")
	if err != nil {
		b.Fatal(err)
	}
	seen := map[string]bool{}
	var order []string
	err = repo.Log(context.Background(), []string{path}, func(c gitrepo.Commit) error {
		for _, ch := range c.Changes {
			wanted := ch.Path == path || strings.Contains(ch.Path, "fork.telegram.org/") && !strings.HasSuffix(strings.TrimSuffix(ch.Path, ".html"), "api/layers")
			if ch.Blob != "" && wanted && !seen[ch.Blob] {
				seen[ch.Blob] = true
				order = append(order, ch.Blob)
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	blobs, err := repo.Blobs(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	defer blobs.Close()
	for _, id := range order {
		content, err := blobs.Read(id, model.MaxSize)
		if err != nil {
			b.Fatal(err)
		}
		parse(content)
	}
	return len(order)
}

// manySchemas is a repository with 60 versions of a schema as large as the real one.
func manySchemas(b *testing.B) string {
	var commits []gittest.Commit
	for v := range 60 {
		var s strings.Builder
		for i := range 1500 {
			fmt.Fprintf(&s, "kind%d#%08x flags:# id:long name:flags.0?string list:flags.1?Vector<Kind%d> = Kind%d;\n", i, 0x10000+i, i/3, i/3)
		}
		s.WriteString("---functions---\n")
		for i := range 700 {
			extra := ""
			if i%60 == v%60 {
				extra = fmt.Sprintf(" extra%d:int", v)
			}
			fmt.Fprintf(&s, "area.method%d#%08x flags:# kind:Kind%d hash:long%s = Vector<Kind%d>;\n", i, 0x20000+i, i/2, extra, i/2)
		}
		fmt.Fprintf(&s, "// LAYER %d\n", 100+v)
		commits = append(commits, gittest.Commit{Time: int64(v+1) * day, Files: map[string]string{"api.tl": s.String()}})
	}
	return gittest.Make(b, commits...)
}

// manyPages is a repository with the sample's pages, in which one page changes a day.
func manyPages(b *testing.B) string {
	all := checkout(pages(b, 203), "data/web", ".html")
	commits := []gittest.Commit{{Time: day, Files: all}}
	const page = "data/web/corefork.telegram.org/method/upload.getFile.html"
	for i := range 20 {
		changed := strings.Replace(all[page], "<p>", fmt.Sprintf("<p>Version %d. ", i), 1)
		commits = append(commits, gittest.Commit{Time: int64(i+2) * day, Files: map[string]string{page: changed}})
	}
	return gittest.Make(b, commits...)
}
