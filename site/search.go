package site

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

// searchIndex returns a script that sets the constant names: for each kind all names, or a
// name and the address of its page if that does not follow from the name. A script can be
// read from a disk, JSON cannot.
func (b *builder) searchIndex() []byte {
	index := map[string][]any{}
	add := func(kind, name, made, address string) {
		if made == address {
			index[kind] = append(index[kind], name)
		} else {
			index[kind] = append(index[kind], []string{terminal.Line(name), address})
		}
	}
	for _, e := range append(entities(b.last), b.goneEntities()...) {
		add(string(e.Kind), e.Name, string(e.Kind)+"/"+e.Name+".html", b.files.of[e])
	}
	for _, k := range b.catalogue.keys {
		name := fmt.Sprintf("%d %s", k.Code, k.Type)
		add("error", name, fmt.Sprintf("errors.html#e-%d-%s", k.Code, k.Type), "errors.html#"+anchor(k))
	}
	var out bytes.Buffer
	out.WriteString("\"use strict\";\nconst names = {\n")
	for _, kind := range []string{string(model.KindMethod), string(model.KindConstructor), string(model.KindType), "error"} {
		list, err := json.Marshal(index[kind])
		if err != nil {
			panic(err) // strings can always be encoded
		}
		fmt.Fprintf(&out, "%q: %s,\n", kind, list)
	}
	out.WriteString("};\n")
	return out.Bytes()
}
