package schema

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// Compat collects constructors that older layers had with an ID that the current schema
// does not know. A client needs them to read what it stored with an older layer.
type Compat struct {
	current map[string]bool // IDs of the current schema
	types   map[string]bool // its types
	old     map[string]oldConstructor
	taken   map[string]bool // names in the output
}

// oldConstructor is a constructor in the last layer that had its ID.
type oldConstructor struct {
	model.Combinator
	layer, place int
}

// name is what the constructor is called in the output: user_layer143.
func (c oldConstructor) name() string { return fmt.Sprintf("%s_layer%d", c.Name, c.layer) }

// NewCompat starts with the current schema.
func NewCompat(current *model.Snapshot) *Compat {
	c := &Compat{current: map[string]bool{}, types: map[string]bool{}, old: map[string]oldConstructor{}, taken: map[string]bool{}}
	constructors, _ := apiLines(current)
	for _, line := range constructors {
		if parsed, err := model.ParseCombinator(line); err == nil {
			c.current[idOf(parsed)] = true
			c.types[parsed.Result] = true
		}
	}
	return c
}

// Add adds an older schema. Snapshots come from the newest to the oldest: if two of the
// same layer have a constructor with different IDs, the first one counts.
func (c *Compat) Add(s *model.Snapshot) {
	constructors, _ := apiLines(s)
	for place, line := range constructors {
		parsed, err := model.ParseCombinator(line)
		if err != nil || isBase(parsed, false) || slices.Contains(core, parsed.Name) || c.current[idOf(parsed)] {
			continue
		}
		id, old := idOf(parsed), oldConstructor{parsed, s.Layer, place}
		had, known := c.old[id]
		if known && had.layer >= s.Layer || c.taken[old.name()] {
			continue
		}
		if known {
			delete(c.taken, had.name())
		}
		c.old[id], c.taken[old.name()] = old, true
	}
}

// Write writes the constructors by the last layer that had them, in its order, as
// NAME_layerN. It returns the types in them that neither the current schema nor the
// output has. If there are no constructors it returns ErrNoSchema.
func (c *Compat) Write(w io.Writer) (missing []string, err error) {
	if len(c.old) == 0 {
		return nil, ErrNoSchema
	}
	list := slices.SortedFunc(maps.Values(c.old), func(a, b oldConstructor) int {
		return cmp.Or(cmp.Compare(a.layer, b.layer), cmp.Compare(a.place, b.place))
	})
	types := maps.Clone(c.types)
	for _, old := range list {
		types[old.Result] = true
	}
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s\n", typesHeading)
	layer := 0
	for _, old := range list {
		if old.layer != layer {
			layer = old.layer
			fmt.Fprintf(b, "\n// LAYER %d\n", layer)
		}
		_, rest, _ := strings.Cut(old.Line, " ")
		fmt.Fprintf(b, "%s#%s %s;\n", old.name(), idOf(old.Combinator), rest)
		for _, p := range old.Params {
			if t := bareType(p.Type); !types[t] && !slices.Contains(known, t) {
				types[t] = true
				missing = append(missing, t)
			}
		}
	}
	slices.Sort(missing)
	return missing, b.Flush()
}

// known are types that need no constructor.
var known = slices.Concat(bare, []string{"#", "true", "Bool", "Object", "Type"})

// bareType returns the type in a parameter's type, without flag and Vector: User in
// flags.0?Vector<User>.
func bareType(t string) string {
	if _, conditional, ok := strings.Cut(t, "?"); ok {
		t = conditional
	}
	for _, vector := range []string{"Vector<", "vector<"} {
		if inner, ok := strings.CutPrefix(t, vector); ok {
			return bareType(strings.TrimSuffix(inner, ">"))
		}
	}
	return strings.TrimPrefix(t, "%")
}

// idOf returns the ID of a line, computed if the line has none.
func idOf(c model.Combinator) string {
	if c.ID != "" {
		return c.ID
	}
	return c.CRC32()
}
