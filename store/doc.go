// Package store stores the snapshots, reports and run manifests of a data folder.
//
// It is for finding, reading and writing them under names such as
// corefork.telegram.org/20260613T030000Z-223.json.gz: plain, gzipped, or delta-compressed
// against the next newer snapshot. It is not for their contents (package model), their
// differences (package diff) or their order over time (package history).
//
// Folder is the data folder of any Backend; Dir is the one in a directory. Read and Write
// are for single files that a user names.
//
// It guarantees that files are written atomically, that an earlier file stays until the new
// one is safe, that it writes nothing that it could not read back, and that one process at
// a time holds the lock of a folder.
package store
