package site

import (
	"fmt"
	"time"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// moment is a snapshot in figures.
type moment struct {
	Layer                         int
	Time                          time.Time
	Methods, Constructors, Errors int
	// Documented counts the pages that describe what they are about, of those Known.
	Documented, Known int
}

func (m moment) stamp() string { return store.Stamp(m.Time) }

// Date is the day, in UTC.
func (m moment) Date() string { return m.Time.UTC().Format(time.DateOnly) }

// Full is the time as machines read it.
func (m moment) Full() string { return m.Time.UTC().Format(time.RFC3339) }

// newMoment counts what is in a snapshot. Of errors it counts those that pages tell of:
// few snapshots have the site's table.
func newMoment(s Snapshot, now *model.Snapshot) moment {
	m := moment{Layer: s.Layer, Time: s.Time, Methods: len(now.Methods), Constructors: len(now.Constructors)}
	m.Errors = len(pageErrors(now))
	for _, method := range now.Methods {
		m.document(method.Documented)
	}
	for _, constructor := range now.Constructors {
		m.document(constructor.Documented)
	}
	for _, typ := range now.Types {
		m.document(typ.Documented)
	}
	return m
}

func (m *moment) document(documented *bool) {
	if documented == nil {
		return
	}
	m.Known++
	if *documented {
		m.Documented++
	}
}

// Share is how much is documented, in percent; it is empty where no page is known.
func (m moment) Share() string {
	if m.Known == 0 {
		return ""
	}
	return fmt.Sprintf("%.1f%%", 100*float64(m.Documented)/float64(m.Known))
}
