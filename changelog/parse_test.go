package changelog_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/changelog"
	"github.com/tlcrawl/tlcrawl/model"
)

func TestChangeOfResult(t *testing.T) {
	method := changelog.Word{Text: "phone.createConferenceCall", Entity: "phone.createConferenceCall"}
	words := append(changelog.Words("Changed type of"), method)
	words = append(words, changelog.Words("from **phone.PhoneCall** to **Updates**")...)
	got, ok := changelog.Change(words)
	want := changelog.Entry{Name: method.Entity, Result: &changelog.Result{Old: "phone.PhoneCall", New: "Updates"}}
	if diff := cmp.Diff(want, got); !ok || diff != "" {
		t.Errorf("a link where a parameter could be names the method (-want +got):\n%s", diff)
	}
}

func TestNetSeparatesSchemas(t *testing.T) {
	layers := []changelog.Layer{{Layer: 216, New: []changelog.Entry{
		{Kind: model.KindConstructor, Name: "groupCallMessage", Schema: changelog.EndToEnd},
		{Kind: model.KindConstructor, Name: "groupCall"},
	}}}
	got, _ := changelog.Net(layers, 215, 216)
	if len(got.New) != 1 || got.New[0].Name != "groupCall" {
		t.Errorf("got %v, want the one of the API's schema", got.New)
	}
	if len(layers[0].New) != 2 {
		t.Error("the input was modified")
	}
}

func TestChange(t *testing.T) {
	for _, tc := range []struct {
		why, text string
		want      changelog.Entry
	}{
		{
			"the wording of the site",
			"Added **flags** parameter, changed type of **rank** from **string** to **flags.0?string** in channels.editAdmin",
			changelog.Entry{
				Name: "channels.editAdmin", Added: []model.Param{{Name: "flags"}},
				Retyped: []changelog.Retyped{{Name: "rank", Old: "string", New: "flags.0?string"}},
			},
		},
		{
			"no markup",
			"Added flags parameter, changed type of rank from string to flags.0?string in channels.editAdmin",
			changelog.Entry{
				Name: "channels.editAdmin", Added: []model.Param{{Name: "flags"}},
				Retyped: []changelog.Retyped{{Name: "rank", Old: "string", New: "flags.0?string"}},
			},
		},
		{
			"several parameters in one clause, added to",
			"Added **top_msg_id**, **send_as** and **type** parameters to messages.sendMessage.",
			changelog.Entry{Name: "messages.sendMessage", Added: []model.Param{{Name: "top_msg_id"}, {Name: "send_as"}, {Name: "type"}}},
		},
		{
			"removed from",
			"Removed **hash** param from users.getUsers",
			changelog.Entry{Name: "users.getUsers", Removed: []model.Param{{Name: "hash"}}},
		},
		{
			"the type in parentheses",
			"Added `silent` param (flags.5?true) to messages.report",
			changelog.Entry{Name: "messages.report", Added: []model.Param{{Name: "silent", Type: "flags.5?true"}}},
		},
		{
			"parameters named like words of the sentence",
			"Added **type** parameter, removed **from** parameter, changed type of **to** from **int** to **long** in messages.forward",
			changelog.Entry{
				Name: "messages.forward", Added: []model.Param{{Name: "type"}}, Removed: []model.Param{{Name: "from"}},
				Retyped: []changelog.Retyped{{Name: "to", Old: "int", New: "long"}},
			},
		},
		{
			"a vector, escaped for Markdown",
			`Changed type of **id** from **Vector\<int>** to **Vector\<long>** in users.getUsers`,
			changelog.Entry{Name: "users.getUsers", Retyped: []changelog.Retyped{{Name: "id", Old: "Vector<int>", New: "Vector<long>"}}},
		},
		{
			"another result",
			"Changed result from **Updates** to **messages.ChatInviteJoinResult** in channels.joinChannel",
			changelog.Entry{Name: "channels.joinChannel", Result: &changelog.Result{Old: "Updates", New: "messages.ChatInviteJoinResult"}},
		},
		{
			"the name at the beginning",
			"channels.editAdmin: added **flags** parameter",
			changelog.Entry{Name: "channels.editAdmin", Added: []model.Param{{Name: "flags"}}},
		},
	} {
		t.Run(tc.why, func(t *testing.T) {
			got, ok := changelog.Change(changelog.Words(tc.text))
			if !ok {
				t.Fatal("not understood")
			}
			if d := cmp.Diff(tc.want, got); d != "" {
				t.Error(d)
			}
		})
	}
	if e, ok := changelog.Change(changelog.Words("Added **flags** parameter")); ok {
		t.Errorf("a sentence without a name is about %q", e.Name)
	}
}

