// Command tlcrawl crawls Telegram's MTProto API reference into snapshots and reports
// what changed between two of them.
package main

import (
	"os"

	"github.com/tlcrawl/tlcrawl/internal/cli"
)

// Set by release builds: -ldflags "-X main.version=0.2.0 -X main.commit=... -X main.date=...".
var version, commit, date string

func main() {
	os.Exit(cli.Run(cli.Program{Version: version, Commit: commit, Date: date}, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
