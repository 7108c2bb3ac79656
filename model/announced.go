package model

import (
	"errors"
	"fmt"
)

// Announced holds the entities whose pages belong to another layer than the
// snapshot's: what the page says, without id and line. No entity is both announced
// and in the snapshot proper.
type Announced struct {
	Constructors map[string]*Constructor `json:"constructors,omitempty"`
	Methods      map[string]*Method      `json:"methods,omitempty"`
	Types        map[string]*Type        `json:"types,omitempty"`
}

func (s *Snapshot) validateAnnounced() error {
	if s.Announced == nil {
		return nil
	}
	for name, m := range Sorted(s.Announced.Methods) {
		err := validateMethod("announced.methods", name, m)
		if err == nil {
			err = checkAnnounced("methods", name, m.AvailableAsOf, m.ID+m.TL, s.Methods[name] != nil)
		}
		if err != nil {
			return err
		}
	}
	for name, c := range Sorted(s.Announced.Constructors) {
		err := validateConstructor("announced.constructors", name, c)
		if err == nil {
			err = checkAnnounced("constructors", name, c.AvailableAsOf, c.ID+c.TL, s.Constructors[name] != nil)
		}
		if err != nil {
			return err
		}
	}
	for name, t := range Sorted(s.Announced.Types) {
		err := validateType("announced.types", name, t)
		if err == nil {
			err = checkAnnounced("types", name, t.AvailableAsOf, "", s.Types[name] != nil)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func checkAnnounced(collection, name string, layer int, line string, present bool) error {
	field := "announced." + collection + "." + name
	switch {
	case layer <= 0:
		return &DecodeError{Field: field + ".available_as_of", Err: fmt.Errorf("invalid layer %d", layer)}
	case line != "":
		return &DecodeError{Field: field, Err: errors.New("an announced entity has an id or a line")}
	case present:
		return &DecodeError{Field: field, Err: fmt.Errorf("also in %s", collection)}
	}
	return nil
}
