package fetch

import (
	"testing"
	"time"
)

// Retry-After holds seconds or a date (RFC 9110, 10.2.3).
func TestRetryAfter(t *testing.T) {
	now := time.Date(2025, 11, 22, 10, 0, 0, 0, time.UTC)
	for _, tc := range []struct {
		header string
		want   time.Duration
		ok     bool
		why    string
	}{
		{"120", 2 * time.Minute, true, "seconds"},
		{"0", 0, true, "at once"},
		{"Sat, 22 Nov 2025 10:00:30 GMT", 30 * time.Second, true, "a date"},
		{"Saturday, 22-Nov-25 10:00:30 GMT", 30 * time.Second, true, "an RFC 850 date"},
		{"Sat Nov 22 10:00:30 2025", 30 * time.Second, true, "an asctime date"},
		{"Sat, 22 Nov 2025 09:00:00 GMT", 0, true, "a date in the past"},
		{"99999999999", (1 << 20) * time.Second, true, "more seconds than a Duration can hold"},
		{"", 0, false, "no header"},
		{"-1", 0, false, "negative"},
		{"1.5", 0, false, "not an integer"},
		{"soon", 0, false, "words"},
		{"999999999999999999999999", 0, false, "out of range"},
	} {
		got, ok := retryAfter(tc.header, now)
		if got != tc.want || ok != tc.ok {
			t.Errorf("%q: got %v, %t, want %v, %t: %s", tc.header, got, ok, tc.want, tc.ok, tc.why)
		}
	}
}
