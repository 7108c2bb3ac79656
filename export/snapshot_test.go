package export_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/export"
	"github.com/tlcrawl/tlcrawl/model"
)

var update = flag.Bool("update", false, "write the exports into testdata")

var yes, no = new(true), new(false)

// snapshot returns an error of every kind on the real site: two codes, several
// descriptions, values in all places, a sentence as a name, an empty description, and
// hostile ones.
func snapshot() *model.Snapshot {
	s := model.New("https://sample.test", 214)
	add := func(name string, access *model.Access, errors ...model.Error) {
		s.Methods[name] = &model.Method{Name: name, Access: access, Errors: errors, Documented: yes, Description: "It is [here](https://sample.test/method/" + name + ")."}
	}
	users, bots := &model.Access{Users: yes, Bots: no}, &model.Access{Users: no, Bots: yes}
	add("auth.sendCode", users,
		model.Error{Code: 406, Type: "PHONE_NUMBER_INVALID", Description: "This is no *phone* number."},
		model.Error{Code: 303, Type: "PHONE_MIGRATE_%d", Description: "The account lives in data center %d."},
		model.Error{Code: 400, Type: "Sorry, too many tries. Please try again later.", Description: ""},
		model.Error{Code: 500, Type: "AUTH_RESTART_%d", Description: "Begin again ({%d})."},
	)
	add("auth.signIn", users,
		model.Error{Code: 406, Type: "PHONE_NUMBER_INVALID", Description: "This is no [phone number](https://sample.test/api/auth)."},
		model.Error{Code: 400, Type: "PHONE_NUMBER_INVALID", Description: "No number."},
	)
	add("auth.signUp", nil, model.Error{Code: 406, Type: "PHONE_NUMBER_INVALID", Description: "This is no [phone number](https://sample.test/api/auth)."})
	add("messages.getInlineBotResults", &model.Access{Bots: yes}, model.Error{Code: -503, Type: "Timeout", Description: "=HYPERLINK(\"http://evil.test\")"})
	add("messages.initHistoryImport", users,
		model.Error{Code: 406, Type: "PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_%dMIN", Description: "Wait %d minutes."},
		model.Error{Code: 400, Type: "FILE_REFERENCE_*", Description: "The reference is too old."},
		model.Error{Code: 400, Type: "FILE_REFERENCE_%d_EXPIRED", Description: ""},
		model.Error{Code: 400, Type: "IMPORT_XML_BAD", Description: "<script>alert(1)</script>\t| @everyone {x} \"\"\" \\u0041 */"},
	)
	add("bots.sendCustomRequest", bots, model.Error{Code: 502, Type: "GATEWAY_BAD", Description: "Ask again."})
	add("help.getNearestDc", &model.Access{Users: yes, Bots: yes})
	s.ErrorTable = &model.ErrorTable{
		Layer: 216, UserOnly: []string{"auth.signUp"},
		BusinessSupported: []string{"messages.sendMedia"}, UnauthedAllowed: []string{"auth.sendCode"},
		Other: map[string]json.RawMessage{"notes": json.RawMessage(`{"a":[1,"<b>"]}`)},
		Errors: []model.TableError{
			{Code: 400, Type: "PHONE_NUMBER_INVALID", Description: "Bad number.", Methods: []string{"auth.signIn", "auth.signUp"}},
			{Code: 400, Type: "FILE_MIGRATE_%d", Description: "Data center  %d has it."},
			{Code: 401, Type: "AUTH_KEY_UNREGISTERED", Description: "Nobody is logged in."},
			{Code: 420, Type: "SLOWMODE_WAIT_X", Description: "Wait X seconds.", Methods: []string{"messages.sendMedia"}},
		},
	}
	return s
}

func table(t testing.TB, o export.Options) *export.Table {
	t.Helper()
	table, err := export.New(snapshot(), o)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// golden compares bytes with a file in testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s (-want +got):\n%s", name, d)
	}
}

// Each format, from both sources, equals its file in testdata.
func TestFormats(t *testing.T) {
	all := table(t, export.Options{From: export.Both})
	for _, f := range []struct {
		name  string
		print func(*bytes.Buffer) error
	}{
		{"errors.json", func(b *bytes.Buffer) error { return export.JSON(b, all) }},
		{"official.json", func(b *bytes.Buffer) error { return export.Official(b, all) }},
		{"errors.csv", func(b *bytes.Buffer) error { return export.CSV(b, all) }},
		{"errors.md", func(b *bytes.Buffer) error { return export.Markdown(b, all) }},
		{"errors.go.txt", func(b *bytes.Buffer) error { return export.Go(b, all, "tgerr") }},
	} {
		var b, again bytes.Buffer
		if err := f.print(&b); err != nil {
			t.Fatal(err)
		}
		golden(t, f.name, b.Bytes())
		all, _ = export.New(snapshot(), export.Options{From: export.Both}) // once more
		if err := f.print(&again); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
			t.Errorf("%s: the same snapshot gives other bytes: %v", f.name, err)
		}
	}
	for folder, make := range map[string]func(*export.Table) ([]export.File, []string){"telethon": export.Telethon, "pyrogram": export.Pyrogram} {
		files, left := make(all)
		for _, f := range files {
			golden(t, filepath.Join(folder, f.Name), f.Data)
		}
		if d := cmp.Diff([]string{"Sorry, too many tries. Please try again later."}, left); d != "" {
			t.Errorf("%s leaves out: %s", folder, d)
		}
	}
}
