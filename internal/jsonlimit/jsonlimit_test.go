package jsonlimit_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/internal/jsonlimit"
)

func TestCount(t *testing.T) {
	for _, tc := range []struct {
		why, doc string
		want     int
	}{
		{"nothing", "", 0},
		{"one value", "1", 0},
		{"objects and lists", `{"a":[],"b":{}}`, 4},
		{"the content of a string does not count", `["[{,", "\\\",{"]`, 2},
		{"an unterminated string", `["[{,`, 1},
		{"no more than one above the limit", "[[[[[[[[[[[[[[[[", 11},
	} {
		if got := jsonlimit.Count([]byte(tc.doc), 10); got != tc.want {
			t.Errorf("%s: %d, want %d", tc.why, got, tc.want)
		}
	}
}

func TestRead(t *testing.T) {
	for _, tc := range []struct {
		why, doc string
		says     string
	}{
		{"within both limits", "[1,2]", ""},
		{"a byte order mark does not count as text", "\ufeff[1,2]", ""},
		{"too many bytes", "[1" + strings.Repeat(" ", 1<<20) + "]", "larger than 1 MB"},
		{"too many values", "[1,2,3,4]", "more than 3 values"},
	} {
		b, err := jsonlimit.Read(strings.NewReader(tc.doc), 1<<20, 3)
		var limit *jsonlimit.Error
		switch {
		case tc.says == "" && (err != nil || string(b) != "[1,2]"):
			t.Errorf("%s: %q, %v", tc.why, b, err)
		case tc.says != "" && (!errors.As(err, &limit) || err.Error() != tc.says):
			t.Errorf("%s: %v, want %q", tc.why, err, tc.says)
		}
	}
}

// A document in parts is measured like the whole document.
func TestMeter(t *testing.T) {
	parts := []string{"[1,", `"[[[", {`, "}]"}
	for _, tc := range []struct {
		why          string
		size, values int
		failsAt      int
	}{
		{"within both limits", 13, 4, 3},
		{"too many bytes in the last part", 12, 4, 2},
		{"too many values in the second part", 13, 3, 1},
	} {
		m, n := jsonlimit.NewMeter(tc.size, tc.values), 0
		for n < len(parts) && m.Add([]byte(parts[n])) == nil {
			n++
		}
		if n != tc.failsAt {
			t.Errorf("%s: it takes %d parts, want %d", tc.why, n, tc.failsAt)
		}
		if _, err := jsonlimit.Read(strings.NewReader(strings.Join(parts, "")), tc.size, tc.values); (err == nil) != (n == len(parts)) {
			t.Errorf("%s: the whole document: %v", tc.why, err)
		}
	}
}
