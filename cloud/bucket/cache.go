package bucket

import (
	"bytes"
	"cmp"
	"crypto/md5" //nolint:gosec // the checksum that stores keep
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
)

// cache keeps copies of objects by name and version, in a folder that is limited in size. It
// is only a help: whatever fails, the object is read.
type cache struct {
	folder string // "" is no cache

	mu    sync.Mutex
	added int64 // bytes since the last sweep
}

const (
	maxCache = 256 << 20 // bytes
	sweep    = maxCache / 8
)

// cacheFolder is the folder of the copies of one address.
func cacheFolder(folder, address string) string {
	if folder == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			user = os.TempDir() // a container without a home
		}
		folder = filepath.Join(user, "tlcrawl", "buckets")
	}
	sum := sha256.Sum256([]byte(address))
	return filepath.Join(folder, hex.EncodeToString(sum[:8]))
}

func (v version) String() string { return fmt.Sprintf("%d-%d-%x", v.size, v.changed.UnixNano(), v.md5) }

// file is the path of the copy of a version.
func (c *cache) file(name, version string) string {
	sum := sha256.Sum256([]byte(name + "\n" + version))
	return filepath.Join(c.folder, hex.EncodeToString(sum[:16]))
}

// get returns a copy. A damaged one does not count.
func (c *cache) get(name string, v version) ([]byte, bool) {
	if c.folder == "" {
		return nil, false
	}
	file := c.file(name, v.String())
	b, err := os.ReadFile(file)
	if err != nil || !v.is(b) {
		return nil, false
	}
	now := time.Now()
	_ = os.Chtimes(file, now, now) // it was used
	return b, true
}

// is reports whether content has the size and the checksum of the version.
func (v version) is(content []byte) bool {
	sum := md5.Sum(content) //nolint:gosec // as above
	return int64(len(content)) == v.size && (v.md5 == [md5.Size]byte{} || bytes.Equal(sum[:], v.md5[:]))
}

// put keeps a copy, if it is what was listed.
func (c *cache) put(name string, v version, content []byte) {
	if c.folder == "" || !v.is(content) {
		return
	}
	if atomicfile.WriteDerived(c.file(name, v.String()), content) == nil {
		c.grown(int64(len(content)))
	}
}

// grown sweeps now and then: the first time, and after an eighth of the limit.
func (c *cache) grown(by int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	first := c.added == 0
	c.added += by
	if first || c.added > sweep {
		c.added = 1
		c.shrink()
	}
}

// shrink removes the copies that were not used for the longest time.
func (c *cache) shrink() {
	entries, err := os.ReadDir(c.folder)
	if err != nil {
		return
	}
	var files []os.FileInfo
	total := int64(0)
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			files, total = append(files, info), total+info.Size()
		}
	}
	slices.SortFunc(files, func(a, b os.FileInfo) int {
		return cmp.Or(a.ModTime().Compare(b.ModTime()), strings.Compare(a.Name(), b.Name()))
	})
	for _, f := range files {
		if total <= maxCache {
			return
		}
		if os.Remove(filepath.Join(c.folder, f.Name())) == nil {
			total -= f.Size()
		}
	}
}
