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

// transport sends requests below colly. It applies the rate limit, bounds each attempt in
// time and size, reads responses to their end, and retries temporary failures.
type transport struct {
	ctx      context.Context //nolint:containedctx // of Open: colly requests robots.txt without one
	base     http.RoundTripper
	rate     *rate.Limiter
	limiter  *limiter
	o        Options
	timedOut error // the cause when an attempt takes too long

	requests, retries, bytes atomic.Int64
}

// Stats counts requests to a site.
type Stats struct {
	// Requests includes Retries.
	Requests, Retries int64
	// Bytes is the size of the decompressed responses.
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
		own.ReadBufferSize = 32 << 10 // a compressed page in one read
		base = own
	}
	// The decompression of net/http allocates 80 KB for each page of 15 KB.
	base = gzhttp.Transport(base, gzhttp.TransportEnableZstd(false))
	return &transport{
		ctx: ctx, base: base, rate: rate.NewLimiter(limit, 1), limiter: newLimiter(o.Parallel), o: o,
		timedOut: fmt.Errorf("no complete response within %s", o.Timeout),
	}
}

func (t *transport) stats() Stats {
	return Stats{t.requests.Load(), t.retries.Load(), t.bytes.Load()}
}

// RoundTrip sends a request, with retries.
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
			t.o.Log.Info("retrying", "url", req.URL.String(), "in", wait.Round(time.Millisecond), "cause", err)
		}))
	var permanent *backoff.PermanentError
	var failed *retryError
	switch {
	case errors.As(err, &permanent):
		return nil, permanent.Err
	case errors.As(err, &failed) && failed.resp != nil:
		return t.robots(req, failed.resp) // the last response, with its status
	case errors.As(err, &failed):
		return nil, failed.err
	case err != nil:
		return nil, err
	}
	return t.robots(req, resp)
}

// retryError is a temporary failure.
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

// try sends a request once and reads the whole response.
func (t *transport) try(ctx context.Context, req *http.Request) (*http.Response, error) {
	if err := t.rate.Wait(ctx); err != nil {
		if ctx.Err() == nil { // the deadline comes before the turn
			err = fmt.Errorf("%w: %w", context.DeadlineExceeded, err)
		}
		return nil, backoff.Permanent(err)
	}
	if err := t.limiter.acquire(ctx); err != nil {
		return nil, backoff.Permanent(err)
	}
	resp, err := t.send(ctx, req)
	t.limiter.release(resp != nil && throttles(resp.StatusCode))
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

// send sends a request and reads the response into memory, so that a truncated one fails
// where it can be retried.
func (t *transport) send(ctx context.Context, req *http.Request) (*http.Response, error) {
	ctx, stop := context.WithTimeoutCause(ctx, t.o.Timeout, t.timedOut)
	defer stop()
	t.requests.Add(1)
	resp, err := t.base.RoundTrip(req.WithContext(ctx))
	if err != nil {
		return nil, causeOr(ctx, err)
	}
	defer resp.Body.Close() // readBody replaces it
	n, err := readBody(ctx, resp, t.o.MaxBody)
	t.bytes.Add(n)
	var large *TooLargeError
	switch {
	case errors.As(err, &large):
		return nil, large
	case err != nil:
		return nil, causeOr(ctx, fmt.Errorf("truncated response: %w", err))
	}
	return resp, nil
}

// causeOr returns the cause of the context's end, such as a timeout, else err.
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

// throttles reports whether the site asks for fewer requests.
func throttles(status int) bool {
	return status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable
}

// final reports whether a retry cannot help.
func final(err error) bool {
	var (
		large *TooLargeError
		cert  *tls.CertificateVerificationError
	)
	return errors.As(err, &large) || errors.As(err, &cert)
}

// retryAfter parses the header Retry-After: seconds or a date (RFC 9110, 10.2.3).
func retryAfter(header string, now time.Time) (time.Duration, bool) {
	if s, err := strconv.Atoi(header); err == nil && s >= 0 {
		return time.Duration(min(s, 1<<20)) * time.Second, true
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(0, at.Sub(now)), true
	}
	return 0, false
}
