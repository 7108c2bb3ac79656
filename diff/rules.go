package diff

import "slices"

// Rule is a kind of change. Everything specific to a rule is in its row of [Rules]. The ID
// never changes.
type Rule struct {
	ID string `json:"id"`
	// Level is the level for what a client sends, and for what has no direction.
	Level Level `json:"level"`
	// Received is the level for what a client receives, if it differs. For both directions,
	// or an unknown one, the more severe of the two applies.
	Received Level `json:"received,omitempty"`
	// When distinguishes rows with the same ID: the condition for this level and sentence.
	// It is empty for the only row, or the usual one.
	When string `json:"when,omitempty"`
	// Sentence follows the entity's name; {param}, {error}, {code}, {section}, {old} and
	// {new} are replaced by the fields of the change.
	Sentence string `json:"sentence"`

	// SentAdvice and ReceivedAdvice say what a breaking change of a constructor requires of
	// code that sends or receives it.
	SentAdvice     string `json:"-"`
	ReceivedAdvice string `json:"-"`
	// Effect is whether something was added, removed, renamed or changed.
	Effect Effect `json:"-"`
	// Part is the part of the entity's page that changed.
	Part Part `json:"-"`
	// Prose is set if Old and New are texts to compare word by word.
	Prose bool `json:"-"`
	// Code is set if the values in the sentence are code: names, types, numbers.
	Code bool `json:"-"`
	// Listing is how the site's own list of changes, /api/layers, reports the change.
	Listing Listing `json:"-"`
	// types returns the types that the change may have created or removed.
	types func(Change) (created, removed string)
}

// Effect is what a change does.
type Effect int

// The effects.
const (
	Changed Effect = iota
	Added
	Removed
	Renamed
)

// Part is a part of an entity's page, in the order of the page.
type Part int

// The parts.
const (
	PartEntity Part = iota // the entity as a whole
	PartDescription
	PartParams
	PartResult
	PartAccess
	PartErrors
	PartCategory
	PartRelated
	PartSections
	PartLayers    // the list of layers
	PartAnnounced // an entity of another layer
)

// Listing is a form of entry in the site's own list of changes.
type Listing int

// The forms of entries.
const (
	Unlisted Listing = iota
	ListedNew
	ListedDeleted
	ListedRenamed // one deleted, one new
	ListedParamAdded
	ListedParamRemoved
	ListedParamRetyped
	ListedParamRenamed // one removed, one added
	ListedResult
)

// Conditions of rules that have several rows.
const (
	required        = "the parameter is required"
	optional        = "the parameter is conditional"
	untyped         = "the type is unknown"
	newCase         = "of a received type that exists"
	ofConstructor   = "of a constructor"
	unauthenticated = "without logging in"
)

