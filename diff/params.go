package diff

import "github.com/tlcrawl/tlcrawl/model"

// params compares the parameters of an entity by name: added, removed, of another type, and
// in another order.
func (c *comparison) params(old, new entity) {
	var (
		was, is   = byName(old.params), byName(new.params)
		renamedTo = map[string]bool{}   // new names of parameters
		flagged   = map[string]string{} // flags field -> ID of a change that needs it
		conseq    []Change              // changes of flags fields, which follow from those
		noteFlags = func(id, typ string) {
			if f, _, ok := model.SplitType(typ); ok && flagged[f.Field] == "" {
				flagged[f.Field] = id
			}
		}
	)
	renamed := renamedParams(old.params, new.params)
	for i, p := range old.params {
		q, stays := is[p.Name]
		switch {
		case renamed[p.Name] != "":
			to := renamed[p.Name]
			renamedTo[to] = true
			c.add(new.change("param-renamed", Change{Param: to, Old: p.Name, New: to, position: i}))
		case !stays && p.Type == "#":
			conseq = append(conseq, new.change("param-removed", Change{Param: p.Name, Old: p.Type, position: i}))
		case !stays:
			noteFlags(c.add(new.change("param-removed", Change{Param: p.Name, Old: p.Type, position: i})), p.Type)
		case p.Type != q.Type:
			id := c.add(new.change(typeRule(p.Type, q.Type), Change{Param: p.Name, Old: p.Type, New: q.Type, position: i}))
			noteFlags(id, p.Type)
			noteFlags(id, q.Type)
		}
	}
	for i, p := range new.params {
		if _, stayed := was[p.Name]; stayed || renamedTo[p.Name] {
			continue
		}
		ch := new.change("param-added", Change{Param: p.Name, New: p.Type, position: i, when: presence(p)})
		if p.Type == "#" {
			conseq = append(conseq, ch)
			continue
		}
		noteFlags(c.add(ch), p.Type)
	}
	for _, ch := range conseq {
		ch.Because = flagged[ch.Param]
		c.add(ch)
	}
	c.moved(new, names(both(old.params, is)), names(both(new.params, was)))
}

// typeRule is the most specific rule for a parameter whose type changed.
func typeRule(old, new string) string {
	_, oldBare, wasOptional := model.SplitType(old)
	_, newBare, isOptional := model.SplitType(new)
	switch {
	case oldBare != newBare:
		return "param-type-changed"
	case wasOptional && isOptional:
		return "param-flag-moved"
	case isOptional:
		return "param-made-optional"
	default:
		return "param-made-required"
	}
}

func byName(params []model.Param) map[string]model.Param {
	m := make(map[string]model.Param, len(params))
	for _, p := range params {
		m[p.Name] = p
	}
	return m
}

func names(params []model.Param) []string {
	list := make([]string, len(params))
	for i, p := range params {
		list[i] = p.Name
	}
	return list
}
