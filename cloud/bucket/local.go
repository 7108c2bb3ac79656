package bucket

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
)

// Local returns a copy of a file, in the cache by the store's own tag of its content. Without
// a cache, it is a temporary file.
func (b *Bucket) Local(name string) (file string, release func(), err error) {
	tag, err := b.tag(name)
	if err != nil {
		return "", nil, named("open", b.Address(name), err)
	}
	if b.cache.folder != "" {
		if copied := b.cache.file(name, tag); isFile(copied) {
			return copied, func() {}, nil
		}
	}
	if tag == "" {
		return "", nil, named("open", b.Address(name), fs.ErrNotExist)
	}
	content, err := b.get(context.Background(), name)
	if err != nil {
		return "", nil, named("open", b.Address(name), err)
	}
	return b.copied(name, tag, content)
}

// tag identifies the content of a file; "" if there is none.
func (b *Bucket) tag(name string) (string, error) {
	a, err := b.attributes(context.Background(), name)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return "tag " + a.ETag, nil
}

// copied stores a copy in the cache, or else in a temporary file.
func (b *Bucket) copied(name, tag string, content []byte) (file string, release func(), err error) {
	if b.cache.folder != "" {
		file = b.cache.file(name, tag)
		if atomicfile.WriteDerived(file, content) == nil {
			b.cache.grown(int64(len(content)))
			return file, func() {}, nil
		}
	}
	t, err := os.CreateTemp("", filepath.Base(name))
	if err != nil {
		return "", nil, err
	}
	release = func() { _ = os.Remove(t.Name()) }
	_, err = t.Write(content)
	if err := errors.Join(err, t.Close()); err != nil {
		release()
		return "", nil, err
	}
	return t.Name(), release, nil
}

// KeepLocal writes a file. A reader that may not write keeps it as its own copy of what the
// bucket has, which the reader of an index brings up to date.
func (b *Bucket) KeepLocal(name, file string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	err = b.change(name, func(ctx context.Context) error { return b.put(ctx, name, content, blob.WriterOptions{}) })
	denied := gcerrors.Code(err) == gcerrors.PermissionDenied && b.cache.folder != ""
	if err != nil && !denied {
		return named("write", b.Address(name), err)
	}
	tag, err := b.tag(name)
	if err == nil && b.cache.folder != "" {
		err = atomicfile.WriteDerived(b.cache.file(name, tag), content)
	}
	if denied {
		return named("write", b.Address(name), err)
	}
	return nil
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}
