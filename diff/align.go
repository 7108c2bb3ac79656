package diff

import "github.com/tlcrawl/tlcrawl/model"

// Element is a part of a schema line: its head, a parameter, its result. Elements with the
// same key correspond.
type Element struct{ Key, Name, Value string }

// String returns the element as in the line.
func (e Element) String() string { return e.Name + e.Value }

// Pair is two corresponding elements; a side without one has the zero Element.
type Pair struct{ Old, New Element }

// elements splits a line; ok is false if it is invalid.
func elements(line string) (list []Element, ok bool) {
	c, err := model.ParseCombinator(line)
	if err != nil {
		return nil, false
	}
	head := Element{Key: "#", Name: c.Name}
	if c.ID != "" {
		head.Value = "#" + c.ID
	}
	list = append(list, head)
	for _, g := range c.Generics {
		list = append(list, Element{"{" + g, "{" + g, ":Type}"})
	}
	if c.Base {
		list = append(list, Element{"?", "?", ""})
	}
	for _, p := range c.Params {
		list = append(list, Element{p.Name, p.Name, ":" + p.Type})
	}
	return append(list, Element{"=", "=", " " + c.Result}), true
}

// Align pairs the elements of two lines, as many as their order allows: a moved parameter
// appears twice. Lines that are invalid or too long are one pair.
func Align(l Lines) []Pair {
	old, okOld := elements(l.Old)
	new, okNew := elements(l.New)
	kept := commonOrder(keys(old), keys(new))
	if !okOld || !okNew || kept == nil {
		return []Pair{{Element{Name: l.Old}, Element{Name: l.New}}}
	}
	var pairs []Pair
	for _, key := range kept {
		for ; old[0].Key != key; old = old[1:] {
			pairs = append(pairs, Pair{Old: old[0]})
		}
		for ; new[0].Key != key; new = new[1:] {
			pairs = append(pairs, Pair{New: new[0]})
		}
		pairs = append(pairs, Pair{old[0], new[0]})
		old, new = old[1:], new[1:]
	}
	return pairs
}

func keys(list []Element) []string {
	var all []string
	for _, e := range list {
		all = append(all, e.Key)
	}
	return all
}
