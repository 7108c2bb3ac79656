package diff_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
)

// TestFilter checks that a change passes if it is of one of the kinds, one of the levels
// and one of the rules.
func TestFilter(t *testing.T) {
	r := diff.Compare(difftest.Sample(t))
	all := len(r.Changes)
	for _, c := range []struct {
		why    string
		filter diff.Filter
		keeps  func(diff.Change) bool
	}{
		{"an empty filter passes everything", diff.Filter{}, func(diff.Change) bool { return true }},
		{"a kind, in the plural", diff.Filter{Only: []string{"methods"}}, func(c diff.Change) bool { return c.Kind == "method" }},
		{"two kinds are combined with or", diff.Filter{Only: []string{"type", "layers"}}, func(c diff.Change) bool { return c.Kind == "type" || c.Kind == diff.KindLayer }},
		{"a kind and a level are combined with and", diff.Filter{Only: []string{"methods", "docs"}}, func(c diff.Change) bool { return c.Kind == "method" && c.Level == diff.Docs }},
		{"what a client sends, including both directions", diff.Filter{Only: []string{"sent"}}, func(c diff.Change) bool { return c.Direction == diff.Sent || c.Direction == diff.Both }},
		{"a direction and a level are combined with and", diff.Filter{Only: []string{"received", "breaking"}}, func(c diff.Change) bool {
			return (c.Direction == diff.Received || c.Direction == diff.Both) && c.Level == diff.Breaking
		}},
		{"a rule", diff.Filter{Only: []string{"param-added"}}, func(c diff.Change) bool { return c.Rule == "param-added" }},
		{"a pattern of names", diff.Filter{Name: "messages.*"}, func(c diff.Change) bool { return strings.HasPrefix(c.Name, "messages.") }},
		{"all but a kind", diff.Filter{Except: [][]string{{"methods"}}}, func(c diff.Change) bool { return c.Kind != "method" }},
		{"all but the docs of methods", diff.Filter{Except: [][]string{{"methods", "docs"}}}, func(c diff.Change) bool { return c.Kind != "method" || c.Level != diff.Docs }},
		{"two lists exclude both", diff.Filter{Except: [][]string{{"layers"}, {"docs"}}}, func(c diff.Change) bool { return c.Kind != diff.KindLayer && c.Level != diff.Docs }},
		{"one kind except a level", diff.Filter{Only: []string{"methods"}, Except: [][]string{{"docs"}}}, func(c diff.Change) bool { return c.Kind == "method" && c.Level != diff.Docs }},
		{"a pattern without matches", diff.Filter{Name: "nothing"}, func(diff.Change) bool { return false }},
	} {
		t.Run(c.why, func(t *testing.T) {
			got, err := r.Filter(c.filter)
			if err != nil {
				t.Fatal(err)
			}
			want := slices.DeleteFunc(slices.Clone(r.Changes), func(ch diff.Change) bool { return !c.keeps(ch) })
			for i := range got.Changes { // a part may have fewer equal changes than a group needs
				got.Changes[i].Group = ""
			}
			for i := range want {
				want[i].Group = ""
			}
			if !slices.Equal(got.Changes, want) {
				t.Errorf("%d of %d changes passed, want %d", len(got.Changes), all, len(want))
			}
			if got.Summary.Total != len(want) {
				t.Errorf("the summary counts %d changes, want %d", got.Summary.Total, len(want))
			}
		})
	}
}

// TestExceptIsTheRest checks that --only and --except with the same words split a report in
// two.
func TestExceptIsTheRest(t *testing.T) {
	r := diff.Compare(difftest.Sample(t))
	for _, words := range [][]string{{"methods"}, {"breaking"}, {"param-added"}, {"methods", "docs"}, {"method", "type", "compatible", "error-added"}} {
		only, err := r.Filter(diff.Filter{Only: words})
		if err != nil {
			t.Fatal(err)
		}
		rest, err := r.Filter(diff.Filter{Except: [][]string{words}})
		if err != nil {
			t.Fatal(err)
		}
		if len(only.Changes) == 0 || len(only.Changes)+len(rest.Changes) != len(r.Changes) {
			t.Errorf("%v: %d and %d of %d changes", words, len(only.Changes), len(rest.Changes), len(r.Changes))
		}
	}
}

func TestFilterRejects(t *testing.T) {
	for _, tc := range []struct {
		why    string
		filter diff.Filter
		want   string
	}{
		{"an unknown word", diff.Filter{Only: []string{"everything"}}, `invalid filter "everything"`},
		{"an empty word", diff.Filter{Only: []string{"methods", ""}}, `invalid filter ""`},
		{"an unknown word in Except", diff.Filter{Except: [][]string{{"everything"}}}, `invalid filter "everything"`},
		{"an invalid pattern", diff.Filter{Name: "["}, "invalid pattern"},
		{"the same word in Only and Except", diff.Filter{Only: []string{"docs"}, Except: [][]string{{"docs"}}}, "--except docs excludes everything that --only docs includes"},
		{"Only is part of Except", diff.Filter{Only: []string{"methods", "docs"}, Except: [][]string{{"layers"}, {"methods"}}}, "--except methods excludes everything that --only methods,docs includes"},
	} {
		if _, err := diff.Compare(difftest.Sample(t)).Filter(tc.filter); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want %s", tc.why, err, tc.want)
		}
	}
}

func TestFilterAllows(t *testing.T) {
	for _, tc := range []struct {
		why    string
		filter diff.Filter
		want   bool
	}{
		{"no filter", diff.Filter{}, true},
		{"another level only", diff.Filter{Only: []string{"docs"}}, false},
		{"this level among others", diff.Filter{Only: []string{"docs", "breaking", "methods"}}, true},
		{"all but this level", diff.Filter{Except: [][]string{{"breaking"}}}, false},
		{"all but a part of this level", diff.Filter{Except: [][]string{{"breaking", "methods"}}}, true},
	} {
		if got := tc.filter.Allows(diff.Breaking); got != tc.want {
			t.Errorf("%s: breaking changes pass: %v, want %v", tc.why, got, tc.want)
		}
	}
}

// TestFilterSchema checks that changes are of one schema; errors and layers are the API's.
func TestFilterSchema(t *testing.T) {
	for _, c := range difftest.Cases(t, "testdata") {
		r := diff.Compare(c.Old, c.New)
		for _, schema := range diff.Schemas {
			got, err := r.Filter(diff.Filter{Schema: schema})
			if err != nil {
				t.Fatal(err)
			}
			want := 0
			for _, ch := range r.Changes {
				if ch.Schema == schema || ch.Schema == "" && schema == "api" {
					want++
				}
			}
			if len(got.Changes) != want {
				t.Errorf("%s: %d changes of %s, want %d", c.Name, len(got.Changes), schema, want)
			}
		}
	}
	if _, err := diff.Compare(difftest.Sample(t)).Filter(diff.Filter{Schema: "secret"}); err == nil {
		t.Error("an unknown schema was accepted")
	}
}
