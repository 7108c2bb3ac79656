// Package bucket is the data folder in a bucket of an object store: Amazon S3 and what
// speaks its protocol, Google Cloud Storage, Azure Blob Storage.
//
// It is for runners without a disk to keep and for several readers of one history. It is not
// for a bucket that is mounted as a file system, which is a directory.
//
// It guarantees that two runs never both hold the lock of a folder as long as their clocks
// agree to a quarter of a lease, that a run which has lost its lock writes nothing more, that
// snapshots and manifests are written once and never overwritten, and that each object is
// whole: readers see a night when its snapshot is there, which is written after its reports.
// It needs a store that can create an object only if there is none (If-None-Match), and that
// reads what was written; lists may lag.
package bucket
