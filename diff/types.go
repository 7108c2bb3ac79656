package diff

import "strings"

// types links a type that was added or removed to the constructor that it was added or
// removed with.
func (c *comparison) types() {
	addedWith, removedWith := map[string]string{}, map[string]string{} // type -> ID
	note := func(m map[string]string, typ, id string) {
		if m[typ] == "" {
			m[typ] = id
		}
	}
	for _, ch := range c.changes {
		if _, r := lookup(ch.Rule, ch.when); r.types != nil {
			created, removed := r.types(ch)
			note(addedWith, created, ch.ID)
			note(removedWith, removed, ch.ID)
		}
	}
	for i, ch := range c.changes {
		switch ch.Rule {
		case "type-added":
			c.changes[i].Because = addedWith[ch.Name]
		case "type-removed":
			c.changes[i].Because = removedWith[ch.Name]
		}
	}
}

// resultOf is the part of a TL line after the last =.
func resultOf(line string) string {
	if i := strings.LastIndex(line, "= "); i >= 0 {
		return line[i+len("= "):]
	}
	return ""
}
