package schema

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/tlcrawl/tlcrawl/internal/jsonlimit"
	"github.com/tlcrawl/tlcrawl/model"
)

// ReadLayeredJSON reads the schema of Telegram Web K, as WriteLayeredJSON writes it: the
// schema "API", the other schema "MTProto", which may be missing, and "layer". Its errors
// are those of ReadJSON.
func ReadLayeredJSON(r io.Reader) (*model.Snapshot, error) {
	b, err := jsonlimit.Read(r, MaxSize, maxValues)
	if err != nil {
		return nil, fmt.Errorf("not a schema in JSON: %w", err)
	}
	var doc layered
	if err := json.Unmarshal(b, &doc); err != nil {
		return nil, fmt.Errorf("not a schema in JSON: %w", err)
	}
	api := &parser{snapshot: model.New("", max(0, doc.Layer)), seen: map[definition]seen{}}
	if err := within("API", api.addOfficial(doc.API)); err != nil {
		return nil, err
	}
	// The two have names in common, such as message.
	other := &parser{snapshot: api.snapshot, seen: map[definition]seen{}, schema: model.SchemaMTProto}
	if err := within("MTProto", other.addOfficial(doc.MTProto)); err != nil && !errors.Is(err, ErrNoSchema) {
		return nil, err
	}
	return api.snapshot, nil
}

// within adds the name of the schema to the field of an error.
func within(name string, err error) error {
	var entry *EntryError
	if errors.As(err, &entry) {
		entry.Field = name + "." + entry.Field
	}
	return err
}
