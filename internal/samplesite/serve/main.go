// Command serve serves the sample site on a loopback address, for scripts that test
// tlcrawl from outside:
//
//	go run ./internal/samplesite/serve 127.0.0.1:8178
package main

import (
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/tlcrawl/tlcrawl/internal/samplesite"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: serve ADDRESS")
		os.Exit(2)
	}
	server := &http.Server{Addr: os.Args[1], Handler: samplesite.Handler(), ReadHeaderTimeout: 10 * time.Second}
	fmt.Fprintln(os.Stderr, "serve:", server.ListenAndServe())
	os.Exit(1)
}
