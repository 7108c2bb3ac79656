package bucket

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"time"

	"github.com/cenkalti/backoff/v5"
	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"
)

// requests sends requests to a bucket: each with a timeout, and again if the store or the
// network fails for a moment. All of them may be sent twice.
type requests struct {
	open    func() (*blob.Bucket, error)
	timeout time.Duration
}

const (
	tries        = 4
	firstBackoff = 100 * time.Millisecond
	lastBackoff  = 5 * time.Second
)

// do sends one request until it succeeds or fails for good.
func (r *requests) do(ctx context.Context, send func(context.Context, *blob.Bucket) error) error {
	b, err := r.open()
	if err != nil {
		return err
	}
	wait := backoff.NewExponentialBackOff()
	wait.InitialInterval, wait.MaxInterval = firstBackoff, lastBackoff
	_, err = backoff.Retry(ctx, func() (struct{}, error) {
		ctx, cancel := context.WithTimeout(ctx, r.timeout)
		defer cancel()
		err := send(ctx, b)
		if err != nil && lasting(err) {
			err = backoff.Permanent(err)
		}
		return struct{}{}, err
	}, backoff.WithBackOff(wait), backoff.WithMaxTries(tries), backoff.WithMaxElapsedTime(0))
	return missing(explain(err))
}

// missing gives the error of a missing object its name in Go.
func missing(err error) error {
	if err != nil && gcerrors.Code(err) == gcerrors.NotFound && !noBucket(err) {
		return fs.ErrNotExist
	}
	return err
}

// get reads an object. A transfer that breaks goes on where it broke, as long as the object
// is the same.
func (r *requests) get(ctx context.Context, key string) ([]byte, error) {
	var got bytes.Buffer
	var whole version
	err := r.do(ctx, func(ctx context.Context, b *blob.Bucket) error {
		in, err := b.NewRangeReader(ctx, key, int64(got.Len()), -1, nil)
		if err != nil {
			if got.Len() > 0 { // the object has changed its size
				got.Reset()
			}
			return err
		}
		defer in.Close()
		now := version{size: in.Size(), changed: in.ModTime()}
		if got.Len() > 0 && now != whole {
			got.Reset()
			return io.ErrUnexpectedEOF
		}
		whole = now
		_, err = got.ReadFrom(in)
		if err == nil && int64(got.Len()) != whole.size {
			err = io.ErrUnexpectedEOF
		}
		if err != nil && int64(got.Len()) >= whole.size { // its checksum is wrong
			got.Reset()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return got.Bytes(), nil
}

// perByte is added to the timeout of a write: half a megabyte a second is slow.
const perByte = 2 * time.Microsecond

// put writes an object, whole: replacing another, or only if there is none.
func (r *requests) put(ctx context.Context, key string, content []byte, o blob.WriterOptions) error {
	o.ContentType = mediaType(o.ContentType, key)
	slow := *r
	slow.timeout += time.Duration(len(content)) * perByte
	return slow.do(ctx, func(ctx context.Context, b *blob.Bucket) error { return b.WriteAll(ctx, key, content, &o) })
}

// attributes reads the attributes of an object.
func (r *requests) attributes(ctx context.Context, key string) (a *blob.Attributes, err error) {
	err = r.do(ctx, func(ctx context.Context, b *blob.Bucket) error {
		a, err = b.Attributes(ctx, key)
		return err
	})
	return a, err
}

// remove removes an object; a missing one is not an error.
func (r *requests) remove(ctx context.Context, key string) error {
	err := r.do(ctx, func(ctx context.Context, b *blob.Bucket) error { return b.Delete(ctx, key) })
	if err == fs.ErrNotExist { //nolint:errorlint // missing returns this very value
		return nil
	}
	return err
}

// pageSize is the number of objects in a page of a list, the most that S3 has.
const pageSize = 1000

// list lists the objects and folders whose keys begin with a prefix.
func (r *requests) list(ctx context.Context, prefix string) ([]*blob.ListObject, error) {
	return r.pages(ctx, &blob.ListOptions{Prefix: prefix, Delimiter: "/"})
}

// listAll lists the objects whose keys begin with a prefix, in all folders.
func (r *requests) listAll(ctx context.Context, prefix string) ([]*blob.ListObject, error) {
	return r.pages(ctx, &blob.ListOptions{Prefix: prefix})
}

// pages lists objects page by page.
func (r *requests) pages(ctx context.Context, o *blob.ListOptions) (all []*blob.ListObject, err error) {
	token := blob.FirstPageToken
	for len(token) > 0 {
		var page []*blob.ListObject
		var next []byte
		err := r.do(ctx, func(ctx context.Context, b *blob.Bucket) error {
			var err error
			page, next, err = b.ListPage(ctx, token, pageSize, o)
			return err
		})
		if err != nil {
			return nil, err
		}
		all, token = append(all, page...), next
	}
	return all, nil
}
