package verify

import "github.com/tlcrawl/tlcrawl/model"

// Finding is something in a snapshot that cannot be right or, as a note, that a reader
// may want to know.
type Finding struct {
	Rule string     `json:"rule"`
	Kind model.Kind `json:"kind"`
	Name string     `json:"name"`
	// Param is the parameter that it is about, if it is about one.
	Param string `json:"param,omitempty"`
	Text  string `json:"text"`
	// Note marks what can be right: real schemas have it.
	Note bool `json:"note,omitempty"`
}

// The rules.
const (
	// LineBroken: the line is no combinator.
	LineBroken = "line-broken"
	// LineOfAnother: the line is that of another name.
	LineOfAnother = "line-of-another"
	// LinesDiffer: the page has another line than /schema.
	LinesDiffer = "lines-differ"
	// IDWrong: the id is not the CRC32 of the line.
	IDWrong = "id-wrong"
	// ParamsDiffer: the table of parameters is not what the line says.
	ParamsDiffer = "params-differ"
	// ResultDiffers: the result is not what the line says.
	ResultDiffers = "result-differs"
	// TypeUnknown: a type is used that nothing builds.
	TypeUnknown = "type-unknown"
	// TypeUnbuilt: a type is there that nothing builds.
	TypeUnbuilt = "type-unbuilt"
	// FlagsMissing: a conditional field names a field of flags that is not there, or
	// that comes later.
	FlagsMissing = "flags-missing"
	// FlagTwice: two fields of the type true are one bit, so that neither says
	// anything of its own.
	FlagTwice = "flag-twice"
	// NotInSchema: a page describes what /schema does not have.
	NotInSchema = "not-in-schema"
	// ClaimUnmet: the site's list of changes says what is not so.
	ClaimUnmet = "claim-unmet"
	// NotClaimed: something changed that the site's list of changes does not have.
	NotClaimed = "not-claimed"
)

// The rules of notes.
const (
	// FlagShared: one bit says of several fields that they are there.
	FlagShared = "flag-shared"
	// FlagOrder: a bit stands behind a higher one.
	FlagOrder = "flag-order"
	// ErrorsPageOnly: pages have an error that the site's own table lacks.
	ErrorsPageOnly = "errors-page-only"
	// ErrorsTableOnly: the site's own table has an error that the pages lack.
	ErrorsTableOnly = "errors-table-only"
	// ErrorsCodeDiffers: both have an error, with different codes.
	ErrorsCodeDiffers = "errors-code-differs"
	// ErrorsWordsDiffer: the site's own table describes an error as no page does.
	ErrorsWordsDiffer = "errors-words-differ"
	// AccessDiffers: page and table let different callers call a method.
	AccessDiffers = "access-differs"
	// TableUnknown: the site's own table names a method that the schema lacks.
	TableUnknown = "table-unknown"
	// NotDocumented: /schema has it, and no page describes it.
	NotDocumented = "not-documented"
)

// Counts counts findings by their rules, in the order of the rules' names.
func Counts(all []Finding) []Count {
	n := map[string]int{}
	for _, f := range all {
		n[f.Rule]++
	}
	var list []Count
	for rule, count := range model.Sorted(n) {
		list = append(list, Count{rule, count})
	}
	return list
}

// Count is how many findings a rule has.
type Count struct {
	Rule  string `json:"rule"`
	Count int    `json:"count"`
}

// Split parts what cannot be right from the notes.
func Split(all []Finding) (wrong, notes []Finding) {
	for _, f := range all {
		if f.Note {
			notes = append(notes, f)
		} else {
			wrong = append(wrong, f)
		}
	}
	return wrong, notes
}
