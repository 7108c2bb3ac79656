package verify_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/verify"
)

// tabled returns a snapshot whose pages and error table agree.
func tabled() *model.Snapshot {
	s := model.New("https://sample.test", 214)
	for name, access := range map[string]*model.Access{
		"auth.signIn":       {Users: new(true), Bots: new(false), Unauthenticated: new(true)},
		"bots.setCommands":  {Users: new(false), Bots: new(true)},
		"messages.send":     {Business: new(true)},
		"users.getUsers":    nil,
		"channels.getUsers": nil,
	} {
		s.Methods[name] = &model.Method{Name: name, Documented: new(true), Access: access, Errors: []model.Error{
			{Code: 400, Type: "USER_INVALID", Description: "The [user](https://sample.test/user) is invalid."},
		}}
	}
	s.ErrorTable = &model.ErrorTable{
		UserOnly: []string{"auth.signIn"}, BotOnly: []string{"bots.setCommands"},
		BusinessSupported: []string{"messages.send"}, UnauthedAllowed: []string{"auth.signIn"},
		Errors: []model.TableError{
			{Code: 400, Type: "USER_INVALID", Description: "The user  is invalid.", Methods: []string{"auth.signIn", "bots.setCommands", "channels.getUsers", "messages.send", "users.getUsers"}},
			{Code: 420, Type: "FLOOD_WAIT_%d", Description: "Wait."},
		},
	}
	return s
}

