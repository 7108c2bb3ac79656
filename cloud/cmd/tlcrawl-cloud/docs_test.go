package main

import (
	"bytes"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/cloud/internal/s3test"
	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/internal/cli"
)

var server *s3test.Server

func TestMain(m *testing.M) { os.Exit(s3test.Main(m, &server)) }

// call runs a command line, and returns what it printed.
func call(t *testing.T, want int, args ...string) string {
	t.Helper()
	var out, stderr bytes.Buffer
	if code := cli.Run(program(), args, strings.NewReader(""), &out, &stderr); code != want {
		t.Fatalf("tlcrawl-cloud %s: exit %d, want %d: %s", strings.Join(args, " "), code, want, stderr.String())
	}
	return out.String() + stderr.String()
}

var shBlock = regexp.MustCompile("(?ms)^```sh\n(.*?)^```")

// TestDocs runs the commands of docs/cloud.md in an empty folder, in order, with the sample
// site and an empty bucket.
func TestDocs(t *testing.T) {
	text, err := os.ReadFile("../../../docs/cloud.md")
	if err != nil {
		t.Fatal(err)
	}
	site := httptest.NewServer(data.Handler())
	defer site.Close()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Chdir(t.TempDir())
	bucket := s3test.Address(server.URL, server.Bucket(t), "tlcrawl", "")
	public := s3test.Address(server.URL, server.Bucket(t), "public", "")
	commands := 0
	for _, block := range shBlock.FindAllStringSubmatch(string(text), -1) {
		for line := range strings.Lines(block[1]) {
			words := strings.Fields(strings.NewReplacer("$BUCKET", bucket, "$PUBLIC", public).Replace(line))
			if len(words) < 2 || words[0] != "tlcrawl-cloud" {
				t.Fatalf("not a command of tlcrawl-cloud: %q", line)
			}
			if words[1] == "nightly" {
				words = append(words, "--base-url", site.URL, "--rate", "0", "--backoff", "1ms", "--quiet")
			}
			call(t, 0, words[1:]...)
			commands++
		}
	}
	if commands < 8 {
		t.Errorf("found %d commands; has the markup changed?", commands)
	}
	if files, err := filepath.Glob("copy/*/*.json.gz"); err != nil || len(files) != 1 {
		t.Errorf("the copy has %v, %v", files, err)
	}
}
