package index_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// Only one SELECT runs, and it cannot reach other files.
func TestQueryIsReadOnly(t *testing.T) {
	dir := t.TempDir()
	f := filled(t, dir, 2)
	x := open(t, f)
	target := filepath.Join(t.TempDir(), "stolen.db")
	for _, q := range []string{
		"", "-- nothing", "DROP TABLE _changes", "INSERT INTO _meta VALUES ('a', 'b')", "WITH a AS (SELECT 1) INSERT INTO _meta VALUES ('a', 'b')",
		"SELECT 1; DROP TABLE _changes", "SELECT ';'; SELECT 2", "SELECT 1;;SELECT 2", "/* ; */ SELECT 1; -- ;\nSELECT 2",
		"ATTACH '" + target + "' AS a", "VACUUM INTO '" + target + "'", "PRAGMA query_only = 0", "BEGIN", "EXPLAIN SELECT 1; DELETE FROM _meta",
		"INSERT INTO texts (texts) VALUES ('delete-all')", "SELECT load_extension('a')", "SELECT writefile('" + target + "', 'a')",
		"SELECT zeroblob(1000000000)", "SELECT * FROM texts WHERE texts MATCH '\"'",
	} {
		err := x.Query(t.Context(), q, func([]string) error { return nil }, func([]any) error { return nil })
		var own *index.QueryError
		if !errors.As(err, &own) {
			t.Errorf("%s: %v, want a QueryError", q, err)
		}
	}
	if _, err := os.Stat(target); err == nil {
		t.Error("a file was written")
	}
	for _, q := range []string{"SELECT 1;", "SELECT 1 -- ; comment", "SELECT ';' AS [a;b], \"x\" FROM (SELECT 1 AS x);  \n", "VALUES (1)", "with a as (select 1) select * from a"} {
		if err := x.Query(t.Context(), q, func([]string) error { return nil }, func([]any) error { return nil }); err != nil {
			t.Errorf("%s: %v", q, err)
		}
	}
}

func TestSearch(t *testing.T) {
	f := store.Dir(t.TempDir())
	for i, gone := range []bool{false, true} {
		s := model.New("https://"+site, 200)
		add := func(name, description string) {
			s.Methods[name] = &model.Method{Name: name, Description: description, Documented: new(true),
				Params: []model.Param{{Name: "random_id", Type: "long", Description: "Protects against double sending"}}}
		}
		add("messages.sendMessage", "Sends a message.")
		add("messages.sendReaction", "Reacts to a message.")
		if !gone {
			add("messages.sendScreen", "Takes a picture of it.")
		}
		s.Methods["messages.sendMessage"].Errors = []model.Error{{Code: 420, Type: "SLOWMODE_WAIT_%d", Description: "Wait %d seconds."}}
		keep(t, f, s, i)
	}
	x := open(t, f)
	for _, c := range []struct{ why, words, want string }{
		{"the exact name is first", "messages.sendMessage", "messages.sendMessage"},
		{"the last part of a name", "sendmessage", "messages.sendMessage"},
		{"a part of a word", "sendRea", "messages.sendReaction"},
		{"words of a name", "send reaction", "messages.sendReaction"},
		{"what is gone is last", "messages.send", "messages.sendMessage messages.sendReaction messages.sendScreen"},
		{"a description", "picture", "messages.sendScreen"},
		{"a parameter", "random_id double", "messages.sendMessage messages.sendReaction messages.sendScreen"},
		{"an error by its beginning", "slowmode", "SLOWMODE_WAIT_%d"},
		{"an error as it is documented", "SLOWMODE_WAIT_%d", "SLOWMODE_WAIT_%d"},
		{"names before descriptions", "message", "messages.sendMessage messages.sendReaction messages.sendScreen"},
		{"nothing", "nothing at all", ""},
		{"operators are words", "NOT picture", ""},
		{"columns are words", "name:picture", ""},
		{"quotes and stars", `"picture" * ^ ( )`, "messages.sendScreen"},
		{"a NUL", "pic\x00ture", ""},
		{"invalid UTF-8", "pict\xff", "messages.sendScreen"},
	} {
		hits, err := x.Search(t.Context(), c.words, 10)
		var got []string
		for _, h := range hits {
			got = append(got, h.Name)
		}
		if err != nil || strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q finds %q, %v; want %q", c.why, c.words, got, err, c.want)
		}
	}
	if _, err := x.Search(t.Context(), `* " -`, 10); !errors.Is(err, index.ErrNoWords) {
		t.Errorf("no words: %v", err)
	}
	if hits, _ := x.Search(t.Context(), "picture", 10); hits[0].LastSeen != "200@2026-01-01" {
		t.Errorf("what is gone was last seen in %q", hits[0].LastSeen)
	}
}
