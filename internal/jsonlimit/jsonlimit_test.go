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
