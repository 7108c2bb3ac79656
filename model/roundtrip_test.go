package model_test

import (
	"bytes"
	"fmt"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
)

func decoded(t testing.TB, b []byte) *model.Snapshot {
	t.Helper()
	s, err := model.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Encode writes in parts what encoding/json writes at once, and Decode reads it back.
func TestEncodeDecode(t *testing.T) {
	methods := model.New("https://corefork.telegram.org", 214)
	methods.Methods["auth.logOut"] = &model.Method{Name: "auth.logOut", Description: "\"\n  \"types\": {}"}
	for _, tc := range []struct {
		why string
		s   *model.Snapshot
	}{
		{"every field is set", rich()},
		{"no field is set", model.New("", 0)},
		{"as large as a layer", layerOf(700)},
		{"two maps are empty, and a text looks like the key of one", methods},
	} {
		b := encoded(t, tc.s)
		if want := plainly(t, tc.s); string(b) != want {
			t.Errorf("%s: it differs from the output of encoding/json:\n%.2000s\nwant\n%.2000s", tc.why, b, want)
		}
		got := decoded(t, b)
		if d := cmp.Diff(tc.s, got); d != "" { // an empty list must not become nil
			t.Errorf("%s (-want +got):\n%s", tc.why, d)
		}
		if !bytes.Equal(encoded(t, got), b) {
			t.Errorf("%s: encoded again, the bytes differ", tc.why)
		}
	}
}

// Some editors write a byte order mark.
func TestDecodeIgnoresByteOrderMark(t *testing.T) {
	if d := cmp.Diff(rich(), decoded(t, append([]byte("\ufeff"), encoded(t, rich())...))); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

// A document may be read in pieces.
func TestDecodeInPieces(t *testing.T) {
	got, err := model.Decode(iotest.OneByteReader(bytes.NewReader(encoded(t, rich()))))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(rich(), got); d != "" {
		t.Errorf("byte by byte (-want +got):\n%s", d)
	}
}

// True, false and "the page does not say" survive for each question.
func TestAccessSurvives(t *testing.T) {
	answers := []*bool{nil, new(false), new(true)}
	s := model.New("", 0)
	add := func(a *model.Access) {
		name := fmt.Sprintf("method%d", len(s.Methods))
		s.Methods[name] = &model.Method{Name: name, Access: a}
	}
	add(nil)
	for _, users := range answers {
		for _, bots := range answers {
			for _, anyone := range answers {
				for _, business := range answers {
					add(&model.Access{Users: users, Bots: bots, Unauthenticated: anyone, Business: business})
				}
			}
		}
	}
	got := decoded(t, encoded(t, s))
	if len(got.Methods) != 82 {
		t.Fatalf("%d answers, want 82", len(got.Methods))
	}
	if d := cmp.Diff(s, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

// A page may be not crawled, empty, or described.
func TestDocumentedSurvives(t *testing.T) {
	for _, documented := range []*bool{nil, new(false), new(true)} {
		s := model.New("", 0)
		s.Methods["auth.logOut"] = &model.Method{Name: "auth.logOut", Documented: documented}
		s.Constructors["auth.loggedOut"] = &model.Constructor{Name: "auth.loggedOut", Documented: documented}
		s.Types["auth.LoggedOut"] = &model.Type{Name: "auth.LoggedOut", Documented: documented}
		if d := cmp.Diff(s, decoded(t, encoded(t, s))); d != "" {
			t.Errorf("-want +got:\n%s", d)
		}
	}
}

// Texts are stored unchanged: one that changed on its way to the disk would be reported as
// a change by every run.
func TestTextSurvives(t *testing.T) {
	for _, tc := range []struct{ why, text string }{
		{"HTML's own characters", `<b>&"'</b>`},
		{"white space at both ends", " \t\n\v\f\r text \u00a0\u2003"},
		{"line and paragraph separators", "\u2028\u2029"},
		{"control characters", "\x00\x01\x1b[31m\x7f\u009b"},
		{"direction marks and byte order marks", "\u202e\u200f\u2066\ufeff"},
		{"beyond the first plane", "\U0001f600\U0010ffff"},
		{"the replacement character", "\ufffd"},
		{"text that looks like an escape", `\u0041\n\\`},
	} {
		s := model.New("", 0)
		s.Methods["help.getAppConfig"] = &model.Method{Name: "help.getAppConfig", Description: tc.text}
		if err := s.Validate(); err != nil {
			t.Errorf("%s: %v", tc.why, err)
		}
		if got := decoded(t, encoded(t, s)).Methods["help.getAppConfig"].Description; got != tc.text {
			t.Errorf("%s: %q comes back as %q", tc.why, tc.text, got)
		}
	}
}
