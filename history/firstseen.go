package history

import (
	"github.com/tlcrawl/tlcrawl/model"
)

// ErrorKey identifies an error: one type may have several codes.
type ErrorKey struct {
	Code int
	Type string
}

func pageErrors(s *model.Snapshot) map[ErrorKey]bool {
	keys := map[ErrorKey]bool{}
	for _, m := range s.Methods {
		for _, e := range m.Errors {
			keys[ErrorKey{e.Code, e.Type}] = true
		}
	}
	return keys
}

// FirstSeen knows since which snapshot each error is there, on a page or in the site's
// error table. The zero value is ready to use.
type FirstSeen struct {
	errors map[ErrorKey]seen
}

type seen struct {
	since     int
	tableOnly bool // when last looked for
}

// Since is the index of the snapshot with which an error came.
func (f *FirstSeen) Since(k ErrorKey) int { return f.errors[k].since }

// Add takes the i-th snapshot, in order. A snapshot without the error table says nothing
// about the errors that only the table had.
func (f *FirstSeen) Add(s *model.Snapshot, i int) {
	if f.errors == nil {
		f.errors = map[ErrorKey]seen{}
	}
	pages, all := pageErrors(s), pageErrors(s)
	if s.ErrorTable != nil {
		for _, e := range s.ErrorTable.Errors {
			all[ErrorKey{e.Code, e.Type}] = true
		}
	}
	for k, was := range f.errors {
		if !all[k] && (s.ErrorTable != nil || !was.tableOnly) {
			delete(f.errors, k)
		}
	}
	for k := range all {
		was, known := f.errors[k]
		if !known {
			was.since = i
		}
		f.errors[k] = seen{was.since, !pages[k]}
	}
}
