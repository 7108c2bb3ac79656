// Package site makes a static site of all snapshots of a data folder: what changed and
// when, a page a method, constructor and type with its whole history, all errors, a
// search over all names, and a feed.
//
// It is not for one report, which package web shows, and it reads no folder: whoever
// calls it says how each snapshot is read.
//
// It promises that no request leaves the site, that no text of a snapshot is taken for
// markup, a script or an address, that it works from a disk and under any path of a
// server, that the same snapshots give the same bytes, that a page keeps its address
// when snapshots are added behind, and that two snapshots at most are held at a time.
package site
