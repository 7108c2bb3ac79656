package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"

	"github.com/rogpeppe/go-internal/testscript"
)

// listen starts a channel that people are told over, and sets HOOK to its URL: listen
// FILE, which gets what is said, or listen FILE broken, which answers that it is ill.
func listen(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) == 0 {
		ts.Fatalf("usage: listen FILE [broken]")
	}
	file := ts.MkAbs(args[0])
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(args) > 1 {
			http.Error(w, "no such hook", http.StatusNotFound)
			return
		}
		body, err := io.ReadAll(r.Body)
		if err == nil {
			err = os.WriteFile(file, body, 0o644)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	}))
	ts.Defer(server.Close)
	ts.Setenv("HOOK", "generic://"+server.Listener.Addr().String()+"/secret-token?disabletls=yes")
}

// hook writes the URL of the channel into a file, as --notify-file takes it: hook FILE
func hook(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte("# who is told\n\n"+ts.Getenv("HOOK")+"\n"), 0o600))
}
