package bucket_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/tlcrawl/tlcrawl/cloud/bucket"
	"github.com/tlcrawl/tlcrawl/cloud/internal/s3test"
	"github.com/tlcrawl/tlcrawl/store"
)

// A lock is held by one run, which is named to others, and can be taken when it is released.
func TestLock(t *testing.T) {
	name := server.Bucket(t)
	address := s3test.Address(server.URL, name, "data", "")
	one, other := bucket.At(address, ""), bucket.At(address, "")
	unlock, err := one.Lock(holder("first.example.org"))
	must(t, err)
	_, err = other.Lock(holder("second.example.org"))
	var locked *store.LockedError
	if oneLine(t, err, "s3://"+name+"/data", "first.example.org", "until"); !errors.As(err, &locked) {
		t.Errorf("%T is not a LockedError", err)
	}
	must(t, one.Write("x", nil))
	unlock()
	unlock, err = other.Lock(holder("second.example.org"))
	must(t, err)
	unlock()
}

// lockSoon waits until a lock has expired and takes it.
func lockSoon(t *testing.T, b *bucket.Bucket, host string) (unlock func()) {
	t.Helper()
	unlock, err := backoff.Retry(t.Context(), func() (func(), error) { return b.Lock(holder(host)) },
		backoff.WithBackOff(backoff.NewConstantBackOff(50*time.Millisecond)), backoff.WithMaxElapsedTime(20*time.Second))
	must(t, err)
	return unlock
}

// A run that cannot renew its lock loses it to the next one, and then writes nothing more.
func TestLostLock(t *testing.T) {
	name := server.Bucket(t)
	proxy := server.NewProxy(t)
	cutOff := bucket.At(s3test.Address(proxy.URL, name, "data", "lease=1s&timeout=500ms"), "")
	_, err := cutOff.Lock(holder("first.example.org"))
	must(t, err)
	must(t, cutOff.Write("before", []byte("written")))
	proxy.Fail(func(int, *http.Request) s3test.Fault { return s3test.Hanging })

	next := bucket.At(s3test.Address(server.URL, name, "data", ""), "")
	defer lockSoon(t, next, "second.example.org")()
	proxy.Fail(nil)

	for what, change := range map[string]func() error{
		"write":   func() error { return cutOff.Write("after", nil) },
		"create":  func() error { return cutOff.Create("after", nil) },
		"remove":  func() error { return cutOff.Remove("before") },
		"rename":  func() error { return cutOff.Rename("before", "after") },
		"replace": func() error { return cutOff.Replace("before", "after", nil) },
		"newest":  func() error { return cutOff.SetNewest(site, "after") },
	} {
		err := change()
		var lost *bucket.LostLockError
		if !errors.As(err, &lost) {
			t.Errorf("%s: %v is not a LostLockError", what, err)
			continue
		}
		oneLine(t, err, "second.example.org", "stopped writing")
	}
	if list, err := next.List(""); err != nil || len(list) != 2 || list[1].Name != "before" {
		t.Errorf("the folder has %v, %v", list, err)
	}
}

// A lock is renewed for as long as its run takes, also past requests that fail.
func TestRenewedLock(t *testing.T) {
	name := server.Bucket(t)
	proxy := server.NewProxy(t)
	one := bucket.At(s3test.Address(proxy.URL, name, "data", "lease=1s"), "")
	unlock, err := one.Lock(holder("first.example.org"))
	must(t, err)
	proxy.Fail(func(n int, _ *http.Request) s3test.Fault {
		return []s3test.Fault{s3test.None, s3test.Lost, s3test.None, s3test.Busy}[n%4]
	})
	other := bucket.At(s3test.Address(server.URL, name, "data", "lease=500ms"), "")
	for end := time.Now().Add(3 * time.Second); time.Now().Before(end); { // three leases
		if _, err := other.Lock(holder("second.example.org")); err == nil {
			t.Fatal("the lock was taken over from a run that is alive")
		}
	}
	must(t, one.Write("x", nil))
	unlock()
}

// Of many runs that start at a time one gets the lock; a counter that is read and written
// under it counts each of them.
func TestManyRunners(t *testing.T) {
	const runners, rounds = 6, 5
	address := s3test.Address(server.URL, server.Bucket(t), "data", "")
	var all sync.WaitGroup
	for i := range runners {
		all.Go(func() {
			b := bucket.At(address, "")
			for range rounds {
				unlock := lockSoon(t, b, fmt.Sprintf("host%d", i))
				count := ""
				if _, err := b.List("count"); err == nil {
					count = content(t, b, "count/er")
				}
				if err := b.Write("count/er", []byte(count+"|")); err != nil {
					t.Error(err)
				}
				unlock()
			}
		})
	}
	all.Wait()
	if got := content(t, bucket.At(address, ""), "count/er"); got != strings.Repeat("|", runners*rounds) {
		t.Errorf("counted %d, want %d", len(got), runners*rounds)
	}
}
