// Package atomicfile writes files atomically: after Write a file has either all of the new
// content or its previous content, whatever fails.
//
// It is for every file that tlcrawl writes. It is not for reading files, nor for finding
// snapshots in a data folder (package store).
//
// It guarantees that each error is an *Error that names the file once, that a link stays a
// link, that a device or a pipe is written to and not replaced, and that a failed write
// leaves no temporary file behind.
package atomicfile
