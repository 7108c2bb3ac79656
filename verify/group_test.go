package verify_test

import (
	"fmt"
	"log"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/changelog"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
	"github.com/tlcrawl/tlcrawl/verify"
)

func ExampleSnapshot() {
	s, err := schema.Read(strings.NewReader("userEmpty#d3bc4b7b id:long = User;\nupdates#1 users:Vector<Users> = Updates;"))
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range verify.Snapshot(s) {
		fmt.Println(f.Rule, f.Text)
	}
	// Output:
	// id-wrong updates has the id 00000001, but the CRC32 of its line is acf0b187
	// type-unknown updates: Users, the type of users, has no constructor
	// id-wrong userEmpty has the id d3bc4b7b, but the CRC32 of its line is d3bc4b7a
}

// A type that is commented out, as Bool often is, is one group, however many uses it has.
func TestGroups(t *testing.T) {
	var b strings.Builder
	b.WriteString("//boolTrue#997275b5 = Bool;\nuser = User;\n---functions---\n")
	for i := range 208 {
		fmt.Fprintf(&b, "help.ask%03d on:Bool = Bool;\n", i)
	}
	b.WriteString("help.tell what:What = User;\nhelp.say what:What = User;\nhelp.see = Nothing;")
	s, err := schema.Read(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	found := verify.Snapshot(s)
	var got []string
	total := 0
	for _, g := range verify.Groups(found) {
		total += len(g.Findings)
		got = append(got, fmt.Sprintf("%s: %s (%d)", g.Rule, g.Text, len(g.Findings)))
	}
	want := []string{
		"type-unknown: Bool has no constructor; used by 208 entities: help.ask000, help.ask001, help.ask002 and 205 more (416)",
		"type-unknown: What has no constructor; used by 2 entities: help.say, help.tell (2)",
		"type-unknown: help.see: its result Nothing has no constructor (1)",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if total != len(found) {
		t.Errorf("%d findings in groups, want all %d", total, len(found))
	}
}

// Two findings about one entity do not count as several entities.
func TestGroupOfOneEntity(t *testing.T) {
	list := []verify.Finding{{Rule: verify.TypeUnknown, About: "Bool", Name: "a", Text: "first"}, {Rule: verify.TypeUnknown, About: "Bool", Name: "a", Text: "second"}}
	if got := verify.Groups(list); len(got) != 1 || got[0].Text != "first" || len(got[0].Findings) != 2 {
		t.Errorf("%+v", got)
	}
}

// Changes missing from the site's list are one line per entity, or per claim that three or
// more entities share.
func TestGroupsOfClaims(t *testing.T) {
	claimed := changelog.Layer{Layer: 9, New: []changelog.Entry{{Kind: model.KindMethod, Name: "a.gone"}}}
	computed := changelog.Layer{Layer: 9}
	for _, name := range []string{"a.one", "a.two", "a.three"} {
		computed.Changed = append(computed.Changed, changelog.Entry{Kind: model.KindMethod, Name: name, Added: []model.Param{{Name: "peer", Type: "int"}}})
	}
	computed.Changed = append(computed.Changed, changelog.Entry{Kind: model.KindMethod, Name: "b", Removed: []model.Param{{Name: "x"}, {Name: "y"}}})
	var got []string
	for _, g := range verify.Groups(verify.CompareClaims(claimed, computed)) {
		got = append(got, fmt.Sprintf("%s: %s (%d)", g.Rule, g.Text, len(g.Findings)))
	}
	want := []string{
		"claim-unmet: a.gone: new on the site, but not between the snapshots (1)",
		"not-claimed: 3 entities: new parameter peer, not listed on the site: a.one, a.three, a.two (3)",
		"not-claimed: b: parameter x removed; parameter y removed, not listed on the site (2)",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// Findings of rules without a summary are not grouped; groups are in the order of their
// first finding.
func TestGroupsWithoutSummary(t *testing.T) {
	list := []verify.Finding{
		{Rule: verify.IDWrong, Name: "a", Text: "a"}, {Rule: verify.TableUnknown, Name: "x", Text: "x"},
		{Rule: verify.IDWrong, Name: "b", Text: "b"}, {Rule: verify.TableUnknown, Name: "y", Text: "y"},
	}
	var got []string
	for _, g := range verify.Groups(list) {
		got = append(got, g.Text)
	}
	if d := cmp.Diff([]string{"a", "the site's error table names 2 methods that the schema does not have: x, y", "b"}, got); d != "" {
		t.Error(d)
	}
}

// The other schemas are checked like the API's.
func TestOtherSchemas(t *testing.T) {
	line := func(kind model.Kind, layer int, tl string) model.SchemaLine {
		return model.SchemaLine{Kind: kind, Layer: layer, TL: tl}
	}
	c, m := model.KindConstructor, model.KindMethod
	for _, tc := range []struct {
		why   string
		name  string
		lines []model.SchemaLine
		want  []string
	}{
		{"base types, arrays, bare types and the vector", model.SchemaMTProto, []model.SchemaLine{
			line(c, 0, "int ? = Int"), line(c, 0, "int128 4*[ int ] = Int128"), line(c, 0, "vector {t:Type} # [ t ] = Vector t"),
			line(c, 0, "future_salt#0949d9dc valid_since:int valid_until:int salt:long = FutureSalt"),
			line(c, 0, "future_salts#ae500895 req_msg_id:long now:int salts:vector<future_salt> = FutureSalts"),
			line(c, 0, "message msg_id:long seqno:int bytes:int body:Object = Message"),
			line(m, 0, "get_future_salts#b921bd04 num:int = FutureSalts"),
		}, nil},
		{"a known odd id is a note", model.SchemaMTProto, []model.SchemaLine{
			line(c, 0, "message msg_id:long = Message"), line(c, 0, "msg_container#73f1f8dc messages:vector<%Message> = MessageContainer"),
		}, []string{"mtproto id-odd msg_container"}},
		{"a name in two layers is valid", model.SchemaEndToEnd, []model.SchemaLine{
			line(c, 8, "noop#a82fdd63 = Noop"), line(c, 17, "noop#a82fdd63 = Noop"),
		}, []string{"end-to-end id-wrong noop", "end-to-end id-wrong noop"}},
		{"a name twice in one layer is a finding", model.SchemaEndToEnd, []model.SchemaLine{line(c, 8, "noop = Noop"), line(c, 8, "noop = Noops")}, []string{"end-to-end line-twice noop"}},
		{"a type of the API is unknown in another schema", model.SchemaMTProto, []model.SchemaLine{line(m, 0, "ask user:User = Int")},
			[]string{"mtproto type-unknown ask", "mtproto type-unknown ask"}},
		{"a function does not construct a type", model.SchemaMTProto, []model.SchemaLine{line(m, 0, "ask = Answer")}, []string{"mtproto type-unknown ask"}},
		{"a broken line", model.SchemaMTProto, []model.SchemaLine{line(c, 0, "hello there")}, []string{"mtproto line-broken hello"}},
	} {
		s := model.New("", 0)
		s.Constructors["user"] = &model.Constructor{Name: "user", Type: "User"}
		s.Schemas = map[string]*model.Schema{tc.name: {Combinators: tc.lines}}
		var got []string
		for _, f := range verify.Snapshot(s) {
			got = append(got, f.Schema+" "+f.Rule+" "+f.Name)
		}
		if d := cmp.Diff(tc.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", tc.why, d)
		}
	}
}

// Without constructors the types of the snapshot are known; with them, a type needs one.
func TestTypesWithoutConstructors(t *testing.T) {
	s := model.New("", 0)
	s.Types["User"] = &model.Type{Name: "User"}
	s.Methods["users.get"] = &model.Method{Name: "users.get", TL: "users.get = User", Result: "User"}
	s.Methods["users.ask"] = &model.Method{Name: "users.ask", TL: "users.ask = Nobody", Result: "Nobody"}
	want := []string{"type-unknown: users.ask: its result Nobody has no constructor"}
	if d := cmp.Diff(want, texts(verify.Snapshot(s))); d != "" {
		t.Error(d)
	}
	s.Constructors["nobody"] = &model.Constructor{Name: "nobody", Type: "Nobody"}
	want = []string{"type-unknown: users.get: its result User has no constructor", "type-unbuilt: User has no constructor"}
	if d := cmp.Diff(want, texts(verify.Snapshot(s))); d != "" {
		t.Error(d)
	}
}

// Three fields of one bit are one note that names all.
func TestFlagOfThree(t *testing.T) {
	s, err := schema.Read(strings.NewReader("user flags:# a:flags.0?int b:flags.0?long c:flags.0?int = User;"))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"flag-shared: user: a and b and c use the same bit, flags.0"}
	if d := cmp.Diff(want, texts(verify.Snapshot(s))); d != "" {
		t.Error(d)
	}
}

// Counts are by rule, in alphabetical order.
func TestCounts(t *testing.T) {
	got := verify.Counts([]verify.Finding{{Rule: "b"}, {Rule: "a"}, {Rule: "b"}})
	if d := cmp.Diff([]verify.Count{{Rule: "a", Count: 1}, {Rule: "b", Count: 2}}, got); d != "" {
		t.Error(d)
	}
}
