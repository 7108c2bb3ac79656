package bucket

import (
	"context"
	"fmt"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"

	"gocloud.dev/blob"
	_ "gocloud.dev/blob/azureblob" // azblob://
	_ "gocloud.dev/blob/fileblob"  // file://
	_ "gocloud.dev/blob/gcsblob"   // gs://
	"gocloud.dev/blob/s3blob"

	"github.com/tlcrawl/tlcrawl/store"
)

// Options configure a Bucket. The zero value works.
type Options struct {
	// Lease is how long a lock lasts that is not renewed; default 2 minutes.
	Lease time.Duration
	// Timeout bounds each request; default one minute.
	Timeout time.Duration
	// Cache is a folder for copies of objects; "" is one in the user's cache folder.
	Cache string
}

const (
	defaultLease   = 2 * time.Minute
	defaultTimeout = time.Minute
	shortestLease  = 500 * time.Millisecond
)

// IsAddress reports whether a name is the URL of a bucket, and not that of a file.
func IsAddress(name string) bool {
	scheme, _, ok := strings.Cut(name, "://")
	return ok && blob.DefaultURLMux().ValidBucketScheme(scheme)
}

// Folder returns the data folder at an address: s3://BUCKET/PREFIX?lease=2m&timeout=1m, with
// the options of gocloud.dev/blob, or the path of a directory. A bucket is opened when it is
// used for the first time, and what is wrong with its address is an error then.
func Folder(address string) store.Folder {
	if !IsAddress(address) {
		return store.Dir(address)
	}
	return store.New(at(address))
}

// at returns the bucket at an address.
func at(address string) *Bucket {
	u, o, err := parse(address)
	if err != nil {
		return lazy(address, o, func() (*blob.Bucket, error) { return nil, err })
	}
	name := strings.TrimSuffix(u.Scheme+"://"+u.Host+u.Path, "/")
	prefix := strings.Trim(u.Path, "/")
	if u.Scheme == "file" {
		prefix = ""
	} else {
		u.Path = ""
	}
	b := lazy(name, o, func() (*blob.Bucket, error) {
		b, err := open(context.Background(), u)
		if err != nil {
			return nil, &Error{oneLine(err.Error()), err}
		}
		if prefix != "" {
			b = blob.PrefixedBucket(b, prefix+"/")
		}
		return b, nil
	})
	b.cache.folder = cacheFolder(o.Cache, address)
	return b
}

func open(ctx context.Context, u *url.URL) (*blob.Bucket, error) {
	if u.Scheme == s3blob.Scheme {
		return openS3(ctx, u)
	}
	return blob.OpenBucket(ctx, u.String())
}

// parse splits an address into that of gocloud.dev/blob and the options of this package.
func parse(address string) (*url.URL, Options, error) {
	var o Options
	u, err := url.Parse(address)
	if err != nil {
		return nil, o, &Error{fmt.Sprintf("invalid address (want s3://BUCKET/PREFIX): %v", err), err}
	}
	q := u.Query()
	for _, option := range []struct {
		name string
		to   *time.Duration
	}{{"lease", &o.Lease}, {"timeout", &o.Timeout}} {
		value := q.Get(option.name)
		if value == "" {
			continue
		}
		*option.to, err = time.ParseDuration(value)
		if err != nil || *option.to < shortestLease {
			return nil, o, &Error{fmt.Sprintf("invalid option %s=%q (want a duration of at least %v, as in 2m)", option.name, value, shortestLease), err}
		}
		q.Del(option.name)
	}
	for _, part := range strings.Split(strings.Trim(u.Path, "/"), "/") {
		if part == ".." || part == "." {
			return nil, o, &Error{"invalid address: a prefix has no . and .. (want s3://BUCKET/PREFIX)", nil}
		}
	}
	u.RawQuery = q.Encode()
	return u, o, nil
}

// New returns the data folder's backend in an open bucket; name is for messages.
func New(b *blob.Bucket, name string, o Options) *Bucket {
	return lazy(name, o, func() (*blob.Bucket, error) { return b, nil })
}

func lazy(name string, o Options, open func() (*blob.Bucket, error)) *Bucket {
	if o.Lease <= 0 {
		o.Lease = defaultLease
	}
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	return &Bucket{
		name: name, lease: o.Lease, requests: requests{open: sync.OnceValues(open), timeout: o.Timeout},
		cache:  cache{folder: o.Cache},
		listed: map[string]version{}, newest: map[string]string{},
	}
}

// Address is the URL of a file, without options.
func (b *Bucket) Address(name string) string {
	if name == "" {
		return b.name
	}
	return b.name + "/" + path.Clean(name)
}
