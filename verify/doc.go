// Package verify checks a snapshot for inconsistencies: every id against its line, every
// table of parameters against its line, every type against its constructors, the pages
// against the site's error table.
//
// It is for times when the site is inconsistent, and for schemas of unknown origin. It does
// not compare two snapshots; package diff does. It reads and writes no files.
//
// It guarantees findings in a fixed order, and none for the real schemas of layers 122 to
// 228.
package verify