// Rules is the table of all rules, in the order in which a report shows the changes of one
// entity.
var Rules = []Rule{
	{ID: "method-removed", Level: Breaking, Sentence: "removed", Effect: Removed, Listing: ListedDeleted},
	{ID: "constructor-removed", Level: Breaking, Sentence: "removed", SentAdvice: "no longer accepted", ReceivedAdvice: "no longer returned", Effect: Removed, Listing: ListedDeleted, types: lineRemoved},
	{ID: "type-removed", Level: Breaking, Sentence: "removed", Effect: Removed},
	{ID: "method-renamed", Level: Breaking, Sentence: "renamed from {old}", Effect: Renamed, Code: true, Listing: ListedRenamed},
	{ID: "constructor-renamed", Level: Breaking, Sentence: "renamed from {old}", Effect: Renamed, Code: true, Listing: ListedRenamed},
	{ID: "param-removed", Level: Breaking, Sentence: "parameter {param} removed (was {old})", SentAdvice: "stop passing it", ReceivedAdvice: "stop reading it", Effect: Removed, Part: PartParams, Code: true, Listing: ListedParamRemoved},
	{ID: "param-removed", Level: Breaking, When: untyped, Sentence: "parameter {param} removed", Effect: Removed, Part: PartParams, Code: true, Listing: ListedParamRemoved},
	{ID: "param-renamed", Level: Breaking, Sentence: "parameter {old} renamed to {new}", Effect: Renamed, Part: PartParams, Code: true, Listing: ListedParamRenamed},
	{ID: "param-added", Level: Breaking, Received: Compatible, When: required, Sentence: "new required parameter {param}: {new}", SentAdvice: "pass it", ReceivedAdvice: "expect it", Effect: Added, Part: PartParams, Code: true, Listing: ListedParamAdded},
	{ID: "param-added", Level: Compatible, When: optional, Sentence: "new optional parameter {param}: {new}", Effect: Added, Part: PartParams, Code: true, Listing: ListedParamAdded},
	{ID: "param-added", Level: Compatible, When: untyped, Sentence: "new parameter {param}", Effect: Added, Part: PartParams, Code: true, Listing: ListedParamAdded},
	{ID: "param-type-changed", Level: Breaking, Sentence: "type of {param} changed from {old} to {new}", SentAdvice: "pass the new type", ReceivedAdvice: "expect the new type", Part: PartParams, Code: true, Listing: ListedParamRetyped},
	{ID: "param-made-required", Level: Breaking, Received: Compatible, Sentence: "{param} is now required: {new} (was {old})", SentAdvice: "always pass it", ReceivedAdvice: "expect it always", Part: PartParams, Code: true, Listing: ListedParamRetyped},
	{ID: "param-flag-moved", Level: Breaking, Sentence: "flag bit of {param} changed from {old} to {new}", Part: PartParams, Code: true, Listing: ListedParamRetyped},
	{ID: "param-moved", Level: Breaking, Sentence: "{param} moved: now {new}, was {old}", Part: PartParams, Code: true},
	{ID: "result-changed", Level: Breaking, Sentence: "return type changed from {old} to {new}", Part: PartResult, Code: true, Listing: ListedResult},
	{ID: "result-changed", Level: Breaking, When: ofConstructor, Sentence: "type changed from {old} to {new}", Part: PartResult, Code: true, Listing: ListedResult, types: oldAndNew},
	{ID: "id-changed", Level: Breaking, Sentence: "id changed from {old} to {new}, same parameters", Part: PartResult, Code: true},
	{ID: "access-narrowed", Level: Breaking, Sentence: "access narrowed from {old} to {new}", Effect: Removed, Part: PartAccess},
	{ID: "access-narrowed", Level: Breaking, When: unauthenticated, Sentence: "can no longer be called without logging in", Effect: Removed, Part: PartAccess},

	{ID: "method-added", Level: Compatible, Sentence: "new method", Effect: Added, Listing: ListedNew},
	{ID: "constructor-added", Level: Compatible, Sentence: "new constructor", Effect: Added, Listing: ListedNew, types: lineAdded},
	{ID: "constructor-added", Level: Compatible, When: newCase, Sentence: "new constructor, a new case to handle", Effect: Added, Listing: ListedNew, types: lineAdded},
	{ID: "type-added", Level: Compatible, Sentence: "new type", Effect: Added},
	{ID: "param-made-optional", Level: Compatible, Received: Breaking, Sentence: "{param} is now optional: {new} (was {old})", ReceivedAdvice: "expect it to be absent", Part: PartParams, Code: true, Listing: ListedParamRetyped},
	{ID: "error-removed", Level: Compatible, Sentence: "error {code} {error} removed", Effect: Removed, Part: PartErrors, Prose: true, Code: true},
	{ID: "error-added", Level: Compatible, Sentence: "new error {code} {error}", Effect: Added, Part: PartErrors, Prose: true, Code: true},
	{ID: "error-code-changed", Level: Compatible, Sentence: "code of error {error} changed from {old} to {new}", Part: PartErrors, Code: true},
	{ID: "access-widened", Level: Compatible, Sentence: "access widened from {old} to {new}", Effect: Added, Part: PartAccess},
	{ID: "access-widened", Level: Compatible, When: unauthenticated, Sentence: "can now be called without logging in", Effect: Added, Part: PartAccess},
	{ID: "access-business-removed", Level: Breaking, Sentence: "can no longer be called over a business connection", Effect: Removed, Part: PartAccess},
	{ID: "access-business-added", Level: Compatible, Sentence: "can now be called over a business connection", Effect: Added, Part: PartAccess},
	{ID: "table-error-removed", Level: Compatible, Sentence: "code {code} removed from the error table (methods: {old})", Effect: Removed, Part: PartErrors},
	{ID: "table-error-added", Level: Compatible, Sentence: "code {code} added to the error table (methods: {new})", Effect: Added, Part: PartErrors},
	{ID: "table-methods-removed", Level: Compatible, Sentence: "methods removed from code {code} of the error table: {old}", Effect: Removed, Part: PartErrors},
	{ID: "table-methods-added", Level: Compatible, Sentence: "methods added to code {code} of the error table: {new}", Effect: Added, Part: PartErrors},
	{ID: "table-access-changed", Level: Compatible, Sentence: "access in the error table changed from {old} to {new}", Part: PartAccess},
	{ID: "table-business-removed", Level: Compatible, Sentence: "removed from the methods for business connections in the error table", Effect: Removed, Part: PartAccess},
	{ID: "table-business-added", Level: Compatible, Sentence: "added to the methods for business connections in the error table", Effect: Added, Part: PartAccess},
	{ID: "table-unauthed-removed", Level: Compatible, Sentence: "removed from the methods without login in the error table", Effect: Removed, Part: PartAccess},
	{ID: "table-unauthed-added", Level: Compatible, Sentence: "added to the methods without login in the error table", Effect: Added, Part: PartAccess},
	{ID: "table-layer-changed", Level: Compatible, Sentence: "now the layer of the error table (was {old})", Part: PartLayers},
	{ID: "method-announcement-withdrawn", Level: Compatible, Sentence: "announcement for layer {old} withdrawn", Effect: Removed, Part: PartAnnounced},
	{ID: "method-announced", Level: Compatible, Sentence: "announced for layer {new}", Effect: Added, Part: PartAnnounced},
	{ID: "constructor-announcement-withdrawn", Level: Compatible, Sentence: "announcement for layer {old} withdrawn", Effect: Removed, Part: PartAnnounced},
	{ID: "constructor-announced", Level: Compatible, Sentence: "announced for layer {new}", Effect: Added, Part: PartAnnounced},
	{ID: "type-announcement-withdrawn", Level: Compatible, Sentence: "announcement for layer {old} withdrawn", Effect: Removed, Part: PartAnnounced},
	{ID: "type-announced", Level: Compatible, Sentence: "announced for layer {new}", Effect: Added, Part: PartAnnounced},
	{ID: "layer-changed", Level: Compatible, Sentence: "now the current layer (was {old})", Part: PartLayers},
	{ID: "layer-removed", Level: Compatible, Sentence: "no longer listed: {old}", Effect: Removed, Part: PartLayers},
	{ID: "layer-added", Level: Compatible, Sentence: "newly listed: {new}", Effect: Added, Part: PartLayers},

	{ID: "documentation-removed", Level: Docs, Sentence: "documentation removed", Effect: Removed, Part: PartDescription, Prose: true},
	{ID: "documentation-added", Level: Docs, Sentence: "documentation added", Effect: Added, Part: PartDescription, Prose: true},
	{ID: "description-removed", Level: Docs, Sentence: "description removed", Effect: Removed, Part: PartDescription, Prose: true},
	{ID: "description-added", Level: Docs, Sentence: "description added", Effect: Added, Part: PartDescription, Prose: true},
	{ID: "description-changed", Level: Docs, Sentence: "description changed", Part: PartDescription, Prose: true},
	{ID: "param-description-removed", Level: Docs, Sentence: "description of {param} removed", Effect: Removed, Part: PartParams, Prose: true, Code: true},
	{ID: "param-description-added", Level: Docs, Sentence: "description of {param} added", Effect: Added, Part: PartParams, Prose: true, Code: true},
	{ID: "param-description-changed", Level: Docs, Sentence: "description of {param} changed", Part: PartParams, Prose: true, Code: true},
	{ID: "error-description-removed", Level: Docs, Sentence: "description of error {code} {error} removed", Effect: Removed, Part: PartErrors, Prose: true, Code: true},
	{ID: "error-description-added", Level: Docs, Sentence: "description of error {code} {error} added", Effect: Added, Part: PartErrors, Prose: true, Code: true},
	{ID: "error-description-changed", Level: Docs, Sentence: "description of error {code} {error} changed", Part: PartErrors, Prose: true, Code: true},
	{ID: "table-description-removed", Level: Docs, Sentence: "description of code {code} in the error table removed", Effect: Removed, Part: PartErrors, Prose: true},
	{ID: "table-description-added", Level: Docs, Sentence: "description of code {code} in the error table added", Effect: Added, Part: PartErrors, Prose: true},
	{ID: "table-description-changed", Level: Docs, Sentence: "description of code {code} in the error table changed", Part: PartErrors, Prose: true},
	{ID: "access-stated", Level: Docs, Sentence: "stated access changed from {old} to {new}", Part: PartAccess},
	{ID: "category-changed", Level: Docs, Sentence: "category changed from {old} to {new}", Part: PartCategory},
	{ID: "related-changed", Level: Docs, Sentence: "related page changed", Part: PartRelated, Prose: true},
	{ID: "section-removed", Level: Docs, Sentence: "section {section} removed", Effect: Removed, Part: PartSections, Prose: true, Code: true},
	{ID: "section-added", Level: Docs, Sentence: "section {section} added", Effect: Added, Part: PartSections, Prose: true, Code: true},
	{ID: "section-changed", Level: Docs, Sentence: "section {section} changed", Part: PartSections, Prose: true, Code: true},
	{ID: "layer-reissued", Level: Docs, Sentence: "reissued: {section} changed, digest {new} (was {old})", Part: PartLayers},
	{ID: "layer-title-changed", Level: Docs, Sentence: "title changed from {old} to {new}", Part: PartLayers},
}

// lookup returns the row of a rule and its position in the table.
func lookup(id, when string) (int, Rule) {
	i := slices.IndexFunc(Rules, func(r Rule) bool { return r.ID == id && r.When == when })
	if i < 0 {
		panic("diff: no rule " + id + " " + when) // a bug in this package; a test runs every call
	}
	return i, Rules[i]
}

func lineAdded(c Change) (created, removed string)   { return resultOf(c.New), "" }
func lineRemoved(c Change) (created, removed string) { return "", resultOf(c.Old) }
func oldAndNew(c Change) (created, removed string)   { return c.New, c.Old }
