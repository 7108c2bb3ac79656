package model_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
)

func encoded(t testing.TB, s *model.Snapshot) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := model.Encode(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The order of insertion and of map iteration does not matter.
func TestEncodeSameContentSameBytes(t *testing.T) {
	forth, back := model.New("https://corefork.telegram.org", 214), model.New("https://corefork.telegram.org", 214)
	var names []string
	for i := range 200 {
		names = append(names, fmt.Sprintf("messages.method%d", i))
	}
	add := func(s *model.Snapshot, name string) {
		s.Methods[name] = &model.Method{Name: name, Sections: map[string]string{"x-" + name: "", name: "", "a": ""}}
		s.Types[name] = &model.Type{Name: name}
	}
	for _, name := range names {
		add(forth, name)
	}
	for _, name := range slices.Backward(names) {
		add(back, name)
	}
	want := encoded(t, forth)
	for range 20 {
		if !bytes.Equal(encoded(t, forth), want) || !bytes.Equal(encoded(t, back), want) {
			t.Fatal("the same content gives different bytes")
		}
	}
}

func TestEncodeForm(t *testing.T) {
	doc := string(encoded(t, rich()))
	for _, tc := range []struct{ why, has string }{
		{"< is not escaped in Markdown", `If a < b & b > c, wait.`},
		{"& is not escaped in titles of layers", `"Stories & <gifts>"`},
		{"other letters and signs are not escaped", "another way »"},
		{"two spaces per level", "\n  \"methods\": {\n    \"auth.resendCode\": {\n      \"access\": {\n        \"bots\": false,"},
		{"access, if the page states it", "\"access\": {}"},
		{"a crawled page without a description is not a page that was not crawled", `"documented": false`},
		{"an empty section", `"a-new-one": ""`},
	} {
		if !strings.Contains(doc, tc.has) {
			t.Errorf("%s: the document does not contain %q", tc.why, tc.has)
		}
	}
	if !strings.HasSuffix(doc, "\n}\n") {
		t.Errorf("the document ends in %q, want one line break", doc[len(doc)-4:])
	}
	for _, word := range []string{"null", `\u003c`, `\u0026`, "\r"} {
		if strings.Contains(doc, word) {
			t.Errorf("the document contains %q", word)
		}
	}
}

// An empty snapshot has empty maps, so that readers need not check for them.
func TestEncodeEmpty(t *testing.T) {
	const want = `{
  "constructors": {},
  "layer": 0,
  "methods": {},
  "schema_version": 1,
  "source": "",
  "types": {}
}
`
	if got := string(encoded(t, model.New("", 0))); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestEncodeSortsKeys(t *testing.T) {
	dec := json.NewDecoder(bytes.NewReader(encoded(t, rich())))
	if objects := sortedKeys(t, dec, "$"); objects < 30 {
		t.Errorf("%d objects, want all of the rich snapshot", objects)
	}
}

// sortedKeys reads one value, reports objects with unsorted keys, and counts the objects.
func sortedKeys(t *testing.T, dec *json.Decoder, path string) (objects int) {
	t.Helper()
	switch open := token(t, dec); open {
	case json.Delim('{'):
		objects = 1
		for last, first := "", true; dec.More(); first = false {
			key := token(t, dec).(string)
			if !first && key <= last {
				t.Errorf("%s: %q is after %q", path, key, last)
			}
			objects += sortedKeys(t, dec, path+"."+key)
			last = key
		}
		token(t, dec)
	case json.Delim('['):
		for i := 0; dec.More(); i++ {
			objects += sortedKeys(t, dec, fmt.Sprintf("%s[%d]", path, i))
		}
		token(t, dec)
	}
	return objects
}

func token(t *testing.T, dec *json.Decoder) json.Token {
	t.Helper()
	tok, err := dec.Token()
	if err != nil {
		t.Fatal(err)
	}
	return tok
}

type fullDisk struct{}

var errFull = errors.New("no space left on device")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestEncodeReturnsWriteErrors(t *testing.T) {
	if err := model.Encode(fullDisk{}, rich()); !errors.Is(err, errFull) {
		t.Errorf("Encode to a full disk = %v, want %v", err, errFull)
	}
	if err := model.Encode(io.Discard, rich()); err != nil {
		t.Errorf("Encode to io.Discard = %v", err)
	}
}

// plainly encodes a snapshot at once, with the library.
func plainly(t *testing.T, s *model.Snapshot) string {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What Decode would reject is not encoded.
func TestEncodeTooLarge(t *testing.T) {
	s := model.New("https://corefork.telegram.org", 214)
	half := strings.Repeat("x", model.MaxSize/2)
	for _, name := range []string{"auth.logOut", "auth.resetAuthorizations"} {
		s.Methods[name] = &model.Method{Name: name, Description: half}
	}
	var failed *model.DecodeError
	if b, err := model.Marshal(s); !errors.As(err, &failed) || !strings.Contains(err.Error(), "larger than 64 MB") || b != nil {
		t.Errorf("got %d bytes, %v; want that it is larger than 64 MB", len(b), err)
	}
	many := model.New("https://corefork.telegram.org", 214)
	many.Partial = slices.Repeat([]string{"/type/X"}, 2<<20)
	if err := model.Encode(io.Discard, many); !errors.As(err, &failed) || !strings.Contains(err.Error(), "values") {
		t.Errorf("got %v, want that it has too many values", err)
	}
}
