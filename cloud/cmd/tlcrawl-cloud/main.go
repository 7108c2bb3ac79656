// Command tlcrawl-cloud is tlcrawl with data folders in buckets: --data s3://BUCKET/PREFIX.
package main

import (
	"os"

	"github.com/tlcrawl/tlcrawl/cloud/bucket"
	"github.com/tlcrawl/tlcrawl/internal/cli"
)

// Set by release builds: -ldflags "-X main.version=0.2.0 -X main.commit=... -X main.date=...".
var version, commit, date string

func main() {
	os.Exit(cli.Run(program(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

func program() cli.Program {
	return cli.Program{Version: version, Commit: commit, Date: date, Data: bucket.Folder, Site: bucket.PublishTo}
}
