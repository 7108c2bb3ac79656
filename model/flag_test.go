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
		{"a flag without a value", "flags.0?true", model.Flag{Field: "flags", Bit: "0"}, "true", true},
		{"an optional string", "flags.0?string", model.Flag{Field: "flags", Bit: "0"}, "string", true},
		{"a bit of two digits", "flags.31?long", model.Flag{Field: "flags", Bit: "31"}, "long", true},
		{"the second flags field", "flags2.8?PeerColor", model.Flag{Field: "flags2", Bit: "8"}, "PeerColor", true},
		{"a type with a namespace, which has another dot", "flags.1?auth.CodeType", model.Flag{Field: "flags", Bit: "1"}, "auth.CodeType", true},
		{"a Vector", "flags.3?Vector<MessageEntity>", model.Flag{Field: "flags", Bit: "3"}, "Vector<MessageEntity>", true},
		{"a generic", "flags.3?!X", model.Flag{Field: "flags", Bit: "3"}, "!X", true},
		{"always there", "string", model.Flag{}, "string", false},
		{"required; the dot is that of a namespace", "auth.CodeType", model.Flag{}, "auth.CodeType", false},
		{"required; a vector", "Vector<InputUser>", model.Flag{}, "Vector<InputUser>", false},
		{"the flags field itself", "#", model.Flag{}, "#", false},
		{"a generic, required", "!X", model.Flag{}, "!X", false},
		{"a condition without a bit is not a condition", "flags?string", model.Flag{}, "flags?string", false},
		{"an unknown type", "", model.Flag{}, "", false},
	} {
		flag, bare, ok := model.SplitType(tc.typ)
		if flag != tc.flag || bare != tc.bare || ok != tc.ok {
			t.Errorf("%s: SplitType(%q) = %v, %q, %v, want %v, %q, %v", tc.why, tc.typ, flag, bare, ok, tc.flag, tc.bare, tc.ok)
		}
		if ok && flag.Field+"."+flag.Bit+"?"+bare != tc.typ {
			t.Errorf("%s: the parts of %q do not join to it", tc.why, tc.typ)
		}
	}
}
