package bucket

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"time"
)

// The folders of registers. Their names are not those of sites.
const (
	lockFolder   = ".lock"
	newestFolder = ".newest"
)

// register is a value that changes by compare-and-swap, in any store that can create an
// object only if there is none: version n is the object FOLDER/n, and who creates n+1 has
// changed it. No version is ever overwritten.
type register struct {
	b      *Bucket
	folder string
}

// keepVersions is how long superseded versions stay. A list may lag, and an attempt to change
// the value may take, far less.
const keepVersions = time.Hour

func (r register) key(n uint64) string { return path.Join(r.folder, fmt.Sprintf("%012d", n)) }

// read returns the newest version and its number, 0 if there is none. It looks past the
// list, which may lag.
func (r register) read(ctx context.Context) (n uint64, value []byte, err error) {
	if n, err = r.listed(ctx); err != nil {
		return 0, nil, err
	}
	if n > 0 {
		if value, err = r.version(ctx, n); err != nil {
			return 0, nil, err
		}
	}
	for {
		next, err := r.version(ctx, n+1)
		if errors.Is(err, fs.ErrNotExist) {
			return n, value, nil
		}
		if err != nil {
			return 0, nil, err
		}
		n, value = n+1, next
	}
}

// listed returns the highest number in the list.
func (r register) listed(ctx context.Context) (n uint64, err error) {
	objects, err := r.b.list(ctx, r.folder+"/")
	if err != nil {
		return 0, err
	}
	for _, o := range objects {
		if i, err := strconv.ParseUint(path.Base(o.Key), 10, 64); err == nil && !o.IsDir {
			n = max(n, i)
		}
	}
	return n, nil
}

// version reads a version, which never changes.
func (r register) version(ctx context.Context, n uint64) ([]byte, error) {
	return r.b.get(ctx, r.key(n))
}

// swap makes a value the one after version n. The error matches fs.ErrExist if another value
// was faster. Equal values of two writers both succeed.
func (r register) swap(ctx context.Context, n uint64, value []byte) error {
	return r.b.create(ctx, r.key(n+1), value)
}

// tidy removes old versions before n, but for the last one, so that a list that lags leads
// to the newest. That they remain does no harm.
func (r register) tidy(ctx context.Context, n uint64) {
	objects, err := r.b.list(ctx, r.folder+"/")
	if err != nil {
		return
	}
	for _, o := range objects {
		i, err := strconv.ParseUint(strings.TrimPrefix(o.Key, r.folder+"/"), 10, 64)
		if err == nil && i+1 < n && time.Since(o.ModTime) > keepVersions {
			_ = r.b.remove(ctx, o.Key)
		}
	}
}
