package verify

import "github.com/tlcrawl/tlcrawl/model"

// Finding is an inconsistency in a snapshot or, as a note, a peculiarity.
type Finding struct {
	Rule string     `json:"rule"`
	Kind model.Kind `json:"kind"`
	Name string     `json:"name"`
	// Schema is set for a line of a schema other than the API's.
	Schema string `json:"schema,omitempty"`
	// Param is the parameter, if the finding is about one.
	Param string `json:"param,omitempty"`
	// About is the common subject of findings with one cause, such as an unknown type.
	About string `json:"about,omitempty"`
	Text  string `json:"text"`
	// Note is set for peculiarities that occur in real schemas.
	Note bool `json:"note,omitempty"`
}

// Rules of findings.
const (
	// LineBroken: the line is not a combinator.
	LineBroken = "line-broken"
	// LineOfAnother: the line defines another name.
	LineOfAnother = "line-of-another"
	// LinesDiffer: the line on the page differs from the line on /schema.
	LinesDiffer = "lines-differ"
	// IDWrong: the id is not the CRC32 of the line.
	IDWrong = "id-wrong"
	// ParamsDiffer: the table of parameters differs from the line.
	ParamsDiffer = "params-differ"
	// ResultDiffers: the result differs from the line.
	ResultDiffers = "result-differs"
	// TypeUnknown: no constructor has the type.
	TypeUnknown = "type-unknown"
	// TypeUnbuilt: a type has no constructor.
	TypeUnbuilt = "type-unbuilt"
	// FlagsMissing: a conditional field names a field of flags that does not precede it.
	FlagsMissing = "flags-missing"
	// FlagTwice: two fields of type true use the same bit.
	FlagTwice = "flag-twice"
	// NotInSchema: a page describes what /schema does not have.
	NotInSchema = "not-in-schema"
	// LineTwice: a schema defines a name twice in one layer.
	LineTwice = "line-twice"
	// ClaimUnmet: the site's list of changes has a change that did not happen.
	ClaimUnmet = "claim-unmet"
	// NotClaimed: the site's list of changes lacks a change that happened.
	NotClaimed = "not-claimed"
)

// Rules of notes.
const (
	// FlagShared: one bit marks several fields as present.
	FlagShared = "flag-shared"
	// FlagOrder: a field follows one with a higher bit.
	FlagOrder = "flag-order"
	// ErrorsPageOnly: pages have an error that the site's table lacks.
	ErrorsPageOnly = "errors-page-only"
	// ErrorsTableOnly: the site's table has an error that the pages lack.
	ErrorsTableOnly = "errors-table-only"
	// ErrorsCodeDiffers: both have an error, with different codes.
	ErrorsCodeDiffers = "errors-code-differs"
	// ErrorsWordsDiffer: the description in the site's table is on no page.
	ErrorsWordsDiffer = "errors-words-differ"
	// AccessDiffers: page and table disagree about who may call a method.
	AccessDiffers = "access-differs"
	// TableUnknown: the site's table names a method that the schema lacks.
	TableUnknown = "table-unknown"
	// TableKey: the site's table has a key unknown to tlcrawl.
	TableKey = "table-key"
	// NotDocumented: no page describes an entity of /schema.
	NotDocumented = "not-documented"
	// Announced: the page belongs to another layer.
	Announced = "announced"
	// IDOdd: the id is not the CRC32 of the line, for a known reason.
	IDOdd = "id-odd"
)

// Counts counts findings by rule, in alphabetical order.
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

// Count is the number of findings of a rule.
type Count struct {
	Rule  string `json:"rule"`
	Count int    `json:"count"`
}

// Split separates inconsistencies from notes.
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
