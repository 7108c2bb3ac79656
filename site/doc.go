// Package site writes a static site of all snapshots of a data folder: what changed and
// when, a page with the history of each method, constructor and type, all errors, a search
// over all names, and a feed.
//
// It is not for one report, which package report/html shows, and it reads no data folder:
// the caller passes the snapshots of package history.
//
// It promises that no request leaves the site, that no text of a snapshot is interpreted
// as markup, a script or an address, that it works from a disk and under any path of a
// server, that the same snapshots give the same bytes, that a page keeps its address when
// snapshots are added, that it holds two snapshots at a time at most, and that it writes
// only to folders of its own and through no symbolic link.
package site
