package diff

import (
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// Direction is the direction in which an entity travels between a client and the server.
type Direction string

// The directions. The empty one is for changes without a direction, and for unknown ones.
const (
	Sent     Direction = "sent"
	Received Direction = "received"
	Both     Direction = "both"
)

// Directions lists the directions.
var Directions = []Direction{Sent, Received, Both}

// String returns the direction in words.
func (d Direction) String() string {
	if d == Both {
		return "sent and received"
	}
	return string(d)
}

func directionOf(sent, received bool) Direction {
	switch {
	case sent && received:
		return Both
	case sent:
		return Sent
	case received:
		return Received
	}
	return ""
}

// join combines two directions.
func (d Direction) join(e Direction) Direction {
	return directionOf(d.sends() || e.sends(), d.receives() || e.receives())
}

func (d Direction) sends() bool { return d == Sent || d == Both }

func (d Direction) receives() bool { return d == Received || d == Both }

// level returns the level of a change with that direction.
func (r Rule) level(d Direction) Level {
	if r.Received == "" || d == Sent {
		return r.Level
	}
	if d == Received || r.Received.AtLeast(r.Level) {
		return r.Received
	}
	return r.Level
}

// flow is the types that a client sends and those that it receives: the types reachable
// from the parameters of methods, and those reachable from their results and from Updates.
type flow struct{ sent, received map[string]bool }

func flowOf(methods, constructors map[string]entity) flow {
	builds := map[string][]model.Param{} // type -> the parameters of its constructors
	known := map[string]bool{}
	for _, c := range constructors {
		c = c.current()
		known[c.result] = true
		builds[c.result] = append(builds[c.result], c.params...)
	}
	closure := func(todo []string) map[string]bool {
		seen := map[string]bool{}
		for len(todo) > 0 {
			typ := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if seen[typ] || !known[typ] {
				continue
			}
			seen[typ] = true
			for _, p := range builds[typ] {
				todo = append(todo, typeNames(p.Type)...)
			}
		}
		return seen
	}
	var sent []string
	received := []string{"Updates"}
	for _, m := range methods {
		m = m.current()
		for _, p := range m.params {
			sent = append(sent, typeNames(p.Type)...)
		}
		received = append(received, typeNames(m.result)...)
	}
	return flow{closure(sent), closure(received)}
}

// typeNames returns the names in a type: Vector and InputUser in flags.0?Vector<InputUser>.
func typeNames(t string) []string {
	_, bare, _ := model.SplitType(t)
	return strings.FieldsFunc(bare, func(r rune) bool { return strings.ContainsRune("<>!%()[] ,*?#", r) })
}

// Flow tells the directions of a snapshot's types.
type Flow struct{ flow }

// FlowOf finds the types that are reachable from the parameters of a snapshot's methods,
// and those reachable from their results and from Updates.
func FlowOf(s *model.Snapshot) Flow {
	all := entitiesOf(s.Methods, s.Constructors, nil)
	return Flow{flowOf(all[model.KindMethod], all[model.KindConstructor])}
}

// Of returns the direction of a type and its constructors; empty for one that neither a
// parameter nor a result leads to.
func (f Flow) Of(typ string) Direction { return f.of(typ) }

// TypeNames returns the names in a type: Vector and InputUser in flags.0?Vector<InputUser>.
func TypeNames(t string) []string { return typeNames(t) }

func (f flow) of(typ string) Direction { return directionOf(f.sent[typ], f.received[typ]) }

// direct sets the direction of constructors and types.
func (f flow) direct(constructors, types map[string]entity) {
	for key, c := range constructors {
		c.direction = f.of(c.current().result)
		constructors[key] = c
	}
	for key, t := range types {
		t.direction = f.of(t.name)
		types[key] = t
	}
}

// directed returns the direction of a change of a rule to an entity.
func (e entity) directed(rule string) Direction {
	if e.kind != model.KindMethod {
		return e.direction
	}
	i := slices.IndexFunc(Rules, func(r Rule) bool { return r.ID == rule })
	switch {
	case i < 0 || e.schema != "":
		return ""
	case Rules[i].Part == PartParams:
		return Sent
	case Rules[i].Listing == ListedResult:
		return Received
	}
	return ""
}
