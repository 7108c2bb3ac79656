package main

import (
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tlcrawl/tlcrawl/data"
)

var update = flag.Bool("update", false, "write what commands print into the scripts that expect it")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tlcrawl": main})
}

// TestScript runs the scripts of testdata/script, each of which reads like a
// session at a terminal.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup:         quietEnvironment,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"serve": serve,
			"asked": asked,
			"page":  page,
			"fill":  fill,
		},
	})
}

// askedKey is under what a script keeps the channel that hears of requests for a
// page that hangs.
type askedKey struct{}

// quietEnvironment keeps a script from reaching any host but the local one: every
// other request goes to a proxy that nobody runs.
func quietEnvironment(env *testscript.Env) error {
	const nobody = "http://127.0.0.1:9"
	env.Setenv("HTTP_PROXY", nobody)
	env.Setenv("HTTPS_PROXY", nobody)
	env.Values[askedKey{}] = make(chan struct{}, 1)
	return nil
}

// serve starts the sample site and puts its address into $SITE. With an argument
// the site has a fault: "serve broken" answers one page with 404, "serve hanging"
// never answers that page, "serve challenge" answers all with a foreign page.
func serve(ts *testscript.TestScript, _ bool, args []string) {
	fault := strings.Join(args, "")
	sample := data.Handler()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ill := r.URL.Path == "/method/upload.getFile"
		switch {
		case fault == "broken" && ill:
			http.NotFound(w, r)
		case fault == "hanging" && ill:
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

// asked waits until the page that hangs was asked for.
func asked(ts *testscript.TestScript, _ bool, _ []string) {
	<-ts.Value(askedKey{}).(chan struct{})
}

// page writes a page of the sample to a file: page LAYER PATH FILE
func page(ts *testscript.TestScript, _ bool, args []string) {
	layer, err := strconv.Atoi(args[0])
	ts.Check(err)
	b, ok := data.Page(layer, args[1])
	if !ok {
		ts.Fatalf("the sample has no page %s at layer %d", args[1], layer)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), b, 0o644))
}

// fill writes a file of N bytes of white space: fill N FILE
func fill(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.Repeat(" ", n)), 0o644))
}
