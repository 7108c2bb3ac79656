// Package diff says what changed between two snapshots, and prints it.
//
// Compare turns two snapshots into changes, which are plain data; the printers
// (Text, Oneline, Markdown, JSON, Official, GitHub, JUnit, Atom, and package web's
// HTML) turn changes into bytes and decide nothing. It is for judging what a change means to code that calls the API: each change bears a rule
// of the one table Rules, and the rule's level. It is not for reading files
// (package store) or pages (package scrape).
//
// It promises that Compare(s, s) is empty, that Compare(a, b) mirrors
// Compare(b, a), that what only one of the snapshots knows is no change (a page
// that was not crawled, a schema without documentation), that changes come in one
// total order, and that the same change bears the same ID tomorrow.
package diff
