package docs_test

import (
	"bytes"
	"encoding/json"
	"log"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/export/docs"
	"github.com/tlcrawl/tlcrawl/model"
)

func snapshot() *model.Snapshot {
	s := model.New("https://sample.test", 223)
	s.Methods["account.acceptAuthorization"] = &model.Method{
		Name: "account.acceptAuthorization", Description: "Sends a [form](https://sample.test/passport) in `C:\\x`.",
		Access: &model.Access{Users: new(true), Bots: new(false)},
		Params: []model.Param{{Name: "flags", Type: "#"}, {Name: "bot_id", Type: "long", Description: "The *bot*"}, {Name: "scope", Type: "string"}},
		Errors: []model.Error{{Code: 400, Type: "BOT_INVALID", Description: "The bot is &gt; invalid."}},
	}
	s.Constructors["p_q_inner_data"] = &model.Constructor{Name: "p_q_inner_data", Params: []model.Param{{Name: "pq", Type: "bytes"}}}
	s.Types["help.Config"] = &model.Type{Name: "help.Config", Description: "The **settings**."}
	s.Types["Bool"] = &model.Type{Name: "Bool"}
	return s
}

func TestFormats(t *testing.T) {
	for _, tc := range []struct{ name, want string }{
		{"pyrogram", `{
			"type": {"Bool": {"desc": ""}, "help.Config": {"desc": "The settings."}},
			"constructor": {"PQInnerData": {"desc": "", "params": {"pq": ""}}},
			"method": {"account.AcceptAuthorization": {"desc": "Sends a form in C:\\\\x.", "params": {"flags": "", "bot_id": "The bot", "scope": ""}}}}`},
		{"mtcute", `{
			"updated": "tlcrawl (layer 223) - from https://sample.test",
			"classes": {"p_q_inner_data": {}},
			"methods": {"account.acceptAuthorization": {"comment": "Sends a form in C:\\x.", "arguments": {"bot_id": "The bot"}, "available": "user",
				"throws": [{"code": 400, "name": "BOT_INVALID", "comment": "The bot is > invalid."}]}},
			"unions": {"help.Config": "The settings."}}`},
		{"teleproto", `{
			"account.acceptAuthorization": {"summary": "Sends a form in C:\\x.", "params": {"botId": "The bot", "scope": ""}},
			"p_q_inner_data": {"summary": "", "params": {"pq": ""}}}`},
		{"json", `{
			"method": {"account.acceptAuthorization": {"description": "Sends a [form](https://sample.test/passport) in ` + "`C:\\\\x`" + `.", "url": "https://sample.test/method/account.acceptAuthorization",
				"params": {"flags": "", "bot_id": "The *bot*", "scope": ""}}},
			"constructor": {"p_q_inner_data": {"description": "", "params": {"pq": ""}, "url": "https://sample.test/constructor/p_q_inner_data"}},
			"type": {"Bool": {"description": "", "url": "https://sample.test/type/Bool"}, "help.Config": {"description": "The **settings**.", "url": "https://sample.test/type/help.Config"}}}`},
	} {
		var b, again bytes.Buffer
		if err := docs.Formats[tc.name](&b, snapshot()); err != nil {
			t.Fatal(err)
		}
		var got, want any
		if err := json.Unmarshal(b.Bytes(), &got); err != nil {
			t.Fatalf("%s: %v", tc.name, err)
		}
		if err := json.Unmarshal([]byte(tc.want), &want); err != nil {
			t.Fatalf("%s: %v", tc.name, err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", tc.name, d)
		}
		if err := docs.Formats[tc.name](&again, snapshot()); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
			t.Errorf("%s: the same snapshot gives other bytes: %v", tc.name, err)
		}
	}
}

// Available has a value only if the page states who may call the method.
func TestMtcuteAvailable(t *testing.T) {
	yes, no := new(true), new(false)
	for _, tc := range []struct {
		why    string
		access *model.Access
		want   any
	}{
		{"no answers", nil, nil},
		{"one answer", &model.Access{Bots: yes}, nil},
		{"nobody", &model.Access{Users: no, Bots: no}, nil},
		{"users", &model.Access{Users: yes, Bots: no}, "user"},
		{"bots", &model.Access{Users: no, Bots: yes}, "bot"},
		{"both", &model.Access{Users: yes, Bots: yes}, "both"},
	} {
		s := model.New("", 1)
		s.Methods["a"] = &model.Method{Name: "a", Access: tc.access}
		var b bytes.Buffer
		if err := docs.Mtcute(&b, s); err != nil {
			t.Fatal(err)
		}
		var got struct{ Methods map[string]map[string]any }
		if err := json.Unmarshal(b.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		if got.Methods["a"]["available"] != tc.want {
			t.Errorf("%s: %v, want %v", tc.why, got.Methods["a"]["available"], tc.want)
		}
	}
}

func TestNames(t *testing.T) {
	if len(docs.Names()) != len(docs.Formats) {
		t.Errorf("%d names of %d formats", len(docs.Names()), len(docs.Formats))
	}
	for _, name := range docs.Names() {
		if docs.Formats[name] == nil {
			t.Errorf("no format %s", name)
		}
	}
}

func ExamplePyrogram() {
	s := model.New("https://core.telegram.org", 223)
	s.Types["NearestDc"] = &model.Type{Name: "NearestDc", Description: "The [nearest](https://core.telegram.org/x) data center."}
	if err := docs.Pyrogram(os.Stdout, s); err != nil {
		log.Fatal(err)
	}
	// Output:
	// {
	//   "type": {
	//     "NearestDc": {
	//       "desc": "The nearest data center."
	//     }
	//   },
	//   "constructor": {},
	//   "method": {}
	// }
}
