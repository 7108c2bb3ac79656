package model_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
)

// layerOf returns a deterministic snapshot of the size and shape of a real layer with n
// methods.
func layerOf(methods int) *model.Snapshot {
	s := model.New("https://corefork.telegram.org", 214)
	for n := range 214 {
		s.Layers = append(s.Layers, model.Layer{Layer: n + 1, Title: fmt.Sprintf("Stories, part %d", n)})
	}
	text := strings.Repeat("See [another page »](https://corefork.telegram.org/api/links). ", 3)
	for n := range methods {
		name := fmt.Sprintf("messages.getThing%d", n)
		m := &model.Method{
			Name: name, ID: fmt.Sprintf("%08x", uint32(n)*2654435761), Result: "messages.Things", Category: "Messages",
			Description: text, Documented: new(true),
			Access: &model.Access{Users: new(true), Bots: new(n%3 == 0)},
		}
		m.TL = fmt.Sprintf("%s#%s flags:#", name, m.ID)
		for p := range n % 12 {
			param := model.Param{Name: fmt.Sprintf("field_%d", p), Type: fmt.Sprintf("flags.%d?Vector<InputThing>", p), Description: text[:80]}
			m.Params = append(m.Params, param)
			m.TL += " " + param.Name + ":" + param.Type
		}
		m.TL += " = " + m.Result
		for e := range n % 7 {
			m.Errors = append(m.Errors, model.Error{Code: 400 + e, Type: fmt.Sprintf("THING_%d_INVALID", e), Description: text[:40]})
		}
		s.Methods[name] = m
	}
	for n := range 2 * methods {
		name, typ := fmt.Sprintf("messages.thing%d", n), fmt.Sprintf("messages.Thing%d", n)
		s.Constructors[name] = &model.Constructor{
			Name: name, ID: fmt.Sprintf("%08x", uint32(n)*2246822519), Type: typ, Description: text, Documented: new(true),
			Params: []model.Param{{Name: "id", Type: "long", Description: text[:80]}, {Name: "title", Type: "string"}},
		}
		s.Types[typ] = &model.Type{Name: typ, Constructors: []string{name}, Description: text[:80]}
	}
	return s
}

func BenchmarkDecode(b *testing.B) {
	doc := encoded(b, layerOf(700))
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := model.Decode(bytes.NewReader(doc)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	s := layerOf(700)
	b.SetBytes(int64(len(encoded(b, s))))
	b.ReportAllocs()
	for b.Loop() {
		if err := model.Encode(io.Discard, s); err != nil {
			b.Fatal(err)
		}
	}
}
