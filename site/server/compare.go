package server

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/site"
	"github.com/tlcrawl/tlcrawl/store"
)

// form is a format of a comparison.
type form struct {
	ending string // of the address that asks for it
	kind   string // Content-Type
	print  report.Printer
}

// forms are the formats of a comparison besides the page, which comes first where a client
// accepts several.
var forms = []form{
	{".html", "text/html", nil},
	{".json", "application/json", report.JSON},
	{".md", "text/markdown", report.Markdown},
	{".txt", "text/plain", report.Text},
}

// formOf returns the format that the ending of an address asks for, or else the Accept
// header, and the address without the ending.
func formOf(name, accept string) (string, form) {
	var kinds []string
	for _, f := range forms {
		if rest, ok := strings.CutSuffix(name, f.ending); ok {
			return rest, f
		}
		kinds = append(kinds, f.kind)
	}
	kind := negotiate(accept, kinds)
	for _, f := range forms {
		if f.kind == kind {
			return name, f
		}
	}
	return name, forms[0]
}

// pair is two snapshots to compare.
type pair struct{ old, new store.Entry }

// errNoSnapshot says that a name means no snapshot.
var errNoSnapshot = errors.New("no such snapshot")

// resolve finds the snapshots of OLD...NEW. Names that are paths are none.
func (s *Server) resolve(text string) (p pair, err error) {
	old, new, ok := strings.Cut(text, "...")
	if !ok {
		return pair{}, errNoSnapshot
	}
	if p.old, err = s.entry(old); err == nil {
		p.new, err = s.entry(new)
	}
	return p, err
}

func (s *Server) entry(name string) (store.Entry, error) {
	if !store.IsName(name) {
		return store.Entry{}, errNoSnapshot
	}
	e, err := s.folder.Resolve(name)
	if err != nil {
		return store.Entry{}, errNoSnapshot // the reason names folders of this machine
	}
	return e, nil
}

// compare answers compare/OLD...NEW.
func (s *Server) compare(w http.ResponseWriter, r *http.Request) {
	text, f := formOf(r.PathValue("pair"), r.Header.Get("Accept"))
	w.Header().Add("Vary", "Accept")
	p, err := s.resolve(text)
	if err != nil {
		http.Error(w, "no such snapshots: want two names, as in compare/214...latest; compare/ lists them", http.StatusNotFound)
		return
	}
	around := s.around(strings.Count(r.URL.Path, "/") - 1)
	d, err := s.work.document(r.Context(), strings.Join([]string{f.kind, around.Root, p.old.File, p.new.File, text}, " "), func() (*document, error) {
		changes, err := s.changes(p)
		if err != nil {
			return nil, err
		}
		old, new, _ := strings.Cut(text, "...")
		print := f.print
		if print == nil {
			print = func(w io.Writer, r *diff.Report, _ report.Options) error {
				return site.WriteComparison(w, around, site.Comparison{Old: old, New: new, Report: r})
			}
		}
		var b bytes.Buffer
		if err := print(&b, changes, report.Options{}); err != nil {
			return nil, err
		}
		return newDocument(f.kind+charset(f.kind), b.Bytes()), nil
	})
	if err != nil {
		s.failed(w, r, err)
		return
	}
	d.send(w, r)
}

// changes compares two snapshots.
func (s *Server) changes(p pair) (*diff.Report, error) {
	var sides [2]*model.Snapshot
	for i, e := range []store.Entry{p.old, p.new} {
		var err error
		if sides[i], err = s.folder.Read(e); err != nil {
			return nil, err
		}
	}
	return diff.Compare(sides[0], sides[1]), nil
}

// charset is the parameter of a text's type.
func charset(kind string) string {
	if strings.HasPrefix(kind, "text/") {
		return "; charset=utf-8"
	}
	return ""
}

// around is the site around a page so many folders below its top.
func (s *Server) around(depth int) site.Around {
	a := site.Around{Title: s.o.Title, Root: strings.Repeat("../", depth), Feeds: s.o.URL != ""}
	if sites := s.edition().sites; len(sites) == 1 {
		a.Site = sites[0].name
	}
	return a
}

// choose answers compare/: a form, or the address of what was chosen in it.
func (s *Server) choose(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if old, new := q.Get("old"), q.Get("new"); store.IsName(old) && store.IsName(new) {
		w.Header().Set("Location", "./"+old+"..."+new)
		w.WriteHeader(http.StatusSeeOther)
		return
	}
	var b bytes.Buffer
	if err := site.WriteChoice(&b, s.around(1), s.edition().names()); err != nil {
		s.failed(w, r, err)
		return
	}
	w.Header().Set("Content-Security-Policy", site.ChoicePolicy+nobody)
	newDocument(contentTypes[".html"], b.Bytes()).send(w, r)
}

// failed answers a request that this server is to blame for. The reason is noted, as it may
// name files of this machine.
func (s *Server) failed(w http.ResponseWriter, r *http.Request, err error) {
	switch {
	case r.Context().Err() != nil: // the client has left, or waited too long
		return
	case errors.Is(err, errBusy):
		w.Header().Set("Retry-After", "5")
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	s.o.Note(err)
	http.Error(w, "this cannot be shown; the server's log says why", http.StatusInternalServerError)
}
