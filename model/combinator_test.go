package model_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
)

func TestParseCombinator(t *testing.T) {
	for _, tc := range []struct {
		why  string
		line string
		want model.Combinator
		// prints is the result of String, if it is not the line.
		prints string
	}{
		{
			why:  "a constructor without fields is the shortest line",
			line: "boolTrue#997275b5 = Bool",
			want: model.Combinator{Name: "boolTrue", ID: "997275b5", Result: "Bool"},
		},
		{
			why:  "layers 131 to 133 list the types that TL builds in",
			line: "int#a8509bda ? = Int",
			want: model.Combinator{Name: "int", ID: "a8509bda", Base: true, Result: "Int"},
		},
		{
			why:  "parameters keep the order of the line",
			line: "auth.sendCode#a677244f phone_number:string api_id:int api_hash:string settings:CodeSettings = auth.SentCode",
			want: model.Combinator{
				Name: "auth.sendCode", ID: "a677244f", Result: "auth.SentCode",
				Params: []model.Param{
					{Name: "phone_number", Type: "string"},
					{Name: "api_id", Type: "int"},
					{Name: "api_hash", Type: "string"},
					{Name: "settings", Type: "CodeSettings"},
				},
			},
		},
		{
			why:  "the field flags is a parameter of type #, the conditional ones name it",
			line: "auth.resendCode#cae47523 flags:# phone_number:string phone_code_hash:string reason:flags.0?string = auth.SentCode",
			want: model.Combinator{
				Name: "auth.resendCode", ID: "cae47523", Result: "auth.SentCode",
				Params: []model.Param{
					{Name: "flags", Type: "#"},
					{Name: "phone_number", Type: "string"},
					{Name: "phone_code_hash", Type: "string"},
					{Name: "reason", Type: "flags.0?string"},
				},
			},
		},
		{
			why:  "a second flags field stays in its place",
			line: "channelFull#e4e0b29d flags:# blocked:flags.22?true flags2:# can_delete_channel:flags2.0?true id:long = ChatFull",
			want: model.Combinator{
				Name: "channelFull", ID: "e4e0b29d", Result: "ChatFull",
				Params: []model.Param{
					{Name: "flags", Type: "#"},
					{Name: "blocked", Type: "flags.22?true"},
					{Name: "flags2", Type: "#"},
					{Name: "can_delete_channel", Type: "flags2.0?true"},
					{Name: "id", Type: "long"},
				},
			},
		},
		{
			why:  "bits go up to 31: # has 32",
			line: "message#9cb490e9 flags:# ttl:flags.31?int = Message",
			want: model.Combinator{
				Name: "message", ID: "9cb490e9", Result: "Message",
				Params: []model.Param{{Name: "flags", Type: "#"}, {Name: "ttl", Type: "flags.31?int"}},
			},
		},
		{
			why:  "a wrapper takes any query and returns its result",
			line: "invokeWithLayer#da9b0d0d {X:Type} layer:int query:!X = X",
			want: model.Combinator{
				Name: "invokeWithLayer", ID: "da9b0d0d", Result: "X",
				Generics: []string{"X"},
				Params:   []model.Param{{Name: "layer", Type: "int"}, {Name: "query", Type: "!X"}},
			},
		},
		{
			why:  "several type variables keep their order",
			line: "invokeEither#1 {Y:Type} {X:Type} first:!X second:!Y = Y",
			want: model.Combinator{
				Name: "invokeEither", ID: "00000001", Result: "Y",
				Generics: []string{"Y", "X"},
				Params:   []model.Param{{Name: "first", Type: "!X"}, {Name: "second", Type: "!Y"}},
			},
		},
		{
			why:  "a Vector of a boxed type as parameter and result; the site drops the leading zero of the id",
			line: "users.getUsers#d91a548 id:Vector<InputUser> = Vector<User>",
			want: model.Combinator{
				Name: "users.getUsers", ID: "0d91a548", Result: "Vector<User>",
				Params: []model.Param{{Name: "id", Type: "Vector<InputUser>"}},
			},
		},
		{
			why:  "a Vector in a Vector",
			line: "photos.sortRows#2 rows:Vector<Vector<InputPhoto>> = Vector<Vector<Photo>>",
			want: model.Combinator{
				Name: "photos.sortRows", ID: "00000002", Result: "Vector<Vector<Photo>>",
				Params: []model.Param{{Name: "rows", Type: "Vector<Vector<InputPhoto>>"}},
			},
		},
		{
			why:  "a conditional Vector of types with a namespace",
			line: "help.peerColorSet#3 flags:# colors:flags.1?Vector<help.PeerColorOption> = help.PeerColorSet",
			want: model.Combinator{
				Name: "help.peerColorSet", ID: "00000003", Result: "help.PeerColorSet",
				Params: []model.Param{
					{Name: "flags", Type: "#"},
					{Name: "colors", Type: "flags.1?Vector<help.PeerColorOption>"},
				},
			},
		},
		{
			why:  "the bare vector of help.configSimple is not the boxed Vector",
			line: "accessPointRule#4679b65f phone_prefix_rules:string dc_id:int ips:vector<IpPort> = AccessPointRule",
			want: model.Combinator{
				Name: "accessPointRule", ID: "4679b65f", Result: "AccessPointRule",
				Params: []model.Param{
					{Name: "phone_prefix_rules", Type: "string"},
					{Name: "dc_id", Type: "int"},
					{Name: "ips", Type: "vector<IpPort>"},
				},
			},
		},
		{
			why:  "% makes a boxed type bare, alone and in a vector",
			line: "msg_pack#4 first:%Message rest:vector<%Message> = MessagePack",
			want: model.Combinator{
				Name: "msg_pack", ID: "00000004", Result: "MessagePack",
				Params: []model.Param{{Name: "first", Type: "%Message"}, {Name: "rest", Type: "vector<%Message>"}},
			},
		},
		{
			why:  "the built-in vector has a special syntax",
			line: "vector#1cb5c415 {t:Type} # [ t ] = Vector t",
			want: model.Combinator{Name: "vector", ID: "1cb5c415", Generics: []string{"t"}, Result: "Vector t"},
		},
		{
			why:  "capitals in a name matter, and are allowed at its start",
			line: "Bool#5 = Bool",
			want: model.Combinator{Name: "Bool", ID: "00000005", Result: "Bool"},
		},
		{
			why:  "an id of two leading zeros",
			line: "storage.fileJpeg#7efe0e = storage.FileType",
			want: model.Combinator{Name: "storage.fileJpeg", ID: "007efe0e", Result: "storage.FileType"},
		},
		{
			why:  "an id of only zeros keeps one",
			line: "null#0 = Null",
			want: model.Combinator{Name: "null", ID: "00000000", Result: "Null"},
		},
		{
			why:    "an id with leading zeros is printed without",
			line:   "users.getUsers#0d91a548 id:Vector<InputUser> = Vector<User>",
			prints: "users.getUsers#d91a548 id:Vector<InputUser> = Vector<User>",
			want: model.Combinator{
				Name: "users.getUsers", ID: "0d91a548", Result: "Vector<User>",
				Params: []model.Param{{Name: "id", Type: "Vector<InputUser>"}},
			},
		},
		{
			why:    "an id in upper case is the same number",
			line:   "boolFalse#BC799737 = Bool",
			prints: "boolFalse#bc799737 = Bool",
			want:   model.Combinator{Name: "boolFalse", ID: "bc799737", Result: "Bool"},
		},
		{
			why:  "the MTProto schema defines its integers as arrays",
			line: "int128 4*[ int ] = Int128",
			want: model.Combinator{Name: "int128", Repeat: "4*[ int ]", Result: "Int128"},
		},
		{
			why:  "a line of this kind may have an id",
			line: "int256#e34 8*[ int ] = Int256",
			want: model.Combinator{Name: "int256", ID: "00000e34", Repeat: "8*[ int ]", Result: "Int256"},
		},
		{
			why:  "a line may have no id; none is computed",
			line: "ipPort ipv4:int port:int = IpPort",
			want: model.Combinator{
				Name: "ipPort", Result: "IpPort",
				Params: []model.Param{{Name: "ipv4", Type: "int"}, {Name: "port", Type: "int"}},
			},
		},
	} {
		t.Run(tc.line, func(t *testing.T) {
			got, err := model.ParseCombinator(tc.line)
			if err != nil {
				t.Fatalf("%s: %v", tc.why, err)
			}
			tc.want.Line = tc.line
			if d := cmp.Diff(tc.want, got); d != "" {
				t.Errorf("%s (-want +got):\n%s", tc.why, d)
			}
			if tc.prints == "" {
				tc.prints = tc.line
			}
			if p := got.String(); p != tc.prints {
				t.Errorf("%s: printed as\n%q, want\n%q", tc.why, p, tc.prints)
			}
		})
	}
}

// Pages and schema files format the same line differently.
func TestParseCombinatorFolds(t *testing.T) {
	const plain = "error#c4b9f9bb code:int text:string = Error"
	want, err := model.ParseCombinator(plain)
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ why, line string }{
		{"schema files end a line in a semicolon", plain + ";"},
		{"a space before the semicolon", plain + " ;"},
		{"white space after the semicolon", plain + ";\t\n"},
		{"a <pre> may start with an empty line", "\n\n  " + plain},
		{"long lines are broken and indented", "error#c4b9f9bb\n    code:int\n    text:string\n    = Error;"},
		{"Windows ends lines in two characters", "error#c4b9f9bb code:int\r\ntext:string = Error\r\n"},
		{"HTML holds no-break spaces", "error#c4b9f9bb\u00a0code:int\u00a0text:string\u00a0=\u00a0Error"},
		{"columns are made with tabs", "error#c4b9f9bb\tcode:int\ttext:string\t= Error"},
	} {
		got, err := model.ParseCombinator(tc.line)
		if err != nil {
			t.Errorf("%s: %v", tc.why, err)
			continue
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %q (-want +got):\n%s", tc.why, tc.line, d)
		}
	}
}
