package model_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
)

// FuzzDecode checks that a document that Decode accepts is valid and can be encoded and
// decoded without a change, and that a rejected one has a reason. Use -fuzzminimizetime
// 10x: without it, the first minute is spent on minimizing one document.
func FuzzDecode(f *testing.F) {
	for _, s := range singles() {
		var b bytes.Buffer
		if err := json.Compact(&b, encoded(f, s)); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	for _, doc := range []string{
		`{"schema_version":1,"layers":[],"partial":null,"constructors":{},"types":{},"methods":{"auth.logOut":{"name":"auth.logOut","params":[],"sections":{}}}}`,
		`{"schema_version":1,"constructors":{},"methods":{},"types":{"Vector t":{"name":"Vector t","methods":["users.getUsers"]}},"types":{"Bool":{"name":"Bool"}}}`,
		`{"Schema_Version":1,"methods":{},"types":{},"constructors":{"null":{"name":"null","id":"56730bcc","documented":null}}}`,
		`{"schema_version":1,"source":"\ud800\u2028\u003c","constructors":{},"types":{},"methods":{"help.test":{"name":"help.test","sections":{"\u0000":"","A":"b","a":""}}}}`,
		`{"schema_version":1,"constructors":{},"methods":{},"types":{},"error_table":{"errors":[],"other":{"a": {"b": 1.0, "a": "\u2028<"} ,"n":null}}}`,
		`{"schema_version":2,"methods":[]}`,
		`{"schema_version":1,"methods":{"auth.logOut":null}}`,
		`{"schema_version":1} {}`,
		`[[[[`,
		`{}`,
		``,
	} {
		f.Add([]byte(doc))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		s, err := model.Decode(bytes.NewReader(doc))
		if err != nil {
			var de *model.DecodeError
			if !errors.As(err, &de) || de.Err == nil || err.Error() == "" {
				t.Fatalf("%T %v is not a DecodeError", err, err)
			}
			return
		}
		if err := s.Validate(); err != nil {
			t.Errorf("decoded, but not valid: %v", err)
		}
		once := encoded(t, s)
		again := decoded(t, once)
		if d := cmp.Diff(s, again, same); d != "" {
			t.Errorf("written and read again (-want +got):\n%s", d)
		}
		if twice := encoded(t, again); !bytes.Equal(once, twice) {
			t.Errorf("written twice, it differs:\n%s\n%s", once, twice)
		}
	})
}

// singles returns a snapshot for each entity of the rich one: the fuzzer changes short
// documents in more useful ways.
func singles() []*model.Snapshot {
	all := rich()
	var s []*model.Snapshot
	add := func(fill func(*model.Snapshot)) {
		one := model.New("", 214)
		fill(one)
		s = append(s, one)
	}
	add(func(one *model.Snapshot) { one.Layers, one.Partial, one.Source = all.Layers, all.Partial, all.Source })
	add(func(one *model.Snapshot) { one.ErrorTable = all.ErrorTable })
	add(func(one *model.Snapshot) { one.Announced = all.Announced })
	add(func(one *model.Snapshot) { one.Schemas = all.Schemas })
	for name, m := range model.Sorted(all.Methods) {
		add(func(one *model.Snapshot) { one.Methods[name] = m })
	}
	for name, c := range model.Sorted(all.Constructors) {
		add(func(one *model.Snapshot) { one.Constructors[name] = c })
	}
	for name, t := range model.Sorted(all.Types) {
		add(func(one *model.Snapshot) { one.Types[name] = t })
	}
	return s
}
