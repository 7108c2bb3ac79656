package nightly

import (
	"fmt"
	"regexp"
	"slices"
	"time"
)

// tell decides what a person is to hear: trouble when it starts, and its end. What
// it decides stands in the manifest, where the next run finds it.
func (r *run) tell() {
	m := r.result.Manifest
	switch before := r.trouble(); {
	case m.Outcome == Interrupted:
	case m.Outcome.Good() && before != nil:
		r.result.News = append(r.result.News, fmt.Sprintf("the trouble since %s is over (it was: %s)", day(before.Started), before.Error))
	case m.Outcome.Good():
	case before != nil && before.Outcome == m.Outcome && slices.EqualFunc(before.Alarms, m.Alarms, sameAlarm):
		// told already
	default:
		m.Told = true
	}
}

var numbers = regexp.MustCompile(`[0-9]+`)

// sameAlarm tells whether two alarms differ in their numbers alone.
func sameAlarm(a, b string) bool {
	return numbers.ReplaceAllString(a, "") == numbers.ReplaceAllString(b, "")
}

// trouble is the run in which the trouble was told that lasted up to this run; nil
// if the run before was good.
func (r *run) trouble() *Manifest {
	for _, m := range r.history {
		switch {
		case m.Outcome.Good():
			return nil
		case m.Told:
			return m
		}
	}
	return nil
}

func day(t time.Time) string { return t.Format("2006-01-02 15:04 MST") }
