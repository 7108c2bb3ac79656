package model

import (
	"bytes"
	"encoding/json"
	"testing"
)

// FuzzIndent compares indent with json.Indent.
func FuzzIndent(f *testing.F) {
	for _, doc := range []string{
		`{}`, `[]`, `null`, `-1.5e3`, `"text"`, `{"a":[]}`, `{"a":{},"b":[1,true,false,null,"x"]}`, `[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]`,
		`{"{[,:":"}],:"}`, `"\\"`, `"\""`, `{"a\\":"b\\\"c","d":"\\\\\""}`, `["a b","line\nbreak","» 世界 \u2028"]`, "\"\x7f\"",
	} {
		f.Add([]byte(doc))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		var value any
		if json.Unmarshal(doc, &value) != nil {
			return
		}
		compact, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		got := indent(nil, compact, 0)
		var want bytes.Buffer
		if err := json.Indent(&want, compact, "", "  "); err != nil {
			t.Fatal(err)
		}
		if string(got) != want.String() {
			t.Errorf("%s is formatted as\n%s, want\n%s", compact, got, &want)
		}
	})
}
