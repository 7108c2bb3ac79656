package verify_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
	"github.com/tlcrawl/tlcrawl/verify"
)

const text = `boolTrue#997275b5 = Bool;
inputUserSelf#f7c1b13f = InputUser;
userEmpty#d3bc4b7a id:long = User;
ipPort#d433ad73 ipv4:int port:int = IpPort;
ipPortSecret#37982646 ipv4:int port:int secret:bytes = IpPort;
accessPointRule#4679b65f phone_prefix_rules:string dc_id:int ips:vector<IpPort> = AccessPointRule;
---functions---
invokeWithLayer#da9b0d0d {X:Type} layer:int query:!X = X;
users.getUsers#d91a548 id:Vector<InputUser> = Vector<User>;
account.updateDeviceLocked#38df3532 period:int = Bool;
`

func snapshot(t *testing.T) *model.Snapshot {
	t.Helper()
	s, err := schema.Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Generics, vectors and bare types are valid; known odd ids are notes.
func TestNoFindings(t *testing.T) {
	wrong, notes := verify.Split(verify.Snapshot(snapshot(t)))
	for _, f := range wrong {
		t.Error(f.Text)
	}
	var names []string
	for _, f := range notes {
		if f.Rule != verify.IDOdd || !strings.Contains(f.Text, "known: its published line is not the one") {
			t.Errorf("%+v", f)
		}
		names = append(names, f.Name)
	}
	if d := cmp.Diff([]string{"accessPointRule", "ipPortSecret"}, names); d != "" {
		t.Error(d)
	}
}

// Peculiarities of real schemas are notes.
func TestNotes(t *testing.T) {
	for _, tc := range []struct {
		why, line, rule string
		undocumented    bool
	}{
		{"two fields with one bit", "users.getUsers flags:# a:flags.0?int b:flags.0?long = Bool", verify.FlagShared, false},
		{"a flag that announces a field", "users.getUsers flags:# a:flags.3?true b:flags.3?long = Bool", verify.FlagShared, false},
		{"a bit after a higher one; 9 before 10 is in order", "users.getUsers flags:# a:flags.9?true b:flags.10?true c:flags.1?true = Bool", verify.FlagOrder, false},
		{"no page", "users.getUsers = Bool", verify.NotDocumented, true},
	} {
		s, err := schema.Read(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		c, err := model.ParseCombinator(tc.line)
		if err != nil {
			t.Fatal(err)
		}
		s.AddMethod(c)
		m := s.Methods["users.getUsers"]
		if tc.undocumented {
			m.Documented = new(false)
		}
		c.ID = c.CRC32()
		m.ID, m.TL = c.ID, strings.Replace(c.Line, "users.getUsers", "users.getUsers#"+c.ID, 1)
		wrong, notes := verify.Split(verify.Snapshot(s))
		notes = slices.DeleteFunc(notes, func(f verify.Finding) bool { return f.Rule == verify.IDOdd })
		if len(wrong) > 0 || len(notes) != 1 || notes[0].Rule != tc.rule {
			t.Errorf("%s: findings %v, notes %v", tc.why, wrong, notes)
		}
	}
}

func TestFindings(t *testing.T) {
	for _, tc := range []struct {
		why    string
		change func(users *model.Method, s *model.Snapshot)
		rule   string
		says   string
	}{
		{"a garbled line with its original id", func(m *model.Method, _ *model.Snapshot) {
			m.TL = "users.getUsers#d91a548 id:Vector<User> = Vector<User>"
			m.Params[0].Type = "Vector<User>"
		}, verify.IDWrong, "the CRC32 of its line is"},
		{"the id differs from that of the line", func(m *model.Method, _ *model.Snapshot) { m.ID = "00000001" }, verify.IDWrong, "0d91a548"},
		{"the table has another type", func(m *model.Method, _ *model.Snapshot) { m.Params[0].Type = "Vector<User>" }, verify.ParamsDiffer, "id:Vector<User>"},
		{"the table lacks a parameter", func(m *model.Method, _ *model.Snapshot) { m.Params = nil }, verify.ParamsDiffer, "lack id"},
		{"the page's table lacks a parameter", func(m *model.Method, _ *model.Snapshot) { m.ParamTable = []string{} }, verify.ParamsDiffer, "users.getUsers: its parameter table lacks id"},
		{"the page's table has an extra parameter", func(m *model.Method, _ *model.Snapshot) { m.ParamTable = []string{"id", "hash"} }, verify.ParamsDiffer, "its parameter table adds hash"},
		{"the page's table has another name", func(m *model.Method, _ *model.Snapshot) { m.ParamTable = []string{"ids"} }, verify.ParamsDiffer, "its parameter table lacks id and adds ids"},
		{"the table has an extra parameter", func(m *model.Method, _ *model.Snapshot) {
			m.Params = append(m.Params, model.Param{Name: "hash", Type: "long"})
		}, verify.ParamsDiffer, "hash"},
		{"the result differs", func(m *model.Method, _ *model.Snapshot) { m.Result = "Vector<InputUser>" }, verify.ResultDiffers, "Vector<InputUser>"},
		{"a result without constructors", func(m *model.Method, _ *model.Snapshot) {
			m.TL, m.Result = "users.getUsers#d91a548 id:Vector<InputUser> = Vector<Nobody>", "Vector<Nobody>"
		}, verify.TypeUnknown, "its result Nobody has no constructor"},
		{"a type without constructors", func(_ *model.Method, s *model.Snapshot) {
			delete(s.Types, "InputUser")
			delete(s.Constructors, "inputUserSelf")
		}, verify.TypeUnknown, "InputUser"},
		{"a condition without its flags field", func(m *model.Method, _ *model.Snapshot) {
			m.TL = "users.getUsers#d91a548 id:flags.0?Vector<InputUser> = Vector<User>"
		}, verify.FlagsMissing, "flags"},
		{"two flags with one bit", func(m *model.Method, _ *model.Snapshot) {
			m.TL = "users.getUsers#d91a548 flags:# a:flags.1?true b:flags.1?true = Vector<User>"
		}, verify.FlagTwice, "a and b use the same bit, flags.1"},
		{"/schema has another line than the page", func(m *model.Method, _ *model.Snapshot) {
			m.SchemaTL = "users.getUsers#d91a548 id:Vector<InputUser> hash:long = Vector<User>"
		}, verify.LinesDiffer, "hash:long"},
		{"the line of /schema is garbled", func(m *model.Method, _ *model.Snapshot) {
			m.SchemaTL = "users.getUsers#d91a548 id:Vector<InputUser> hash:long = Vector<User>"
		}, verify.IDWrong, "/schema"},
		{"a page describes what /schema does not have", func(m *model.Method, s *model.Snapshot) {
			m.Documented = new(true)
			s.Order = &model.Order{Methods: []string{"invokeWithLayer"}}
		}, verify.NotInSchema, "but /schema does not have it"},
		{"the line of another method", func(m *model.Method, _ *model.Snapshot) {
			m.TL = "account.updateDeviceLocked#38df3532 period:int = Bool"
		}, verify.LineOfAnother, "account.updateDeviceLocked"},
		{"a line that is not a combinator", func(m *model.Method, _ *model.Snapshot) { m.TL = "hello" }, verify.LineBroken, "hello"},
	} {
		t.Run(tc.why, func(t *testing.T) {
			s := snapshot(t)
			tc.change(s.Methods["users.getUsers"], s)
			for _, f := range verify.Snapshot(s) {
				if f.Rule == tc.rule && f.Name == "users.getUsers" && strings.Contains(f.Text, tc.says) {
					return
				}
			}
			t.Errorf("no finding %s that contains %q: %+v", tc.rule, tc.says, verify.Snapshot(s))
		})
	}
}

// No layer has findings: neither the small schema in testdata nor, if present, the real
// schema next to the module.
func TestEveryLayer(t *testing.T) {
	files, err := filepath.Glob("../schema/testdata/layers/*.tl")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d files in ../schema/testdata/layers: %v", len(files), err)
	}
	more, err := filepath.Glob("../../shared/schemas/*.tl")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(files, more...) {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		s, err := schema.Read(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		wrong, _ := verify.Split(verify.Snapshot(s))
		for _, f := range wrong {
			t.Errorf("%s: %s", name, f.Text)
		}
	}
}
