package bucket

import (
	"bytes"
	"context"
	"crypto/md5" //nolint:gosec // the checksum that stores keep
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"
	"sync"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"

	"github.com/tlcrawl/tlcrawl/store"
)

// Bucket is a store.Shared. Its methods may be called concurrently.
type Bucket struct {
	name  string
	lease time.Duration
	requests
	cache cache

	mu     sync.Mutex
	held   *lock              // this process's
	listed map[string]version // the versions of objects that a list had
	newest map[string]string  // what Newest returned, by folder
}

var _ store.Shared = (*Bucket)(nil)

// version tells an object from others of its name.
type version struct {
	size    int64
	changed time.Time
	md5     [md5.Size]byte // zero if the store does not say
}

// List lists a folder. One without objects does not exist, but for the root.
func (b *Bucket) List(folder string) ([]store.File, error) {
	prefix := strings.TrimPrefix(folder+"/", "/")
	objects, err := b.list(context.Background(), prefix)
	if err != nil {
		return nil, named("list", b.Address(folder), err)
	}
	if len(objects) == 0 && folder != "" {
		return nil, named("list", b.Address(folder), fs.ErrNotExist)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	var files []store.File
	for _, o := range objects {
		name := strings.TrimSuffix(strings.TrimPrefix(o.Key, prefix), "/")
		if name == "" {
			continue // some programs mark folders by an empty object
		}
		files = append(files, store.File{Name: name, Folder: o.IsDir, Size: o.Size, Changed: o.ModTime})
		if !o.IsDir {
			v := version{size: o.Size, changed: o.ModTime}
			copy(v.md5[:], o.MD5)
			b.listed[o.Key] = v
		}
	}
	return files, nil
}

// Open reads a file: one that was listed from the cache, if it is there.
func (b *Bucket) Open(name string) (io.ReadCloser, error) {
	content, err := b.read(name)
	if err != nil {
		return nil, named("open", b.Address(name), err)
	}
	return io.NopCloser(bytes.NewReader(content)), nil
}

func (b *Bucket) read(name string) ([]byte, error) {
	b.mu.Lock()
	v, known := b.listed[name]
	b.mu.Unlock()
	if known {
		if content, ok := b.cache.get(name, v); ok {
			return content, nil
		}
	}
	content, err := b.get(context.Background(), name)
	if err == nil && known {
		b.cache.put(name, v, content)
	}
	return content, err
}

// Write replaces a file.
func (b *Bucket) Write(name string, content []byte) error {
	return named("write", b.Address(name), b.change(name, func(ctx context.Context) error {
		return b.put(ctx, name, content, blob.WriterOptions{})
	}))
}

// Create writes a file whose name was never used before.
func (b *Bucket) Create(name string, content []byte) error {
	return named("write", b.Address(name), b.change(name, func(ctx context.Context) error {
		return b.create(ctx, name, content)
	}))
}

// errTaken is the reason why a file is not created.
var errTaken = &Error{"it exists with another content, and is not overwritten", fs.ErrExist}

// create creates an object. The answer to an earlier attempt may have been lost: an object
// with the same content is as good.
func (b *Bucket) create(ctx context.Context, name string, content []byte) error {
	err := b.put(ctx, name, content, blob.WriterOptions{IfNotExist: true})
	if gcerrors.Code(err) != gcerrors.FailedPrecondition {
		return err
	}
	there, err := b.get(ctx, name)
	if err == nil && !bytes.Equal(there, content) {
		err = errTaken
	}
	return err
}

// Replace writes a file and then removes another, once lists have the new one.
func (b *Bucket) Replace(old, name string, content []byte) error {
	if err := b.Write(name, content); err != nil {
		return err
	}
	list, err := b.list(context.Background(), name)
	if err != nil || len(list) == 0 {
		return named("list", b.Address(name), err) // a later run removes it
	}
	return b.Remove(old)
}

// Rename copies a file and then removes it. At least one of them exists at any time.
func (b *Bucket) Rename(old, name string) error {
	err := b.change(name, func(ctx context.Context) error {
		return b.do(ctx, func(ctx context.Context, bucket *blob.Bucket) error { return bucket.Copy(ctx, name, old, nil) })
	})
	if err != nil {
		return named("rename", b.Address(old), err)
	}
	return b.Remove(old)
}

// Remove removes a file; a missing one is not an error.
func (b *Bucket) Remove(name string) error {
	return named("remove", b.Address(name), b.change(name, func(ctx context.Context) error { return b.remove(ctx, name) }))
}

// change changes an object while the lock is held, if it was ever taken. A change that was
// not done when the lock had to be renewed is tried again.
func (b *Bucket) change(name string, send func(context.Context) error) (err error) {
	b.mu.Lock()
	delete(b.listed, name)
	b.mu.Unlock()
	for range tries {
		ctx, cancel, fenced := b.fence()
		if fenced != nil {
			return fenced
		}
		err = send(ctx)
		late := ctx.Err() != nil
		cancel()
		if err == nil || !late {
			return err
		}
	}
	return err
}

// Equal compares by the checksum that the store keeps, if it keeps one.
func (b *Bucket) Equal(name string, content []byte) (bool, error) {
	a, err := b.attributes(context.Background(), name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, named("open", b.Address(name), err)
	case a.Size != int64(len(content)):
		return false, nil
	case len(a.MD5) > 0:
		sum := md5.Sum(content) //nolint:gosec // as above
		return bytes.Equal(a.MD5, sum[:]), nil
	}
	there, err := b.get(context.Background(), name)
	return err == nil && bytes.Equal(there, content), named("open", b.Address(name), err)
}

// SetNewest records the newest file of a folder.
func (b *Bucket) SetNewest(folder, name string) error {
	return named("write", b.Address(folder), b.change("", func(ctx context.Context) error {
		for {
			now, n, err := b.readNewest(ctx, folder)
			if err != nil || now >= name {
				return err
			}
			err = b.newestOf(folder).swap(ctx, n, []byte(name))
			if !errors.Is(err, fs.ErrExist) {
				return err
			}
		}
	}))
}

// Newest returns the newest file of a folder that was recorded. While this process holds the
// lock, only it records any.
func (b *Bucket) Newest(folder string) (string, error) {
	b.mu.Lock()
	name, known := b.newest[folder]
	known = known && b.held != nil
	b.mu.Unlock()
	if known {
		return name, nil
	}
	name, _, err := b.readNewest(context.Background(), folder)
	return name, named("open", b.Address(folder), err)
}

func (b *Bucket) readNewest(ctx context.Context, folder string) (name string, n uint64, err error) {
	n, value, err := b.newestOf(folder).read(ctx)
	if err != nil {
		return "", 0, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.newest[folder] = string(value)
	return string(value), n, nil
}

// newestOf is the record of a folder's newest file.
func (b *Bucket) newestOf(folder string) register {
	return register{b, path.Join(newestFolder, folder)}
}