func TestName(t *testing.T) {
	for _, tc := range []struct {
		why, text string
		want      changelog.Entry
	}{
		{"a name", "channels.editAdmin", changelog.Entry{Name: "channels.editAdmin"}},
		{"a verb before, text after", "Added channels.editAdmin – appoints an admin", changelog.Entry{Name: "channels.editAdmin", Description: "appoints an admin"}},
		{"the whole line", "users.getUsers#d91a548 id:Vector<InputUser> = Vector<User>;", changelog.Entry{Name: "users.getUsers", Params: []model.Param{{Name: "id", Type: "Vector<InputUser>"}}}},
	} {
		t.Run(tc.why, func(t *testing.T) {
			got, ok := changelog.Name(changelog.Words(tc.text))
			if d := cmp.Diff(tc.want, got); d != "" || !ok {
				t.Error(ok, d)
			}
		})
	}
	for _, hostile := range []string{"", "../../etc/passwd", "<script>", "–"} {
		if e, ok := changelog.Name(changelog.Words(hostile)); ok {
			t.Errorf("%q names %q", hostile, e.Name)
		}
	}
}

// Text from a schema is not interpreted as markup, and an item without a clause does not
// panic.
func TestMarkdown(t *testing.T) {
	var b bytes.Buffer
	err := changelog.Markdown(&b, changelog.Layer{Layer: 214, New: []changelog.Entry{
		{Kind: model.KindConstructor, Name: "inputUser"},
		{Kind: model.KindMethod, Name: "users.getUsers"},
	}, Changed: []changelog.Entry{
		{Kind: model.KindMethod, Name: "a.b"},
		{Kind: model.KindMethod, Name: "a.c", Added: []model.Param{{Name: "[x](http://evil.test)<b>\x1b[31m"}}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	want := `### Layer 214

#### New Methods

- users.getUsers

#### Changed Methods

- a.b
- Added **\[x\](http://evil.test)\<b>\\u001b\[31m** parameter in a.c

#### New Constructors

- inputUser
`
	if d := cmp.Diff(want, b.String()); d != "" {
		t.Error(d)
	}
	b.Reset()
	if err := changelog.Markdown(&b, changelog.Layer{Layer: 214}); err != nil || b.Len() > 0 {
		t.Errorf("nothing changed: %q, %v", b.String(), err)
	}
}

func TestNet(t *testing.T) {
	m := func(name string) changelog.Entry { return changelog.Entry{Kind: model.KindMethod, Name: name} }
	with := func(e changelog.Entry, add string) changelog.Entry {
		e.Added = []model.Param{{Name: add}}
		return e
	}
	retyped := func(old, new string) changelog.Entry {
		e := m("retyped")
		e.Retyped = []changelog.Retyped{{Name: "x", Old: old, New: new}}
		return e
	}
	without := m("taken.back")
	without.Removed = []model.Param{{Name: "x"}}
	layers := []changelog.Layer{ // newest first, as on the page
		{Layer: 203, New: []changelog.Entry{m("back")}, Deleted: []changelog.Entry{m("short"), m("changed.gone")}, Changed: []changelog.Entry{with(m("new"), "y"), retyped("long", "string"), without, with(m("twice"), "b")}},
		{Layer: 195, New: []changelog.Entry{m("new"), m("short")}, Deleted: []changelog.Entry{m("back"), m("gone")}, Changed: []changelog.Entry{with(m("changed.gone"), "z"), retyped("int", "long"), with(m("taken.back"), "x"), with(m("twice"), "a")}},
		{Layer: 186, New: []changelog.Entry{m("before")}},
	}
	sum, ok := changelog.Net(layers, 186, 203)
	if !ok {
		t.Fatal("no layer found")
	}
	var got []string
	for _, e := range sum.New {
		got = append(got, "new "+e.Name)
	}
	for _, e := range sum.Changed {
		s := "changed " + e.Name
		for _, p := range e.Added {
			s += " +" + p.Name
		}
		for _, r := range e.Retyped {
			s += " " + r.Old + "->" + r.New
		}
		got = append(got, s)
	}
	for _, e := range sum.Deleted {
		got = append(got, "deleted "+e.Name)
	}
	want := "new new, changed retyped int->string, changed twice +a +b, deleted changed.gone, deleted gone"
	if d := cmp.Diff(want, strings.Join(got, ", ")); d != "" {
		t.Error(d)
	}
	if _, ok := changelog.Net(layers, 203, 214); ok {
		t.Error("the page has no layers after 203")
	}
	if d := cmp.Diff("a", layers[1].Changed[3].Added[0].Name); d != "" || len(layers[1].Changed[3].Added) != 1 {
		t.Error("Net modified its input")
	}
}
