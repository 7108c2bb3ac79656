package export_test

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/export"
	"github.com/tlcrawl/tlcrawl/model"
)

// single are the formats that are one file.
var single = map[string]func(io.Writer, *export.Table) error{
	"json": export.JSON, "official": export.Official, "madelineproto": export.MadelineProto, "madelineproto-v3": export.MadelineProtoV3, "csv": export.CSV, "markdown": export.Markdown,
	"go": func(w io.Writer, t *export.Table) error { return export.Go(w, t, "tgerr") },
}

// everyFormat returns a table in each format, as text.
func everyFormat(t *testing.T, table *export.Table) map[string]string {
	t.Helper()
	all := map[string]string{}
	for name, print := range single {
		var b bytes.Buffer
		if err := print(&b, table); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all[name] = b.String()
	}
	for name, print := range map[string]func(*export.Table) ([]export.File, []string){"telethon": export.Telethon, "pyrogram": export.Pyrogram} {
		files, _ := print(table)
		for _, f := range files {
			all[name] += f.Name + "\n" + string(f.Data)
		}
	}
	return all
}

// Errors that any method may return are in every format, whether the site lists them or
// servers send them unlisted.
func TestGeneralErrors(t *testing.T) {
	for name, text := range everyFormat(t, table(t, export.Options{})) {
		if !strings.Contains(text, "AUTH_KEY_UNREGISTERED") {
			t.Errorf("%s: an error without methods is missing", name)
		}
		if strings.Contains(text, "RPC_CALL_FAIL") {
			t.Errorf("%s: a server error that was not requested", name)
		}
	}
	complete := table(t, export.Options{ServerErrors: true})
	for name, text := range everyFormat(t, complete) {
		for _, typ := range []string{"FLOOD_WAIT_", "RPC_CALL_FAIL", "RPC_MCGET_FAIL", "INTERDC_", "FLOOD_TEST_PHONE_WAIT_", "VOLUME_LOC_NOT_FOUND", "FILE_PART_", "USER_MIGRATE_"} {
			if !strings.Contains(text, typ) {
				t.Errorf("%s: %s is missing", name, typ)
			}
		}
	}
	if got := complete.Unlisted(); len(got) > 0 {
		t.Errorf("a complete table still lacks %v", got)
	}
	if !slices.IsSortedFunc(complete.Errors, func(a, b export.Error) int { return a.Code - b.Code }) {
		t.Error("the errors are not in order")
	}
}

// The site's description and methods stay where it lists a server error, and the code
// that servers send is added where it lists another.
func TestUnlisted(t *testing.T) {
	var got []string
	for _, e := range table(t, export.Options{}).Unlisted() {
		if !e.Any || !e.Server || len(e.Methods) > 0 || e.Description == "" {
			t.Errorf("%+v", e)
		}
		got = append(got, e.Type)
	}
	if slices.Contains(got, "AUTH_KEY_UNREGISTERED") || slices.Contains(got, "PHONE_MIGRATE_%d") || !slices.Contains(got, "FILE_MIGRATE_%d") {
		t.Errorf("unlisted are %v", got)
	}
	if got := table(t, export.Options{Code: 303}).Unlisted(); len(got) != 3 {
		t.Errorf("of code 303: %v; want FILE_MIGRATE, NETWORK_MIGRATE and USER_MIGRATE", got)
	}
	var b bytes.Buffer
	if err := export.JSON(&b, table(t, export.Options{Code: 303, Method: "upload.*", ServerErrors: true})); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), `"servers"`); n != 4 {
		t.Errorf("%d errors are marked as unlisted, want 4: %s", n, b.String())
	}
}

// The same snapshot gives the same bytes in every format.
func TestSameBytes(t *testing.T) {
	for _, o := range []export.Options{{}, {ServerErrors: true}, {From: export.Pages}, {From: export.Site}, {Method: "auth.*", Code: 400}} {
		want := everyFormat(t, table(t, o))
		for range 10 {
			for name, got := range everyFormat(t, table(t, o)) {
				if got != want[name] {
					t.Errorf("%+v: %s differs when written again", o, name)
				}
			}
		}
	}
}

// An empty snapshot gives empty tables, not empty files.
func TestNoErrors(t *testing.T) {
	empty, err := export.New(model.New("https://sample.test", 1), export.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range everyFormat(t, empty) {
		if strings.Contains(text, "null") || text == "" {
			t.Errorf("%s of no errors: %q", name, text)
		}
	}
}

// A server error has a text in formats with one for each type, and the site's own text
// where the site lists the type.
func TestServerTexts(t *testing.T) {
	all := everyFormat(t, table(t, export.Options{ServerErrors: true}))
	for _, has := range []struct{ format, text string }{
		{"official", `"RPC_CALL_FAIL": "The server has an internal problem: try again later."`},
		{"official", `"FILE_MIGRATE_%d": "Data center  %d has it."`},
		{"madelineproto", `"FILE_MIGRATE_%d": "Data center %d has it."`},
		{"telethon", "FLOOD_TEST_PHONE_WAIT_X,420,Wait {seconds} seconds before using the test servers again."},
		{"telethon", "FILE_MIGRATE_X,303 400,Data center {new_dc} has it."},
		{"pyrogram", "INTERDC_X_CALL_ERROR\tThe server could not reach data center {value}."},
		{"pyrogram", "303_SEE_OTHER.tsv\nid\tmessage\nFILE_MIGRATE_X\tThe file is in data center {value}: request it there.\n"},
		{"go", "The server has an internal problem: try again later."},
	} {
		if !strings.Contains(all[has.format], has.text) {
			t.Errorf("%s lacks %q", has.format, has.text)
		}
	}
	if n := strings.Count(all["pyrogram"], "FILE_MIGRATE_X"); n != 1 {
		t.Errorf("pyrogram: FILE_MIGRATE_X is in %d files, and would be one class", n)
	}
}
