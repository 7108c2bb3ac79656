package cli

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"

	"github.com/rogpeppe/go-internal/testscript"
)

// listen starts a webhook and sets $HOOK to its URL: listen FILE [broken]. It writes each
// message to FILE; a broken one responds with 404.
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

// hook writes a file for --notify-file: hook FILE
func hook(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte("# channels\n\n"+ts.Getenv("HOOK")+"\n"), 0o600))
}
