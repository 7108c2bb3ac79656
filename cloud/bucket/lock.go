package bucket

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"time"

	"github.com/tlcrawl/tlcrawl/store"
)

// lease is a version of the lock: who holds it, and until when.
type lease struct {
	store.Holder
	Expires  time.Time `json:"expires"`
	Released bool      `json:"released,omitempty"`
	// Run makes each version of each run another one.
	Run string `json:"run"`
}

func (l lease) String() string {
	return fmt.Sprintf("process %d on %.100s, since %s, until %s unless renewed",
		l.PID, l.Host, l.Since.Format(time.RFC3339), l.Expires.Format(time.RFC3339))
}

// lock is the lock of a folder, held by this process. Renewing it, taking it over and
// releasing it are all compare-and-swap of one register: each succeeds for one run only.
type lock struct {
	register
	lease time.Duration
	stop  context.CancelFunc
	done  chan struct{}

	mu   sync.Mutex
	mine lease
	n    uint64
	// until is when this run stops writing, a quarter of a lease before another may take
	// over.
	until time.Time
	lost  error
}

// longestAttempt is the longest that an attempt to lock may take: far less than versions are
// kept.
const longestAttempt = 10 * time.Minute

// Lock takes the lock if nobody holds it, or its holder has not renewed it.
func (b *Bucket) Lock(h store.Holder) (unlock func(), err error) {
	ctx, cancel := context.WithTimeout(context.Background(), longestAttempt)
	defer cancel()
	l := &lock{register: register{b, lockFolder}, lease: b.lease, done: make(chan struct{}), mine: lease{Holder: h, Run: rand.Text()}}
	err = l.acquire(ctx)
	var locked *store.LockedError
	switch {
	case errors.As(err, &locked):
		return nil, err
	case err != nil:
		return nil, &store.FileError{Name: b.Address(""), Err: err}
	}
	l.tidy(ctx, l.n)
	renew, stop := context.WithCancel(context.Background())
	l.stop = stop
	go l.keep(renew)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.held = l
	clear(b.newest)
	return func() { b.unlock(l) }, nil
}

// acquire takes the lock, or returns a LockedError.
func (l *lock) acquire(ctx context.Context) error {
	n, now, err := l.current(ctx)
	if err != nil {
		return err
	}
	if now.Run != "" && !now.Released && time.Now().Before(now.Expires) {
		return &store.LockedError{Dir: l.b.Address(""), Holder: now.String()}
	}
	l.n = n
	if err = l.swapLease(ctx, false); !errors.Is(err, fs.ErrExist) {
		return err
	}
	_, now, err = l.current(ctx)
	if err != nil {
		return err
	}
	return &store.LockedError{Dir: l.b.Address(""), Holder: now.String()}
}

// current reads the lock.
func (l *lock) current(ctx context.Context) (n uint64, now lease, err error) {
	n, value, err := l.read(ctx)
	if err == nil && n > 0 && json.Unmarshal(value, &now) != nil {
		err = &Error{"the lock " + l.b.Address(l.key(n)) + " is damaged; remove it", nil}
	}
	return n, now, err
}

// swapLease makes this run the holder for another lease, or releases the lock.
func (l *lock) swapLease(ctx context.Context, release bool) error {
	start := time.Now()
	next := l.mine
	next.Expires, next.Released = start.Add(l.lease).UTC().Truncate(time.Millisecond), release
	value, err := json.Marshal(next)
	if err != nil {
		return err
	}
	if err := l.swap(ctx, l.n, append(value, '\n')); err != nil {
		return err
	}
	l.n++
	l.mine, l.until = next, start.Add(l.lease*3/4)
	return nil
}

// keep renews the lock until it is released or lost.
func (l *lock) keep(ctx context.Context) {
	defer close(l.done)
	tick := time.NewTicker(l.lease / 3)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			l.mu.Lock()
			_ = l.renew(ctx) // the next tick, or a change, tries again
			lost := l.lost != nil
			l.mu.Unlock()
			if lost {
				return
			}
		}
	}
}

// renew renews the lock. Only another run's version proves that it is lost: after failing
// requests it may still be renewed. The caller holds l.mu.
func (l *lock) renew(ctx context.Context) error {
	if l.lost != nil {
		return l.lost
	}
	ctx, cancel := context.WithTimeout(ctx, l.lease)
	defer cancel()
	err := l.swapLease(ctx, false)
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	_, now, err := l.current(ctx)
	if err != nil {
		return err
	}
	l.lost = &LostLockError{l.b.Address(""), now.String()}
	return l.lost
}

// check returns until when this run may write; an error if it may not.
func (l *lock) check() (time.Time, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.lost == nil && time.Now().Before(l.until) {
		return l.until, nil
	}
	err := l.renew(context.Background()) // the process was asleep, or cut off
	return l.until, err
}

// fence returns a context for a change: until the lock may be another run's. Without a lock,
// as for the index, which readers bring up to date, everything may be changed.
func (b *Bucket) fence() (context.Context, context.CancelFunc, error) {
	b.mu.Lock()
	l := b.held
	b.mu.Unlock()
	if l == nil {
		return context.Background(), func() {}, nil
	}
	until, err := l.check()
	if err != nil {
		return nil, nil, err
	}
	ctx, cancel := context.WithDeadline(context.Background(), until)
	return ctx, cancel, nil
}

// unlock releases the lock. If that fails, it expires.
func (b *Bucket) unlock(l *lock) {
	l.stop()
	<-l.done
	l.mu.Lock()
	if l.lost == nil {
		ctx, cancel := context.WithTimeout(context.Background(), l.lease)
		_ = l.swapLease(ctx, true)
		cancel()
	}
	l.mu.Unlock()
	b.mu.Lock()
	b.held = nil
	b.mu.Unlock()
}
