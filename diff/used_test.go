package diff_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
)

// usedOld and usedNew differ in every entity.
const (
	usedOld = `{"methods": {
		"auth.send": {"tl": "auth.send#00000001 peer:InputPeer = auth.Sent"},
		"auth.other": {"tl": "auth.other#00000002 x:int = Other"},
		"auth.before": {"tl": "auth.before#00000003 y:long = Bool"}},
	"constructors": {
		"inputPeerUser": {"tl": "inputPeerUser#00000011 user:InputUser = InputPeer"},
		"inputUser": {"tl": "inputUser#00000012 id:int = InputUser"},
		"auth.sent": {"tl": "auth.sent#00000013 flags:# next:flags.0?Vector<Next> = auth.Sent"},
		"next": {"tl": "next#00000014 id:int = Next"},
		"other": {"tl": "other#00000015 id:int = Other"},
		"updates": {"tl": "updates#00000016 list:Vector<Update> = Updates"},
		"updateNew": {"tl": "updateNew#00000017 id:int = Update"}}}`
	usedNew = `{"methods": {
		"auth.send": {"tl": "auth.send#00000021 peer:InputPeer z:int = auth.Sent"},
		"auth.other": {"tl": "auth.other#00000022 x:int z:int = Other"},
		"auth.after": {"tl": "auth.after#00000023 y:long = Bool"}},
	"constructors": {
		"inputPeerUser": {"tl": "inputPeerUser#00000031 user:InputUser z:int = InputPeer"},
		"inputUser": {"tl": "inputUser#00000032 id:int z:int = InputUser"},
		"auth.sent": {"tl": "auth.sent#00000033 flags:# next:flags.0?Vector<Next> z:int = auth.Sent"},
		"next": {"tl": "next#00000034 id:int z:int = Next"},
		"other": {"tl": "other#00000035 id:int z:int = Other"},
		"updates": {"tl": "updates#00000036 list:Vector<Update> z:int = Updates"},
		"updateNew": {"tl": "updateNew#00000037 id:int z:int = Update"}}}`
)

// TestUsed checks which changes concern used entities, those reachable from them, and
// Updates.
func TestUsed(t *testing.T) {
	old, new := difftest.Snapshot(t, usedOld), difftest.Snapshot(t, usedNew)
	r := diff.Compare(old, new)
	for _, tc := range []struct{ why, used, want string }{
		{"a method reaches its parameters and results", "auth.send", "auth.send auth.sent inputPeerUser inputUser next updateNew updates"},
		{"a type reaches its constructors", "InputPeer", "inputPeerUser inputUser updateNew updates"},
		{"a constructor reaches its parameters", "auth.sent", "auth.sent next updateNew updates"},
		{"several, with comments", "# ours\n\nauth.other # theirs\n  next\n", "auth.other next other updateNew updates"},
		{"a renamed method by its old name", "auth.before", "auth.after updateNew updates"},
		{"a renamed method by its new name", "auth.after", "auth.after updateNew updates"},
		{"a part of a schema", "// LAYER 1\nnext#00000014 id:int = Next;\n---functions---\nauth.other#00000002 x:int = Other;\n", "auth.other next other updateNew updates"},
	} {
		t.Run(tc.why, func(t *testing.T) {
			used, err := diff.ParseUsed(strings.NewReader(tc.used))
			if err != nil {
				t.Fatal(err)
			}
			got := r.Used(used, old, new)
			seen := map[string]bool{}
			for _, c := range got.Changes {
				seen[c.Name] = true
			}
			want := map[string]bool{}
			for _, name := range strings.Fields(tc.want) {
				want[name] = true
			}
			if d := cmp.Diff(want, seen); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
			if got.Summary.LeftOut != len(r.Changes)-len(got.Changes) || got.Summary.Total != len(got.Changes) {
				t.Errorf("%d left out and %d counted, of %d changes %d are in the report", got.Summary.LeftOut, got.Summary.Total, len(r.Changes), len(got.Changes))
			}
		})
	}
}

// TestUsedOfTheErrorTable checks errors of used methods, and of any method.
func TestUsedOfTheErrorTable(t *testing.T) {
	old, new := difftest.Sample(t)
	r := diff.Compare(old, new)
	used, err := diff.ParseUsed(strings.NewReader("upload.getFile"))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, c := range r.Used(used, old, new).Changes {
		switch c.Kind {
		case diff.KindLayer:
			t.Errorf("a layer counts as used: %s", c.Text)
		case diff.KindError:
			got[c.Name] = true
		}
	}
	if !got["FILEREF_UPGRADE_NEEDED"] || got["INPUT_USERS_EMPTY"] {
		t.Errorf("errors %v", got)
	}
}

func TestParseUsedRejects(t *testing.T) {
	for _, tc := range []struct{ why, file, want string }{
		{"nothing", "# a comment\n\n", "no names (want a method, constructor or type per line)"},
		{"two names in a line", "auth.send\nauth.send auth.other\n", `line 2: invalid name "auth.send auth.other" (want a method, constructor or type, or a line of a schema)`},
		{"a path", "../auth.send\n", "line 1: invalid name"},
		{"a broken line of a schema", "auth.send#xyz a:int = \n", "line 1: "},
	} {
		if _, err := diff.ParseUsed(strings.NewReader(tc.file)); err == nil || !strings.HasPrefix(err.Error(), tc.want) {
			t.Errorf("%s: %v, want %s", tc.why, err, tc.want)
		}
	}
}

// TestUsedUnknown checks that names missing from both snapshots are returned.
func TestUsedUnknown(t *testing.T) {
	used, err := diff.ParseUsed(strings.NewReader("auth.before\nauth.after\nauth.sned\nInputPeer\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := used.Unknown(difftest.Snapshot(t, usedOld), difftest.Snapshot(t, usedNew)); !cmp.Equal(got, []string{"auth.sned"}) || used.Len() != 4 {
		t.Errorf("%v of %d names", got, used.Len())
	}
}
