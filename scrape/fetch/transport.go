package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/klauspost/compress/gzhttp"
	"golang.org/x/time/rate"
)

// transport sends requests below colly: it waits its turn, bounds each try in time
// and size, reads the answer to its end, and sends again what may go better then.
type transport struct {
	ctx     context.Context
	base    http.RoundTripper
	limiter *rate.Limiter
	gate    *gate
	o       Options
	timeUp  error // why a try ends that takes too long

	bodies bodies

	requests, retries, bytes atomic.Int64
}

// Stats counts what was asked of a site.
type Stats struct {
	// Requests were sent, Retries of them because an earlier one had failed.
	Requests, Retries int64
	// Bytes came back, unpacked.
	Bytes int64
}

func newTransport(ctx context.Context, o Options) *transport {
	limit := rate.Inf
	if o.Rate > 0 {
		limit = rate.Limit(o.Rate)
	}
	base := o.Transport
	if base == nil {
		own := http.DefaultTransport.(*http.Transport).Clone()
		own.MaxIdleConnsPerHost = o.Parallel
		own.ReadBufferSize = 32 << 10 // a page, as it is packed, in one read
		base = own
	}
	// That of net/http would make an unpacker of 80 KB for each page of 15.
	base = gzhttp.Transport(base, gzhttp.TransportEnableZstd(false))
	return &transport{
		ctx: ctx, base: base, limiter: rate.NewLimiter(limit, 1), gate: newGate(o.Parallel), o: o,
		timeUp: fmt.Errorf("no whole answer within %s", o.Timeout),
	}
}

func (t *transport) stats() Stats {
	return Stats{t.requests.Load(), t.retries.Load(), t.bytes.Load()}
}

// RoundTrip sends a request until it is answered, or has failed for good.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx, stop := context.WithCancelCause(req.Context())
	defer stop(nil)
	defer context.AfterFunc(t.ctx, func() { stop(context.Cause(t.ctx)) })()
	growing := backoff.NewExponentialBackOff()
	growing.InitialInterval, growing.Multiplier, growing.MaxInterval = t.o.InitialBackoff, 2, t.o.MaxBackoff
	resp, err := backoff.Retry(ctx,
		func() (*http.Response, error) { return t.try(ctx, req) },
		backoff.WithBackOff(growing),
		backoff.WithMaxTries(uint(t.o.MaxAttempts)),
		backoff.WithMaxElapsedTime(t.o.MaxElapsedTime),
		backoff.WithNotify(func(err error, wait time.Duration) {
			t.retries.Add(1)
			t.o.Log.Info("sending again", "url", req.URL.String(), "in", wait.Round(time.Millisecond), "because", err)
		}))
	var permanent *backoff.PermanentError
	var again *retryError
	switch {
	case errors.As(err, &permanent):
		return nil, permanent.Err
	case errors.As(err, &again) && again.resp != nil:
		return robots(req, again.resp) // the last answer, for what it is
	case errors.As(err, &again):
		return nil, again.err
	case err != nil:
		return nil, err
	}
	return robots(req, resp)
}

// retryError is the outcome of a try that may go better the next time.
type retryError struct {
	resp *http.Response
	err  error
}

func (e *retryError) Error() string {
	if e.resp != nil {
		return "HTTP " + e.resp.Status
	}
	return e.err.Error()
}

func (e *retryError) Unwrap() error { return e.err }

// try sends a request once and reads the whole answer.
func (t *transport) try(ctx context.Context, req *http.Request) (*http.Response, error) {
	if err := t.limiter.Wait(ctx); err != nil {
		if ctx.Err() == nil { // the turn would come after the context's deadline
			err = fmt.Errorf("%w: %w", context.DeadlineExceeded, err)
		}
		return nil, backoff.Permanent(err)
	}
	pass, err := t.gate.enter(ctx)
	if err != nil {
		return nil, backoff.Permanent(err)
	}
	resp, err := t.send(ctx, req)
	pass.leave(resp != nil && throttles(resp.StatusCode))
	switch {
	case ctx.Err() != nil:
		return nil, backoff.Permanent(context.Cause(ctx))
	case err != nil && final(err):
		return nil, backoff.Permanent(err)
	case err != nil:
		return nil, &retryError{err: err}
	case retryable(resp.StatusCode):
		failed := &retryError{resp: resp}
		if wait, ok := retryAfter(resp.Header.Get("Retry-After"), time.Now()); ok {
			failed.err = &backoff.RetryAfterError{Duration: min(wait, t.o.MaxBackoff)}
		}
		return nil, failed
	}
	return resp, nil
}

// send sends a request and reads the answer into memory, so that one that is cut
// on the way has failed here, where it can be sent again.
func (t *transport) send(ctx context.Context, req *http.Request) (*http.Response, error) {
	ctx, stop := context.WithTimeoutCause(ctx, t.o.Timeout, t.timeUp)
	defer stop()
	t.requests.Add(1)
	resp, err := t.base.RoundTrip(req.WithContext(ctx))
	if err != nil {
		return nil, causeOr(ctx, err)
	}
	defer resp.Body.Close() // that of the network, in whose place another one comes
	body, n, err := t.bodies.read(resp, t.o.MaxBody)
	t.bytes.Add(n)
	var large *TooLargeError
	switch {
	case errors.As(err, &large):
		return nil, large
	case err != nil:
		return nil, causeOr(ctx, fmt.Errorf("the answer is cut: %w", err))
	}
	deliver(ctx, resp, body)
	return resp, nil
}

// causeOr says that the time was up where that is why something failed.
func causeOr(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}

func retryable(status int) bool {
	switch status {
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests, http.StatusInternalServerError,
		http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// throttles tells whether the site asks for less.
func throttles(status int) bool {
	return status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable
}

// final tells whether sending again cannot help.
func final(err error) bool {
	var (
		large *TooLargeError
		cert  *tls.CertificateVerificationError
	)
	return errors.As(err, &large) || errors.As(err, &cert)
}

// retryAfter reads the header of that name: seconds, or a date (RFC 9110, 10.2.3).
func retryAfter(header string, now time.Time) (time.Duration, bool) {
	if s, err := strconv.Atoi(header); err == nil && s >= 0 {
		return time.Duration(min(s, 1<<20)) * time.Second, true
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(0, at.Sub(now)), true
	}
	return 0, false
}
