package diff_test

import (
	"regexp"
	"testing"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/model"
)

var (
	condition = regexp.MustCompile(`^flags\d*\.\d+\?`)
	word      = regexp.MustCompile(`[\w.]+`)
)

// named are the names in the type of a parameter or a result.
func named(tlType string) []string {
	return word.FindAllString(condition.ReplaceAllString(tlType, ""), -1)
}

// reach is the plain closure: the types reachable from some types.
func reach(held map[string][]string, start map[string]bool) map[string]bool {
	for grown := true; grown; {
		grown = false
		for of, names := range held {
			if !start[of] {
				continue
			}
			for _, name := range names {
				grown = grown || !start[name]
				start[name] = true
			}
		}
	}
	return start
}

func flows(s *model.Snapshot) (sent, received map[string]bool) {
	held := map[string][]string{} // by type: what its constructors hold
	for _, c := range s.Constructors {
		for _, p := range c.Params {
			held[c.Type] = append(held[c.Type], named(p.Type)...)
		}
	}
	sent, received = map[string]bool{}, map[string]bool{"Updates": true}
	for _, m := range s.Methods {
		for _, name := range named(m.Result) {
			received[name] = true
		}
		for _, p := range m.Params {
			for _, name := range named(p.Type) {
				sent[name] = true
			}
		}
	}
	return reach(held, sent), reach(held, received)
}

// TestDirection compares the direction of every change to a constructor with the plain
// closure over both schemas.
func TestDirection(t *testing.T) {
	layers := difftest.Layers(t)
	count := map[diff.Direction]int{}
	newSent, newReceived := flows(layers[0])
	for i := 1; i < len(layers); i++ {
		old, new := layers[i-1], layers[i]
		oldSent, oldReceived := newSent, newReceived
		newSent, newReceived = flows(new)
		for _, c := range diff.Compare(old, new).Changes {
			if c.Kind != model.KindConstructor {
				continue
			}
			was, is := "", ""
			if k := old.Constructors[c.Name]; k != nil {
				was = k.Type
			}
			if c.Renamed() {
				was = old.Constructors[c.Old].Type
			}
			if k := new.Constructors[c.Name]; k != nil {
				is = k.Type
			}
			want := direction(oldSent[was] || newSent[is], oldReceived[was] || newReceived[is])
			if c.Direction != want && !renamedHere(c, old) {
				t.Errorf("layer %d -> %d: %s: direction %q, want %q", old.Layer, new.Layer, c.Text, c.Direction, want)
			}
			count[c.Direction]++
		}
	}
	for _, d := range diff.Directions {
		if count[d] == 0 {
			t.Errorf("no change is %s", d)
		}
	}
}

// renamedHere reports whether a change is one of a renamed constructor, which has another
// name in the old schema.
func renamedHere(c diff.Change, old *model.Snapshot) bool {
	return !c.Whole() && old.Constructors[c.Name] == nil
}

func direction(sent, received bool) diff.Direction {
	switch {
	case sent && received:
		return diff.Both
	case sent:
		return diff.Sent
	case received:
		return diff.Received
	}
	return ""
}

// TestFlow compares the directions of types with the plain closure.
func TestFlow(t *testing.T) {
	for _, s := range difftest.Small(t)[:2] {
		flow := diff.FlowOf(s)
		sent, received := flows(s)
		for name := range s.Types {
			if got, want := flow.Of(name), direction(sent[name], received[name]); got != want {
				t.Errorf("layer %d: %s: %q, want %q", s.Layer, name, got, want)
			}
		}
	}
}
