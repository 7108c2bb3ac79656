package server

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/store"
)

// apiRoot is where the API is; its version changes when answers become incompatible.
const apiRoot = "/api/v1"

// maxAnswer is how long the answer to a question may take.
const maxAnswer = 10 * time.Second

// question is a request of the API.
type question struct {
	*http.Request
	query url.Values
}

// answers are the paths of the API with what answers them.
func (s *Server) answers() map[string]func(context.Context, question) (*document, error) {
	return map[string]func(context.Context, question) (*document, error){
		"/openapi.json":     s.openAPI,
		"/sites":            s.listSites,
		"/snapshots":        s.listSnapshots,
		"/snapshots/{name}": s.snapshot,
		"/layers":           s.listLayers,
		"/entities":         s.listEntities,
		"/entities/{name}":  s.entity,
		"/history/{name}":   s.history,
		"/errors":           s.listErrors,
		"/errors/{message}": s.findErrors,
		"/changes/{pair}":   s.listChanges,
		"/search":           s.search,
	}
}

func (s *Server) addAPI(mux *http.ServeMux) {
	for path, answer := range s.answers() {
		mux.HandleFunc(apiRoot+path, func(w http.ResponseWriter, r *http.Request) { s.answer(w, r, answer) })
	}
	mux.HandleFunc("/api/", func(w http.ResponseWriter, r *http.Request) {
		s.answer(w, r, func(context.Context, question) (*document, error) {
			return nil, &problem{http.StatusNotFound, "no such address; " + apiRoot + "/openapi.json lists them"}
		})
	})
}

// answer answers a request of the API in JSON, whatever happens.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, answer func(context.Context, question) (*document, error)) {
	w.Header().Set("Content-Security-Policy", "default-src 'none'"+nobody)
	ctx, cancel := context.WithTimeout(r.Context(), maxAnswer)
	defer cancel()
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		err = badRequest("the query cannot be read: %v", err)
	}
	var d *document
	if err == nil {
		d, err = answer(ctx, question{r, query})
		if err != nil && ctx.Err() != nil {
			err = ctx.Err() // whatever it interrupted
		}
	}
	if err == nil {
		d.send(w, r)
		return
	}
	p := s.problemOf(err)
	if r.Context().Err() != nil { // the client has left
		return
	}
	if p.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "5")
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(p.encode())
	}
}

// problem is an error for the client (https://www.rfc-editor.org/rfc/rfc9457).
type problem struct {
	Status int
	Detail string
}

func (p *problem) Error() string { return p.Detail }

func (p *problem) encode() []byte {
	b, err := encode(struct {
		Title  string `json:"title"`
		Status int    `json:"status"`
		Detail string `json:"detail"`
	}{http.StatusText(p.Status), p.Status, p.Detail})
	if err != nil {
		panic(err) // strings can always be encoded
	}
	return b
}

func badRequest(format string, args ...any) error {
	return &problem{http.StatusBadRequest, fmt.Sprintf(format, args...)}
}

func notFound(format string, args ...any) error {
	return &problem{http.StatusNotFound, fmt.Sprintf(format, args...)}
}

// problemOf is what the client may know of an error. The rest is noted: it may name files
// of this machine.
func (s *Server) problemOf(err error) *problem {
	var p *problem
	switch {
	case errors.As(err, &p):
		return p
	case errors.Is(err, errNoSnapshot):
		return &problem{http.StatusNotFound, "no such snapshot; " + apiRoot + "/snapshots lists them (want latest, latest~1, 214 or 214@2026-06-13)"}
	case errors.Is(err, errBusy), errors.Is(err, context.DeadlineExceeded):
		return &problem{http.StatusServiceUnavailable, "too much to do; try again in a few seconds"}
	case errors.Is(err, context.Canceled):
		return &problem{http.StatusServiceUnavailable, "canceled"}
	}
	s.o.Note(err)
	return &problem{http.StatusInternalServerError, "this cannot be answered; the server's log says why"}
}

// encode encodes an answer as all commands print JSON.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(v)
	return b.Bytes(), err
}

const jsonType = "application/json"

// asJSON is an answer as a document.
func asJSON(v any, err error) (*document, error) {
	if err != nil {
		return nil, err
	}
	b, err := encode(v)
	if err != nil {
		return nil, err
	}
	return newDocument(jsonType, b), nil
}

// ask passes on the site that a question is about, while its index is open.
func (s *Server) ask(ctx context.Context, q question, answer func(*archive) (any, error)) (*document, error) {
	if s.asking.Acquire(ctx, 1) != nil {
		return nil, errBusy
	}
	defer s.asking.Release(1)
	s.mu.RLock()
	defer s.mu.RUnlock()
	a, err := s.now.site(q.query.Get("site"))
	if err != nil {
		return nil, err
	}
	return asJSON(answer(a))
}

// site returns the archive of a site. The name may be left out if there is only one, or
// only one that is not a repository.
func (e *edition) site(name string) (*archive, error) {
	var names []string
	var hosts []*archive
	for _, a := range e.sites {
		if a.name == name {
			return a, nil
		}
		names = append(names, a.name)
		if !store.IsRepository(a.name) {
			hosts = append(hosts, a)
		}
	}
	switch {
	case name != "":
		return nil, notFound("no site %.100q; there are %s", name, strings.Join(names, ", "))
	case len(hosts) == 1:
		return hosts[0], nil
	case len(e.sites) == 1:
		return e.sites[0], nil
	}
	return nil, badRequest("several sites; choose one with ?site=: %s", strings.Join(names, ", "))
}

// number reads a number of the query.
func (q question) number(name string, least, most, fallback int) (int, error) {
	text := q.query.Get(name)
	n, err := strconv.Atoi(cmp.Or(text, strconv.Itoa(fallback)))
	if err != nil || n < least || n > most {
		return 0, badRequest("invalid %s %.100q (want a number from %d to %d)", name, text, least, most)
	}
	return n, nil
}

// choice reads one of several words of the query; it is empty if it is left out.
func (q question) choice(name string, words ...string) (string, error) {
	text := q.query.Get(name)
	for _, w := range words {
		if text == w || text == "" {
			return text, nil
		}
	}
	return "", badRequest("invalid %s %.100q (want %s)", name, text, strings.Join(words, ", "))
}
