package diff

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"github.com/tlcrawl/tlcrawl/model"
)

// Level is what a change requires of code that calls the API.
type Level string

// The levels, most severe first.
const (
	// Breaking changes make it fail, or prevent it from compiling.
	Breaking Level = "breaking"
	// Compatible changes do not.
	Compatible Level = "compatible"
	// Docs changes affect only the documentation.
	Docs Level = "docs"
)

// Levels lists the levels, most severe first.
var Levels = []Level{Breaking, Compatible, Docs}

// Meaning returns what a level requires of code that calls the API.
func (l Level) Meaning() string {
	switch l {
	case Breaking:
		return "code that uses these must change"
	case Compatible:
		return "existing code keeps working"
	default:
		return "documentation only"
	}
}

// AtLeast reports whether l is as severe as floor, or more.
func (l Level) AtLeast(floor Level) bool {
	return slices.Index(Levels, l) <= slices.Index(Levels, floor)
}

// KindLayer is the kind of changes to the list of layers.
const KindLayer model.Kind = "layer"

// KindError is the kind of changes to the site's own table of errors. Changes to the errors
// on the page of a method are of the method's kind.
const KindError model.Kind = "error"

// Kinds lists the kinds of changes in the order of a report.
var Kinds = append(slices.Clone(model.Kinds), KindError, KindLayer)

// Change is one difference. Fields that do not apply are empty.
type Change struct {
	Rule  string     `json:"rule"`
	Level Level      `json:"level"`
	Kind  model.Kind `json:"kind"`
	// Name is the entity's name, in the new snapshot if it has both; the number of a layer.
	Name string `json:"name"`
	// Param, Error and Code, and Section are the part that changed.
	Param   string `json:"param,omitempty"`
	Error   string `json:"error,omitempty"`
	Code    int    `json:"code,omitempty"`
	Section string `json:"section,omitempty"`
	Old     string `json:"old,omitempty"`
	New     string `json:"new,omitempty"`
	// Text is one sentence for people.
	Text string `json:"text"`
	// ID is a hash of what the change is, independent of its level, wording and
	// presentation: the same change always has the same ID.
	ID string `json:"id"`
	// Because is the ID of the change that this one follows from.
	Because string `json:"because,omitempty"`
	// Direction is that of a constructor or type, or of a method's parameters and result.
	Direction Direction `json:"direction,omitempty"`
	// Group is shared by equal changes of several entities; empty for others.
	Group string `json:"group,omitempty"`
	// Schema is the name of a schema other than the API's.
	Schema string `json:"schema,omitempty"`
	// Replacement is the name of the probable replacement of a removed entity.
	Replacement string `json:"replacement,omitempty"`

	// position orders the changes of one part of an entity as its page does; when is the
	// condition of the rule's row, and row its position in the table, from 1.
	position int
	when     string
	row      int
}

// identity returns the change's ID.
func (c Change) identity() string {
	fields := []any{c.Rule, c.Kind, c.Name, c.Param, c.Error, c.Code, c.Section, c.Old, c.New}
	if c.Schema != "" { // compatible with versions without other schemas
		fields = append(fields, c.Schema)
	}
	b, err := json.Marshal(fields)
	if err != nil {
		panic(err) // strings and a number can always be encoded
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:6])
}

// SnapshotRef identifies one of the two snapshots.
type SnapshotRef struct {
	Source string `json:"source"`
	Layer  int    `json:"layer"`
}

// Report is the changes from Old to New, in one total order.
type Report struct {
	Old     SnapshotRef `json:"old"`
	New     SnapshotRef `json:"new"`
	Summary Summary     `json:"summary"`
	Changes []Change    `json:"changes"`
	// Lines are the schema lines of the entities whose lines differ, for reports that
	// people read. They are not part of the JSON, which has every part of them as a change.
	Lines map[Entity]Lines `json:"-"`
}

// Entity identifies the subject of a change.
type Entity struct {
	Kind model.Kind
	Name string
	// Schema and Section are those of a change.
	Schema, Section string
}

// Lines are the two lines of an entity, without the semicolon.
type Lines struct{ Old, New string }

// Summary counts the changes.
type Summary struct {
	Total int `json:"total"`
	// Accepted counts expected changes, which are not in the report.
	Accepted int `json:"accepted,omitempty"`
	// LeftOut counts changes that do not concern used entities.
	LeftOut int                `json:"left_out,omitempty"`
	Levels  map[Level]int      `json:"levels"`
	Kinds   map[model.Kind]int `json:"kinds"`
	Rules   map[string]int     `json:"rules"`
	// Entities counts entities instead of changes.
	Entities map[model.Kind]Counts `json:"entities,omitempty"`
}

func summarize(changes []Change) Summary {
	s := Summary{Total: len(changes), Levels: map[Level]int{}, Kinds: map[model.Kind]int{}, Rules: map[string]int{}}
	for _, l := range Levels {
		s.Levels[l] = 0
	}
	for _, c := range changes {
		s.Levels[c.Level]++
		s.Kinds[c.Kind]++
		s.Rules[c.Rule]++
	}
	s.Entities = countEntities(changes)
	return s
}

// Worst is the most severe level in the report; ok is false for an empty one.
func (r *Report) Worst() (worst Level, ok bool) {
	for _, l := range Levels {
		if r.Summary.Levels[l] > 0 {
			return l, true
		}
	}
	return "", false
}
