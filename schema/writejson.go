package schema

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"github.com/tlcrawl/tlcrawl/model"
)

// WriteJSON writes one of the schemas of a snapshot in the format of the site's
// /schema/json, in the site's order. The format has no definitions of built-in types. For a
// snapshot that lacks the schema it returns ErrNoSchema.
func WriteJSON(w io.Writer, s *model.Snapshot, name string, o Options) error {
	doc, err := officialSchema(s, name, o)
	if err != nil {
		return err
	}
	return encode(w, doc)
}

// layered is the format of Telegram Web K: both schemas and the layer.
type layered struct {
	Layer   int      `json:"layer"`
	MTProto official `json:"MTProto"`
	API     official `json:"API"`
}

// WriteLayeredJSON writes the MTProto and the API's schema in one document, with the
// layer: {"layer", "MTProto", "API"}.
func WriteLayeredJSON(w io.Writer, s *model.Snapshot, o Options) error {
	mtproto, err := officialSchema(s, model.SchemaMTProto, o)
	if err != nil {
		return fmt.Errorf("MTProto: %w", err)
	}
	api, err := officialSchema(s, model.SchemaAPI, o)
	if err != nil {
		return err
	}
	return encode(w, layered{s.Layer, mtproto, api})
}

func encode(w io.Writer, doc any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}

func officialSchema(s *model.Snapshot, name string, o Options) (official, error) {
	doc := official{Constructors: []officialLine{}, Methods: []officialLine{}}
	add := func(line string, function bool) error {
		c, err := model.ParseCombinator(line)
		if err != nil {
			return err
		}
		switch {
		case isBase(c, function) || o.skips(c, function):
		case function:
			doc.Methods = append(doc.Methods, officialEntry(c, function))
		default:
			doc.Constructors = append(doc.Constructors, officialEntry(c, function))
		}
		return nil
	}
	if err := eachLine(s, name, add); err != nil {
		return doc, err
	}
	if len(doc.Constructors)+len(doc.Methods) == 0 {
		return doc, ErrNoSchema
	}
	return doc, nil
}

// eachLine calls f for the lines of a schema.
func eachLine(s *model.Snapshot, name string, f func(line string, function bool) error) error {
	if schema := s.Schemas[name]; schema != nil {
		for _, l := range schema.Combinators {
			if err := f(l.TL, l.Kind == model.KindMethod); err != nil {
				return err
			}
		}
	}
	if name != model.SchemaAPI {
		return nil
	}
	constructors, methods := apiLines(s)
	for _, line := range constructors {
		if err := f(line, false); err != nil {
			return err
		}
	}
	for _, line := range methods {
		if err := f(line, true); err != nil {
			return err
		}
	}
	return nil
}

func officialEntry(c model.Combinator, function bool) officialLine {
	n, _ := strconv.ParseUint(idOf(c), 16, 32) // 8 hexadecimal digits
	l := officialLine{ID: strconv.Itoa(int(int32(n))), Params: []officialParam{}, Type: c.Result}
	if function {
		l.Method = c.Name
	} else {
		l.Predicate = c.Name
	}
	for _, p := range c.Params {
		l.Params = append(l.Params, officialParam{p.Name, p.Type})
	}
	return l
}
