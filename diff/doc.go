// Package diff compares two snapshots.
//
// Compare returns the changes as plain data: each has the ID of a rule in the table
// [Rules], and a level: what it requires of code that calls the API. Reports can be
// filtered, limited to unexpected changes, and given other levels. Package report prints
// them.
//
// It is not for reading files (package store) or pages (package scrape), and it prints
// nothing.
//
// It guarantees that Compare(s, s) is empty, that Compare(a, b) mirrors Compare(b, a), that
// information missing from one of the snapshots is not a change (a page that was not
// crawled, a schema without documentation), that changes have one total order, and that the
// same change always has the same ID.
package diff
