// Package cli is the command line of tlcrawl: flags, wiring, exit codes, terminal output.
//
// It is a package so that several programs can have the same commands: cmd/tlcrawl, and
// cloud/cmd/tlcrawl-cloud, which keeps its data in object storage. It is not for library
// users: whatever they would miss is in another package.
//
// It promises that data goes to standard output and diagnostics to standard error, that an
// error is one line which says what to do, and that the exit codes never change.
package cli
