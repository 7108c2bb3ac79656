package model_test

import (
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
)

func TestSplitType(t *testing.T) {
	for _, tc := range []struct {
		why  string
		typ  string
		flag model.Flag
		bare string
		ok   bool
	}{
		{"a flag that says yes by being there", "flags.0?true", model.Flag{Field: "flags", Bit: "0"}, "true", true},
		{"a string that may be left out", "flags.0?string", model.Flag{Field: "flags", Bit: "0"}, "string", true},
		{"a bit of two digits", "flags.31?long", model.Flag{Field: "flags", Bit: "31"}, "long", true},
		{"the second field of flags", "flags2.8?PeerColor", model.Flag{Field: "flags2", Bit: "8"}, "PeerColor", true},
		{"a type with a name space, which has a dot of its own", "flags.1?auth.CodeType", model.Flag{Field: "flags", Bit: "1"}, "auth.CodeType", true},
		{"a Vector", "flags.3?Vector<MessageEntity>", model.Flag{Field: "flags", Bit: "3"}, "Vector<MessageEntity>", true},
		{"a generic", "flags.3?!X", model.Flag{Field: "flags", Bit: "3"}, "!X", true},
		{"always there", "string", model.Flag{}, "string", false},
		{"always there, and the dot is that of a name space", "auth.CodeType", model.Flag{}, "auth.CodeType", false},
		{"always there, and holds many", "Vector<InputUser>", model.Flag{}, "Vector<InputUser>", false},
		{"the field of flags itself", "#", model.Flag{}, "#", false},
		{"a generic, always there", "!X", model.Flag{}, "!X", false},
		{"a condition without a bit is not a condition, and nothing is lost", "flags?string", model.Flag{}, "flags?string", false},
		{"an unknown type", "", model.Flag{}, "", false},
	} {
		flag, bare, ok := model.SplitType(tc.typ)
		if flag != tc.flag || bare != tc.bare || ok != tc.ok {
			t.Errorf("%s: SplitType(%q) = %v, %q, %v, want %v, %q, %v", tc.why, tc.typ, flag, bare, ok, tc.flag, tc.bare, tc.ok)
		}
		if ok && flag.Field+"."+flag.Bit+"?"+bare != tc.typ {
			t.Errorf("%s: the parts of %q do not make it up", tc.why, tc.typ)
		}
	}
}
