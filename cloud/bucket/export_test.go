package bucket

import "github.com/tlcrawl/tlcrawl/store"

// At is the backend at an address, and FolderOf its data folder, with a cache of their own.
func At(address, cache string) *Bucket {
	b := at(address)
	b.cache.folder = cache
	return b
}

func FolderOf(b *Bucket) store.Folder { return store.New(b) }

// LockFolder and NewestFolder are where registers are.
const (
	LockFolder   = lockFolder
	NewestFolder = newestFolder
)
