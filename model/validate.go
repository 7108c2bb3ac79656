package model

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"regexp"
	"slices"
)

var validID = regexp.MustCompile(`^[0-9a-f]{8}$`)

// Validate checks the structure of s: every key is the name of its value, every name is
// valid, every id has 8 digits. It does not check the lines of the schema; package verify
// does. Its errors are DecodeErrors.
func (s *Snapshot) Validate() error {
	if s.Layer < 0 {
		return &DecodeError{Field: "layer", Err: fmt.Errorf("invalid layer %d", s.Layer)}
	}
	for _, room := range []struct {
		name string
		has  bool
	}{{"methods", s.Methods != nil}, {"constructors", s.Constructors != nil}, {"types", s.Types != nil}} {
		if !room.has {
			return &DecodeError{Field: room.name, Err: errors.New("missing")}
		}
	}
	if s.ErrorTable != nil {
		if err := s.ErrorTable.validate(); err != nil {
			return err
		}
	}
	for name, m := range Sorted(s.Methods) {
		if err := validateMethod("methods", name, m); err != nil {
			return err
		}
		if err := checkPresent("methods", name, m.AvailableAsOf); err != nil {
			return err
		}
	}
	for name, c := range Sorted(s.Constructors) {
		if err := validateConstructor("constructors", name, c); err != nil {
			return err
		}
		if err := checkPresent("constructors", name, c.AvailableAsOf); err != nil {
			return err
		}
	}
	for name, t := range Sorted(s.Types) {
		if err := validateType("types", name, t); err != nil {
			return err
		}
		if err := checkPresent("types", name, t.AvailableAsOf); err != nil {
			return err
		}
	}
	if err := s.validateAnnounced(); err != nil {
		return err
	}
	return validateSchemas(s.Schemas)
}

func validateMethod(room, name string, m *Method) error {
	if err := checkKey(room, name, m != nil); err != nil {
		return err
	}
	if err := checkEntity(room, name, m.Name, m.ID, m.Params, m.Lines); err != nil {
		return err
	}
	for i, e := range m.Errors {
		if e.Type == "" {
			return &DecodeError{Field: fmt.Sprintf("%s.%s.errors[%d].type", room, name, i), Err: errEmpty}
		}
	}
	return nil
}

func validateConstructor(room, name string, c *Constructor) error {
	if err := checkKey(room, name, c != nil); err != nil {
		return err
	}
	return checkEntity(room, name, c.Name, c.ID, c.Params, c.Lines)
}

func validateType(room, name string, t *Type) error {
	if err := checkKey(room, name, t != nil); err != nil {
		return err
	}
	return checkEntity(room, name, t.Name, "", nil, t.Lines)
}

// checkPresent rejects entities of another layer, which belong in Announced.
func checkPresent(room, name string, availableAsOf int) error {
	if availableAsOf != 0 {
		return &DecodeError{Field: room + "." + name + ".available_as_of", Err: errors.New("an entity of another layer belongs in announced")}
	}
	return nil
}

var (
	errEmpty = errors.New("empty")
	errNull  = errors.New("null (want an object)")
)

// checkKey checks that a key is a valid name and that its value is not null.
func checkKey(room, key string, has bool) error {
	if err := CheckName(key); err != nil {
		return &DecodeError{Field: room, Err: err}
	}
	if !has {
		return &DecodeError{Field: room + "." + key, Err: errNull}
	}
	return nil
}

func checkEntity(room, key, name, id string, params []Param, lines []LayerLine) error {
	field := room + "." + key
	if name != key {
		return &DecodeError{Field: field + ".name", Err: fmt.Errorf("%.80q differs from its key %q", name, key)}
	}
	if id != "" && !validID.MatchString(id) {
		return &DecodeError{Field: field + ".id", Err: fmt.Errorf("invalid id %.80q (want 8 hexadecimal digits)", id)}
	}
	for i, p := range params {
		if p.Name == "" {
			return &DecodeError{Field: fmt.Sprintf("%s.params[%d].name", field, i), Err: errEmpty}
		}
	}
	return validateLines(field, lines)
}

// Sorted iterates over a map in the order of its keys. All output uses it, so that the same
// input gives the same bytes.
func Sorted[V any](m map[string]V) iter.Seq2[string, V] {
	return func(yield func(string, V) bool) {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			if !yield(k, m[k]) {
				return
			}
		}
	}
}
