package export_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/export"
	"github.com/tlcrawl/tlcrawl/model"
)

// rows lists the errors of a table, in its order.
func rows(t *export.Table) []string {
	var list []string
	for _, e := range t.Errors {
		list = append(list, fmt.Sprintf("%d %s", e.Code, e.Type))
	}
	return list
}

func TestOptions(t *testing.T) {
	for _, tc := range []struct {
		why  string
		o    export.Options
		want string
	}{
		{"only the pages", export.Options{From: export.Pages, Method: "auth.*"}, "303 PHONE_MIGRATE_%d, 400 PHONE_NUMBER_INVALID, 400 Sorry, too many tries. Please try again later., 406 PHONE_NUMBER_INVALID, 500 AUTH_RESTART_%d"},
		{"only the site's table", export.Options{From: export.Site}, "400 FILE_MIGRATE_%d, 400 PHONE_NUMBER_INVALID, 401 AUTH_KEY_UNREGISTERED, 420 SLOWMODE_WAIT_X"},
		{"one code, of both sources by default", export.Options{Code: 406}, "406 PHONE_NUMBER_INVALID, 406 PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_%dMIN"},
		{"the sign of a code does not matter", export.Options{Code: 503}, "-503 Timeout"},
		{"errors that any method may return count for every method", export.Options{From: export.Site, Method: "help.*"}, "400 FILE_MIGRATE_%d, 401 AUTH_KEY_UNREGISTERED"},
	} {
		if got := strings.Join(rows(table(t, tc.o)), ", "); got != tc.want {
			t.Errorf("%s: %s", tc.why, got)
		}
	}
}

func TestOptionsRejected(t *testing.T) {
	var none *export.NoTableError
	if _, err := export.New(model.New("https://sample.test", 1), export.Options{From: export.Site}); !errors.As(err, &none) {
		t.Errorf("a snapshot without a table: %v", err)
	}
	for _, o := range []export.Options{{From: "hearsay"}, {Method: "[a"}} {
		if _, err := export.New(snapshot(), o); err == nil {
			t.Errorf("%+v is accepted", o)
		}
	}
}

// If pages describe an error differently, one description is chosen by rule.
func TestPick(t *testing.T) {
	page := func(text string, methods ...string) export.Description {
		return export.Description{Text: text, From: export.Pages, Methods: methods}
	}
	site := export.Description{Text: "The longest of all, by far.", From: export.Site}
	for _, tc := range []struct {
		why  string
		list []export.Description
		want string
	}{
		{"no description", nil, ""},
		{"most pages have it", []export.Description{page("A longer one.", "a"), page("Short.", "b", "c")}, "Short."},
		{"a tie: the longer one", []export.Description{page("Short.", "a"), page("A longer one.", "b")}, "A longer one."},
		{"the same length: the first in alphabetical order", []export.Description{page("Two.", "a"), page("One.", "b")}, "One."},
		{"pages take precedence over the table", []export.Description{site, page("Short.", "a")}, "Short."},
		{"the table if no page has a description", []export.Description{site}, site.Text},
	} {
		if got := export.Pick(tc.list); got != tc.want {
			t.Errorf("%s: %q", tc.why, got)
		}
	}
}

func TestTemplate(t *testing.T) {
	for _, tc := range []struct{ why, typ, description, parameter, template string }{
		{"seconds", "FLOOD_WAIT_%d", "A wait of %d seconds is required.", "seconds", "A wait of {seconds} seconds is required."},
		{"minutes, in the middle of a word", "IMPORT_WAIT_%dMIN", "Wait %d minutes.", "minutes", "Wait {minutes} minutes."},
		{"a data center", "USER_MIGRATE_%d", "Ask data center %d.", "new_dc", "Ask data center {new_dc}."},
		{"a data center, in the older form of pages", "PHONE_MIGRATE_X", "Repeat the query to data-center X.", "new_dc", "Repeat the query to data-center {new_dc}."},
		{"a layer", "LAYER_TOO_OLD_%d", "At least layer %d is needed.", "min_layer", "At least layer {min_layer} is needed."},
		{"the description does not name the value", "AUTH_RESTART_%d", "Debug info: %d.", "", "Debug info: {value}."},
		{"the type names the value, the description has no placeholder", "FLOOD_WAIT_%d", "Too many requests.", "seconds", ""},
		{"twice", "STARS_%d", "Costs %d Stars, not less than %d.", "stars", "Costs {stars} Stars, not less than {stars}."},
		{"a brace in the description", "A_%d", "{%d}", "", "{{{value}}}"},
		{"an X that is not a placeholder", "USER_INVALID", "X is not a user.", "", ""},
		{"a percentage in the description of a type without value", "USER_INVALID", "%d", "", ""},
	} {
		if got := export.Parameter(tc.typ, tc.description); got != tc.parameter {
			t.Errorf("%s: parameter %q, want %q", tc.why, got, tc.parameter)
		}
		if got := export.Template(tc.typ, tc.description); got != tc.template {
			t.Errorf("%s: template %q, want %q", tc.why, got, tc.template)
		}
	}
}

func TestFind(t *testing.T) {
	all := table(t, export.Options{From: export.Both})
	for _, tc := range []struct {
		why     string
		code    int
		message string
		want    string
	}{
		{"a type", 0, "AUTH_KEY_UNREGISTERED", "401 AUTH_KEY_UNREGISTERED"},
		{"a value at the end", 303, "PHONE_MIGRATE_4", "303 PHONE_MIGRATE_%d=4"},
		{"a value inside a word", 0, "PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_12MIN", "406 PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_%dMIN=12"},
		{"a value in the older form of pages", 0, "SLOWMODE_WAIT_30", "420 SLOWMODE_WAIT_X=30"},
		{"two codes: the given one comes first", 400, "PHONE_NUMBER_INVALID", "400 PHONE_NUMBER_INVALID, 406 PHONE_NUMBER_INVALID"},
		{"any text; the longest type comes first", 0, "FILE_REFERENCE_7_EXPIRED", "400 FILE_REFERENCE_%d_EXPIRED=7, 400 FILE_REFERENCE_*=7_EXPIRED"},
		{"a code without its sign", 503, "Timeout", "-503 Timeout"},
		{"the type itself", 0, "PHONE_MIGRATE_%d", "303 PHONE_MIGRATE_%d"},
		{"a missing value", 0, "PHONE_MIGRATE_", ""},
		{"nothing", 0, "", ""},
		{"regexp syntax", 0, ".*", ""},
	} {
		var got []string
		for _, m := range all.Find(tc.code, tc.message) {
			s := fmt.Sprintf("%d %s", m.Code, m.Type)
			if m.Value != "" {
				s += "=" + m.Value
			}
			got = append(got, s)
		}
		if d := cmp.Diff(tc.want, strings.Join(got, ", ")); d != "" {
			t.Errorf("%s: %s", tc.why, d)
		}
	}
	if m := export.General(420, "FLOOD_WAIT_42"); len(m) != 1 || m[0].Value != "42" {
		t.Errorf("FLOOD_WAIT_42 is %+v", m)
	}
}