func TestErrorTable(t *testing.T) {
	users := func(s *model.Snapshot) *model.Method { return s.Methods["users.getUsers"] }
	row := func(s *model.Snapshot) *model.TableError { return &s.ErrorTable.Errors[0] }
	without := func(name string) func(string) bool { return func(s string) bool { return s == name } }
	for _, tc := range []struct {
		why    string
		change func(s *model.Snapshot)
		want   []string
	}{
		{"both agree; white space and links do not count", func(*model.Snapshot) {}, nil},
		{"no table", func(s *model.Snapshot) { s.ErrorTable = nil }, nil},
		{"a page has an error that the table lacks", func(s *model.Snapshot) {
			users(s).Errors = append(users(s).Errors, model.Error{Code: 403, Type: "FORBIDDEN"})
		}, []string{"errors-page-only: 403 FORBIDDEN is on the pages of users.getUsers, but not in the site's table"}},
		{"an error that any method may return is not missing", func(s *model.Snapshot) {
			users(s).Errors = append(users(s).Errors, model.Error{Code: 420, Type: "FLOOD_WAIT_%d", Description: "Wait."})
		}, nil},
		{"the table lists a method whose page lacks the error", func(s *model.Snapshot) { users(s).Errors = nil },
			[]string{"errors-table-only: 400 USER_INVALID is in the site's table for users.getUsers, but not on their pages"}},
		{"a page that was not crawled", func(s *model.Snapshot) { users(s).Errors, users(s).Documented = nil, nil }, nil},
		{"a page without content", func(s *model.Snapshot) { users(s).Errors, users(s).Documented = nil, new(false) }, nil},
		{"another code on the page", func(s *model.Snapshot) { users(s).Errors[0].Code = 406 },
			[]string{"errors-code-differs: 406 USER_INVALID is on the pages of users.getUsers, but has another code in the site's table"}},
		{"another code in the table", func(s *model.Snapshot) {
			row(s).Methods = slices.DeleteFunc(row(s).Methods, without("users.getUsers"))
			s.ErrorTable.Errors = append(s.ErrorTable.Errors, model.TableError{Code: 406, Type: "USER_INVALID", Methods: []string{"users.getUsers"}})
		}, []string{"errors-code-differs: 400 USER_INVALID is on the pages of users.getUsers, but has another code in the site's table"}},
		{"many methods in one note", func(s *model.Snapshot) { row(s).Methods = nil; row(s).Methods = []string{"nobody.calls"} }, []string{
			"errors-page-only: 400 USER_INVALID is on the pages of auth.signIn, bots.setCommands, channels.getUsers and 2 more, but not in the site's table",
			"table-unknown: nobody.calls: in the site's error table, but not in the schema"}},
		{"another description in the table", func(s *model.Snapshot) { row(s).Description = "Invalid." },
			[]string{`errors-words-differ: 400 USER_INVALID is described as "Invalid." in the site's table, but on no page`}},
		{"one of several descriptions is enough", func(s *model.Snapshot) {
			row(s).Description = "Invalid."
			users(s).Errors[0].Description = "Invalid."
		}, nil},
		{"no description in the table", func(s *model.Snapshot) { row(s).Description = "" }, nil},
		{"the description of an error that is on no page", func(s *model.Snapshot) { s.ErrorTable.Errors[1].Description = "Wait, please." }, nil},
		{"for bots on the page, users in the table", func(s *model.Snapshot) { s.Methods["auth.signIn"].Access.Bots = new(true) },
			[]string{"access-differs: auth.signIn: for bots according to its page, for users only according to the site's table"}},
		{"for users on the page, bots in the table", func(s *model.Snapshot) { s.Methods["bots.setCommands"].Access.Users = new(true) },
			[]string{"access-differs: bots.setCommands: for users according to its page, for bots only according to the site's table"}},
		{"a page that does not state the access", func(s *model.Snapshot) {
			s.ErrorTable.UserOnly = []string{"auth.signIn", "messages.send", "users.getUsers"}
		}, nil},
		{"a business connection on the page only", func(s *model.Snapshot) { s.ErrorTable.BusinessSupported = nil },
			[]string{"access-differs: messages.send: not in the list business_supported of the site's table, but its page allows it"}},
		{"a business connection in the table only", func(s *model.Snapshot) { s.Methods["messages.send"].Access.Business = new(false) },
			[]string{"access-differs: messages.send: in the list business_supported of the site's table, but its page denies it"}},
		{"before signing in, on the page only", func(s *model.Snapshot) { s.ErrorTable.UnauthedAllowed = nil },
			[]string{"access-differs: auth.signIn: not in the list unauthed_allowed of the site's table, but its page allows it"}},
		{"a list names a method that the schema lacks", func(s *model.Snapshot) {
			s.ErrorTable.UnauthedAllowed = append(s.ErrorTable.UnauthedAllowed, "auth.gone")
		},
			[]string{"table-unknown: auth.gone: in the site's error table, but not in the schema"}},
		{"an announced method is known", func(s *model.Snapshot) {
			s.ErrorTable.UnauthedAllowed = append(s.ErrorTable.UnauthedAllowed, "auth.next", "auth.gone")
			s.Announced = &model.Announced{Methods: map[string]*model.Method{"auth.next": {Name: "auth.next", AvailableAsOf: 225}}}
		}, []string{"announced: auth.next is announced for layer 225", "table-unknown: auth.gone: in the site's error table, but not in the schema"}},
		{"a saved table without a schema", func(s *model.Snapshot) { clear(s.Methods) }, nil},
		{"unknown keys", func(s *model.Snapshot) {
			s.ErrorTable.Other = map[string]json.RawMessage{"b": json.RawMessage("1"), "a": json.RawMessage("1")}
		}, []string{`table-key: the site's error table has the unknown key "a"`, `table-key: the site's error table has the unknown key "b"`}},
		{"errors are in the order of their types, then codes", func(s *model.Snapshot) {
			users(s).Errors = append(users(s).Errors, model.Error{Code: 403, Type: "B"}, model.Error{Code: 403, Type: "A"}, model.Error{Code: 400, Type: "B"})
		}, []string{
			"errors-page-only: 403 A is on the pages of users.getUsers, but not in the site's table",
			"errors-page-only: 400 B is on the pages of users.getUsers, but not in the site's table",
			"errors-page-only: 403 B is on the pages of users.getUsers, but not in the site's table"}},
	} {
		s := tabled()
		tc.change(s)
		wrong, notes := verify.Split(verify.Snapshot(s))
		if len(wrong) > 0 {
			t.Errorf("%s: findings that are not notes: %v", tc.why, wrong)
		}
		notes = slices.DeleteFunc(notes, func(f verify.Finding) bool { return f.Rule == verify.NotDocumented })
		if d := cmp.Diff(tc.want, texts(notes)); d != "" {
			t.Errorf("%s (-want +got):\n%s", tc.why, d)
		}
		for _, f := range notes {
			if f.Rule == verify.Announced {
				continue
			}
			if want := f.Rule == verify.AccessDiffers; (f.Kind == model.KindMethod) != want || f.Name == "" {
				t.Errorf("%s: kind %s, name %q of %s", tc.why, f.Kind, f.Name, f.Rule)
			}
		}
	}
}
