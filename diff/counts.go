package diff

import "github.com/tlcrawl/tlcrawl/model"

// Counts are how many entities of a kind were added, removed, or changed in some other way.
type Counts struct {
	Added   int `json:"added"`
	Removed int `json:"removed"`
	Changed int `json:"changed"`
}

// countEntities counts each entity once, however many changes it has. A renamed entity is a
// changed one.
func countEntities(changes []Change) map[model.Kind]Counts {
	effects := map[Entity]Effect{}
	var order []Entity
	for _, c := range changes {
		e := c.Entity()
		before, seen := effects[e]
		if !seen {
			order = append(order, e)
		}
		if effect := c.entityEffect(); !seen || before == effect {
			effects[e] = effect
		} else {
			effects[e] = Changed // such as an error with another code
		}
	}
	kinds := map[model.Kind]Counts{}
	for _, e := range order {
		n := kinds[e.Kind]
		switch effects[e] {
		case Added:
			n.Added++
		case Removed:
			n.Removed++
		default:
			n.Changed++
		}
		kinds[e.Kind] = n
	}
	return kinds
}

// entityEffect is the effect of a change on its entity as a whole.
func (c Change) entityEffect() Effect {
	r := c.Row()
	switch {
	case r.Part == PartEntity && r.ID != "", r.Part == PartLayers, r.ID == "table-error-added", r.ID == "table-error-removed":
		return r.Effect
	}
	return Changed
}
