package model_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
)

func named() *model.Snapshot {
	s := model.New("", 214)
	for _, name := range []string{"updates.getState", "updates.getDifference", "messages.getState", "auth.sendCode", "Photo"} {
		s.Methods[name] = &model.Method{Name: name}
	}
	for _, name := range []string{"updates", "updates.state", "Photo", "photo"} {
		s.Constructors[name] = &model.Constructor{Name: name}
	}
	for _, name := range []string{"Updates", "updates.State", "Photo"} {
		s.Types[name] = &model.Type{Name: name}
	}
	return s
}

func TestFind(t *testing.T) {
	s := named()
	for _, tc := range []struct {
		why, name string
		want      []any
	}{
		{"a method", "auth.sendCode", []any{s.Methods["auth.sendCode"]}},
		{"a constructor differs from its type in a capital", "updates", []any{s.Constructors["updates"]}},
		{"a type differs from its constructor in a capital", "Updates", []any{s.Types["Updates"]}},
		{"nothing keeps the three kinds from sharing a name: method, constructor, type", "Photo", []any{s.Methods["Photo"], s.Constructors["Photo"], s.Types["Photo"]}},
		{"part of a name is not enough", "sendCode", nil},
		{"a name in other letters is another", "AUTH.SENDCODE", nil},
		{"nothing is found by no name", "", nil},
	} {
		// An exact match comes before similar names.
		if got := s.Find(tc.name); !slices.Equal(got, tc.want) {
			t.Errorf("%s: Find(%q) = %v, want %v", tc.why, tc.name, got, tc.want)
		}
	}
}

func TestNear(t *testing.T) {
	for _, tc := range []struct {
		why, name string
		n         int
		want      []string
	}{
		{"the same in other letters", "AUTH.SENDCODE", 5, []string{"auth.sendCode"}},
		{"the name space forgotten", "sendCode", 5, []string{"auth.sendCode"}},
		{"the shortest is nearest, and of the same length the first of the alphabet", "state", 9, []string{"updates.State", "updates.state", "updates.getState", "messages.getState"}},
		{"a type and its constructor are two names", "UPDATES", 2, []string{"Updates", "updates"}},
		{"a name of several entities is returned once", "photo", 5, []string{"Photo", "photo"}},
		{"no more than requested", "updates", 3, []string{"Updates", "updates", "updates.State"}},
		{"no suggestions were asked for", "updates", 0, nil},
		{"nothing like it", "contacts", 5, nil},
		{"typing mistakes are not corrected", "auth.sendKode", 5, nil},
		{"no name is near to all, so to none", "", 5, nil},
	} {
		t.Run(tc.why, func(t *testing.T) {
			for range 10 { // a map is walked in another order each time
				if d := cmp.Diff(tc.want, named().Near(tc.name, tc.n), same); d != "" {
					t.Fatalf("Near(%q, %d) (-want +got):\n%s", tc.name, tc.n, d)
				}
			}
		})
	}
}

func TestNearOfFewerThanNone(t *testing.T) {
	defer func() {
		if p := recover(); p != nil {
			t.Errorf("Near(%q, -1) panics: %v", "updates", p)
		}
	}()
	if got := named().Near("updates", -1); len(got) > 0 {
		t.Errorf("Near(%q, -1) = %v, want none", "updates", got)
	}
}

func TestSorted(t *testing.T) {
	// In the order of bytes, upper case precedes lower case, and a prefix its extensions.
	want := []string{"Photo", "Updates", "auth.sendCode", "auth.sendCodes", "auth.signIn", "updates"}
	m := map[string]int{}
	for i, name := range want {
		m[name] = i
	}
	for range 20 {
		var got []string
		for name, i := range model.Sorted(m) {
			if want[i] != name {
				t.Fatalf("%q comes with the value of %q", name, want[i])
			}
			got = append(got, name)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
	for range model.Sorted(map[string]bool(nil)) {
		t.Error("something in a map without anything")
	}
}

// The iteration can stop early.
func TestSortedStops(t *testing.T) {
	var got []string
	for name := range model.Sorted(map[string]int{"a": 1, "b": 2, "c": 3}) {
		got = append(got, name)
		if name == "b" {
			break
		}
	}
	if strings.Join(got, "") != "ab" {
		t.Errorf("walked %v, want a and b", got)
	}
}
