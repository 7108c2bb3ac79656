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
		{"a constructor differs from its type in case", "updates", []any{s.Constructors["updates"]}},
		{"a type differs from its constructor in case", "Updates", []any{s.Types["Updates"]}},
		{"the three kinds may share a name: method, constructor, type", "Photo", []any{s.Methods["Photo"], s.Constructors["Photo"], s.Types["Photo"]}},
		{"part of a name is not enough", "sendCode", nil},
		{"names are case-sensitive", "AUTH.SENDCODE", nil},
		{"an empty name", "", nil},
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
		{"another case", "AUTH.SENDCODE", 5, []string{"auth.sendCode"}},
		{"without the namespace", "sendCode", 5, []string{"auth.sendCode"}},
		{"shortest first, then in alphabetical order", "state", 9, []string{"updates.State", "updates.state", "updates.getState", "messages.getState"}},
		{"a type and its constructor are two names", "UPDATES", 2, []string{"Updates", "updates"}},
		{"a name of several entities is returned once", "photo", 5, []string{"Photo", "photo"}},
		{"no more than requested", "updates", 3, []string{"Updates", "updates", "updates.State"}},
		{"no suggestions requested", "updates", 0, nil},
		{"no similar name", "contacts", 5, nil},
		{"typing mistakes are not corrected", "auth.sendKode", 5, nil},
		{"an empty name has no suggestions", "", 5, nil},
	} {
		t.Run(tc.why, func(t *testing.T) {
			for range 10 { // map order is random
				if d := cmp.Diff(tc.want, named().Near(tc.name, tc.n), same); d != "" {
					t.Fatalf("Near(%q, %d) (-want +got):\n%s", tc.name, tc.n, d)
				}
			}
		})
	}
}

func TestNearNegative(t *testing.T) {
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
		t.Error("an entry in an empty map")
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
