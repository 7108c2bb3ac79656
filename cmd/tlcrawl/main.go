// Command tlcrawl crawls Telegram's MTProto API reference into snapshots and reports
// what changed between two of them.
package main

import "os"

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
