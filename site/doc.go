// Package site writes a static site of all snapshots of a data folder: all changes with
// their dates, by year and by layer, a page for each method, constructor, type and error
// with its history and the places where it is used, a search, feeds, and the newest snapshot
// in files for programs.
//
// It is not for one report, which package report/html shows, and it does not read a data
// folder: the caller passes the snapshots of package history, and their index, if there is
// one.
//
// It guarantees that no request leaves the site, that text of a snapshot is never
// interpreted as markup, a script or an address, that it works from a disk and under any
// path of a server and, except for the search, without JavaScript, that the same snapshots give the same bytes, that a page keeps its
// address when snapshots are added, that a handful of snapshots are in memory at a time, and
// that it writes only to its own folders and not through symbolic links, and removes no file
// that it did not write.
package site
