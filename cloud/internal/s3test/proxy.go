package s3test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Proxy passes on requests to a server, counts them, and may change what comes of them.
type Proxy struct {
	URL string

	mu     sync.Mutex
	fault  func(n int, r *http.Request) Fault
	counts Counts
	hidden time.Duration
	denied string
	put    map[string]time.Time
}

// Fault is what happens to a request.
type Fault int

// The faults.
const (
	None    Fault = iota
	Busy          // 503, without passing it on
	Lost          // passed on, but the connection breaks before the answer
	Cut           // the connection breaks in the middle of the body
	Hanging       // no answer until the client gives up
	Denied        // 403
)

// Counts are requests and bytes.
type Counts struct {
	Requests map[string]int // by kind: GET, HEAD, PUT, DELETE, LIST
	Ranged   int            // GET requests for a part
	In, Out  int64          // bytes of bodies: to the store, and from it
	Read     []string       // the objects whose content was transferred
}

// NewProxy starts a proxy.
func (s *Server) NewProxy(t testing.TB) *Proxy {
	t.Helper()
	target, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	p := &Proxy{put: map[string]time.Time{}}
	p.Reset()
	reverse := &httputil.ReverseProxy{
		Rewrite:        func(r *httputil.ProxyRequest) { r.SetURL(target); r.Out.Host = r.In.Host }, // the host is signed
		ModifyResponse: p.answered,
		ErrorHandler:   func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) },
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { p.serve(reverse, w, r) }))
	t.Cleanup(server.Close)
	p.URL = server.URL
	return p
}

// Fail sets the fault of each request, which are numbered from 0; nil is none.
func (p *Proxy) Fail(fault func(n int, r *http.Request) Fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fault = fault
}

// Hide leaves new objects out of lists for a while, as stores may whose lists lag.
func (p *Proxy) Hide(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.hidden = d
}

// Deny denies requests of a method, as a store does to who may only read.
func (p *Proxy) Deny(method string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.denied = method
}

// Reset starts to count again, and returns what was counted.
func (p *Proxy) Reset() Counts {
	p.mu.Lock()
	defer p.mu.Unlock()
	counted := p.counts
	p.counts = Counts{Requests: map[string]int{}}
	return counted
}

func (p *Proxy) serve(next http.Handler, w http.ResponseWriter, r *http.Request) {
	switch p.count(r) {
	case Busy:
		w.WriteHeader(http.StatusServiceUnavailable)
	case Denied:
		w.Header().Set("Content-Type", "application/xml")
		w.WriteHeader(http.StatusForbidden)
		_, _ = io.WriteString(w, "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>")
	case Lost:
		next.ServeHTTP(httptest.NewRecorder(), r)
		panic(http.ErrAbortHandler)
	case Cut:
		whole := httptest.NewRecorder()
		next.ServeHTTP(whole, r)
		for name, values := range whole.Header() {
			w.Header()[name] = values
		}
		w.WriteHeader(whole.Code)
		_, _ = w.Write(whole.Body.Bytes()[:whole.Body.Len()/2])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	case Hanging:
		_, _ = io.Copy(io.Discard, r.Body) // else the end of the connection goes unnoticed
		<-r.Context().Done()
		panic(http.ErrAbortHandler)
	default:
		next.ServeHTTP(w, r)
	}
}

// count counts a request, and returns its fault.
func (p *Proxy) count(r *http.Request) Fault {
	p.mu.Lock()
	defer p.mu.Unlock()
	kind := r.Method
	if r.URL.Query().Has("list-type") {
		kind = "LIST"
	}
	n := 0
	for _, already := range p.counts.Requests {
		n += already
	}
	p.counts.Requests[kind]++
	p.counts.In += max(0, r.ContentLength)
	if r.Header.Get("Range") != "" {
		p.counts.Ranged++
	}
	if kind == http.MethodPut {
		p.put[key(r.URL.Path)] = time.Now()
	}
	if r.Method == p.denied {
		return Denied
	}
	if p.fault == nil {
		return None
	}
	return p.fault(n, r)
}

// key is the name of an object in a path: behind that of its bucket.
func key(path string) string {
	_, key, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return key
}

var (
	listed = regexp.MustCompile(`<Contents>.*?</Contents>`)
	keyOf  = regexp.MustCompile(`<Key>(.*?)</Key>`)
)

// answered counts the body of an answer, and removes hidden objects from a list.
func (p *Proxy) answered(answer *http.Response) error {
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.counts.Out += int64(len(body))
	request := answer.Request
	if request.Method == http.MethodGet && !request.URL.Query().Has("list-type") && answer.StatusCode < 300 {
		p.counts.Read = append(p.counts.Read, key(request.URL.Path))
	}
	if p.hidden > 0 && answer.Request.URL.Query().Has("list-type") {
		body = listed.ReplaceAllFunc(body, func(item []byte) []byte {
			if at, ok := p.put[string(keyOf.FindSubmatch(item)[1])]; ok && time.Since(at) < p.hidden {
				return nil
			}
			return item
		})
		answer.Header.Set("Content-Length", strconv.Itoa(len(body)))
	}
	answer.Body = io.NopCloser(bytes.NewReader(body))
	return nil
}
