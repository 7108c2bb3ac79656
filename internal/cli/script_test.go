package cli

import (
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/internal/samplesite"
	"github.com/tlcrawl/tlcrawl/store"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata/script")

func TestMain(m *testing.M) {
	switch os.Getenv(asMain) {
	case "":
	case bare:
		os.Exit(fetchBare(os.Args[1], os.Args[2]))
	default:
		code := runProgram(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
		reportPeak()
		os.Exit(code)
	}
	if os.Getenv(race) == "" { // else each tlcrawl with the race detector sleeps a second at its end
		_ = os.Setenv(race, "atexit_sleep_ms=10")
	}
	testscript.Main(m, map[string]func(){"tlcrawl": func() {
		os.Exit(runProgram(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}})
}

// runProgram is Run of a program that says nothing about itself.
func runProgram(args []string, in io.Reader, out, err io.Writer) int {
	return Run(Program{}, args, in, out, err)
}

// asMain makes the test binary run as tlcrawl, or, with the value bare, as the plain
// downloader that benchmarks compare with.
const (
	asMain = "TLCRAWL_TEST_MAIN"
	bare   = "bare"
)

// race is the environment variable with options for the race detector.
const race = "GORACE"

// TestScript runs the scripts in testdata/script.
func TestScript(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup:         offline,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"serve":   serve,
			"asked":   asked,
			"page":    savePage,
			"replace": replace,
			"listen":  listen,
			"hook":    hook,
			"fill":    fill,
			"move":    move,
			"damage":  damage,
			"count":   count,
		},
	})
}

// askedKey is the key of the channel that receives when the hanging page is requested.
type askedKey struct{}

// shownKey is the key of the layer that the site shows by default.
type shownKey struct{}

// offline keeps a script off the network: every request to another host goes to a proxy
// that does not exist.
func offline(env *testscript.Env) error {
	const nobody = "http://127.0.0.1:9"
	env.Setenv("HTTP_PROXY", nobody)
	env.Setenv("HTTPS_PROXY", nobody)
	env.Setenv(race, os.Getenv(race))
	env.Values[shownKey{}] = new(atomic.Int64)
	env.Values[askedKey{}] = make(chan struct{}, 1)
	return nil
}

// damage truncates the newest snapshot of a data folder: damage DIR.
func damage(ts *testscript.TestScript, _ bool, args []string) {
	e, err := store.Dir(ts.MkAbs(args[0])).Resolve("latest")
	ts.Check(err)
	info, err := os.Stat(e.Path)
	ts.Check(err)
	ts.Check(os.Truncate(e.Path, info.Size()-5))
}

// serve starts the sample site and sets $SITE to its address: serve [FAULT]. A script may
// change the fault by writing to the file $SITE_FAULT: "broken" responds to one page with
// 404, "hanging" never responds to that page, "challenge" responds to every request with a
// challenge.
func serve(ts *testscript.TestScript, _ bool, args []string) {
	file := ts.MkAbs("fault")
	ts.Setenv("SITE_FAULT", file)
	ts.Check(os.WriteFile(file, []byte(strings.Join(args, "")), 0o644))
	sample := data.Handler()
	shown := ts.Value(shownKey{}).(*atomic.Int64)
	shown.Store(203)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("stel_dev_layer"); err != nil {
			r.AddCookie(&http.Cookie{Name: "stel_dev_layer", Value: strconv.FormatInt(shown.Load(), 10)})
		}
		b, _ := os.ReadFile(file) // no file means no fault
		fault := strings.TrimSpace(string(b))
		faulty := r.URL.Path == "/method/upload.getFile"
		switch {
		case fault == "broken" && faulty:
			http.NotFound(w, r)
		case fault == "hanging" && faulty:
			ts.Value(askedKey{}).(chan struct{}) <- struct{}{}
			<-r.Context().Done()
		case fault == "challenge":
			fmt.Fprint(w, "<html><head><title>Just a moment...</title></head><body></body></html>")
		default:
			sample.ServeHTTP(w, r)
		}
	}))
	ts.Defer(server.Close)
	ts.Setenv("SITE", server.URL)
}

// asked waits for the request of the hanging page.
func asked(ts *testscript.TestScript, _ bool, _ []string) {
	<-ts.Value(askedKey{}).(chan struct{})
}

// move changes the layer that the site shows by default: move LAYER
func move(ts *testscript.TestScript, _ bool, args []string) {
	layer, err := strconv.ParseInt(args[0], 10, 64)
	ts.Check(err)
	ts.Value(shownKey{}).(*atomic.Int64).Store(layer)
}

// count checks how many files match a pattern: count N PATTERN
func count(ts *testscript.TestScript, _ bool, args []string) {
	files, err := filepath.Glob(ts.MkAbs(args[1]))
	ts.Check(err)
	if strconv.Itoa(len(files)) != args[0] {
		ts.Fatalf("%d files match %s, want %s: %v", len(files), args[1], args[0], files)
	}
}

// page writes a page of the sample site to a file: page LAYER PATH FILE
func savePage(ts *testscript.TestScript, _ bool, args []string) {
	layer, err := strconv.Atoi(args[0])
	ts.Check(err)
	b, ok := samplesite.Page(layer, args[1])
	if !ok {
		ts.Fatalf("the sample site has no page %s at layer %d", args[1], layer)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), b, 0o644))
}

// fill writes a file of N spaces: fill N FILE
func fill(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.Repeat(" ", n)), 0o644))
}

// replace replaces text in a file: replace FILE OLD NEW
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s does not contain %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.ReplaceAll(text, args[1], args[2])), 0o644))
}
