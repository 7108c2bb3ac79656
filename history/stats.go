package history

import (
	"fmt"
	"time"

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

// Stats are the figures of one snapshot.
type Stats struct {
	Layer                         int
	Time                          time.Time
	Methods, Constructors, Errors int
	// Documented counts the pages that describe their subject, Known all pages.
	Documented, Known int
}

// StatsOf counts what a snapshot holds. Errors are those on the pages of methods: few
// snapshots have the site's error table.
func StatsOf(s Snapshot, now *model.Snapshot) Stats {
	st := Stats{Layer: s.Layer, Time: s.Time, Methods: len(now.Methods), Constructors: len(now.Constructors)}
	st.Errors = len(pageErrors(now))
	for _, method := range now.Methods {
		st.count(method.Documented)
	}
	for _, constructor := range now.Constructors {
		st.count(constructor.Documented)
	}
	for _, typ := range now.Types {
		st.count(typ.Documented)
	}
	return st
}

func (s *Stats) count(documented *bool) {
	if documented == nil {
		return
	}
	s.Known++
	if *documented {
		s.Documented++
	}
}

// Date is the day, in UTC.
func (s Stats) Date() string { return s.Time.UTC().Format(time.DateOnly) }

// Full is the time in RFC 3339.
func (s Stats) Full() string { return s.Time.UTC().Format(time.RFC3339) }

// Share is the documented part of the pages in percent; empty where no page is known.
func (s Stats) Share() string {
	if s.Known == 0 {
		return ""
	}
	return fmt.Sprintf("%.1f%%", 100*float64(s.Documented)/float64(s.Known))
}
