package model

// Information that a source may not contain, for Snapshot.Lacks. A comparison with that
// snapshot ignores it.
const (
	LacksAccess     = "access"      // who may call a method
	LacksAnnounced  = "announced"   // which entities belong to another layer
	LacksCategories = "categories"  // the headings of methods
	LacksEntities   = "entities"    // methods, constructors and types: a saved error table
	LacksErrorCodes = "error codes" // more than one code of an error of a method
	LacksMarkup     = "markup"      // descriptions are plain text
	LacksRelated    = "related"     // related pages
	LacksSections   = "sections"    // sections without a rule
)
