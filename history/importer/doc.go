// Package importer brings histories that others kept into a data folder: the commits of a
// git repository, a collector's checkout with the pages of several hosts, single files.
//
// Run reads Inputs, which Parse makes of what a user types. Each input has versions with
// times; of those of one site, in the order of time, it stores those that differ from the
// snapshot before, each with its reports, as package nightly does.
//
// It is not for crawling (package scrape) nor for questions about what was imported
// (package history).
//
// It promises that:
//   - the same inputs give the same files, however often it was killed and run again, and
//     what is in the folder stays;
//   - a version that cannot be read, or is implausible after the one before it (package
//     sanity), is refused with a reason, and the import goes on;
//   - times are those of the source, made later by a second where they do not increase;
//   - the contents of a file or page are parsed once, in bounded memory.
package importer
