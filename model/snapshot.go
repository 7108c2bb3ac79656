package model

// SchemaVersion is the version of the snapshot's JSON that this package reads and
// writes. It increases when a field changes its meaning or is removed.
const SchemaVersion = 1

// Snapshot is one documentation site at one layer. It does not contain the time of the
// crawl: the same site gives the same snapshot. Its texts are valid UTF-8.
//
// The fields of every type here are in the order of their JSON keys, so that the
// encoded document has sorted keys.
type Snapshot struct {
	// Announced has the entities whose pages belong to another layer; nil if there are
	// none.
	Announced *Announced `json:"announced,omitempty"`
	// Constructors and Methods have every combinator of /schema by its name, Types every
	// type that a constructor returns. Their pages may not have been crawled.
	Constructors map[string]*Constructor `json:"constructors"`
	// ErrorTable is the site's own table of errors, nil if it was not crawled.
	ErrorTable *ErrorTable `json:"error_table,omitempty"`
	// Lacks lists what the source cannot contain (LacksMarkup, ...), so that a missing
	// value means nothing. It is empty for a crawl.
	Lacks []string `json:"lacks,omitempty"`
	// Layer is the layer that the site showed, 0 if unknown.
	Layer int `json:"layer"`
	// Layers is the site's own list of layers, oldest first. It skips numbers.
	Layers  []Layer            `json:"layers,omitempty"`
	Methods map[string]*Method `json:"methods"`
	// Order is the order of the site's schema, nil if unknown.
	Order *Order `json:"order,omitempty"`
	// Partial lists the addresses that a crawl could not fetch and was allowed to
	// skip. It is empty for a complete snapshot.
	Partial       []string `json:"partial,omitempty"`
	SchemaVersion int      `json:"schema_version"`
	// Schemas are the site's other schemas, by name: SchemaMTProto, SchemaEndToEnd.
	Schemas map[string]*Schema `json:"schemas,omitempty"`
	// Source is the address of the site: https://corefork.telegram.org
	Source string           `json:"source"`
	Types  map[string]*Type `json:"types"`
	// ChecksumMismatch lists the addresses of pages whose line has an id that is not
	// its CRC32 even after retries, without the known exceptions.
	ChecksumMismatch []string `json:"unproven,omitempty"`
}

// Layer is an entry in the site's list of layers.
type Layer struct {
	Layer int    `json:"layer"`
	Title string `json:"title,omitempty"`
}

// Method is an API method: its schema line and the content of its page.
type Method struct {
	// Access says who may call the method, nil if the page does not say.
	Access *Access `json:"access,omitempty"`
	// AvailableAsOf is the layer that the page belongs to, if that is not the snapshot's:
	// if it is above, the method is announced; if below, it was removed.
	AvailableAsOf int `json:"available_as_of,omitempty"`
	// Category is the method's heading on /methods. Several headings are joined by
	// "; " in the order of the page.
	Category string `json:"category,omitempty"`
	// Description is Markdown with absolute links.
	Description string `json:"description,omitempty"`
	// Documented reports whether the page describes the method. It is nil if the page
	// was not crawled.
	Documented *bool   `json:"documented,omitempty"`
	Errors     []Error `json:"errors,omitempty"`
	// ID is the combinator's number in 8 hexadecimal digits.
	ID string `json:"id,omitempty"`
	// Lines are the page's lines by layer, on pages of the end-to-end schema.
	Lines []LayerLine `json:"lines,omitempty"`
	Name  string      `json:"name"`
	// ParamTable lists the names in the page's parameter table, if they differ from the
	// line's parameters, which are in Params.
	ParamTable []string  `json:"param_table,omitempty"`
	Params     []Param   `json:"params,omitempty"`
	Related    []Related `json:"related,omitempty"`
	Result     string    `json:"result,omitempty"`
	// SchemaTL is the line on /schema, set only if it differs from the page's, TL.
	SchemaTL string `json:"schema_tl,omitempty"`
	// Sections has the sections unknown to the page reader: Markdown by anchor.
	Sections map[string]string `json:"sections,omitempty"`
	// TL is the line as the site prints it, without the closing semicolon.
	TL string `json:"tl,omitempty"`
}

// Constructor is a constructor of a type: its schema line and the content of its page. Its
// fields have the same meaning as in Method; Type is the type that it constructs.
type Constructor struct {
	AvailableAsOf int               `json:"available_as_of,omitempty"`
	Description   string            `json:"description,omitempty"`
	Documented    *bool             `json:"documented,omitempty"`
	ID            string            `json:"id,omitempty"`
	Lines         []LayerLine       `json:"lines,omitempty"`
	Name          string            `json:"name"`
	ParamTable    []string          `json:"param_table,omitempty"`
	Params        []Param           `json:"params,omitempty"`
	Related       []Related         `json:"related,omitempty"`
	SchemaTL      string            `json:"schema_tl,omitempty"`
	Sections      map[string]string `json:"sections,omitempty"`
	TL            string            `json:"tl,omitempty"`
	Type          string            `json:"type,omitempty"`
}

// Type is a boxed type, with its constructors and the methods that return it or a
// Vector of it, in the order of the schema.
type Type struct {
	AvailableAsOf int               `json:"available_as_of,omitempty"`
	Constructors  []string          `json:"constructors,omitempty"`
	Description   string            `json:"description,omitempty"`
	Documented    *bool             `json:"documented,omitempty"`
	Lines         []LayerLine       `json:"lines,omitempty"`
	Methods       []string          `json:"methods,omitempty"`
	Name          string            `json:"name"`
	Related       []Related         `json:"related,omitempty"`
	Sections      map[string]string `json:"sections,omitempty"`
}

// Param is a parameter of a method or a field of a constructor.
type Param struct {
	Description string `json:"description,omitempty"`
	Name        string `json:"name"`
	// Type is the TL type: string, flags.0?true, Vector<InputUser>, #
	Type string `json:"type,omitempty"`
}

// Error is an error that a method may return. The same type may occur with several
// codes.
type Error struct {
	// Code is the RPC error code: 303, 400, 401, 403, 404, 406, 420, 500, -503.
	Code        int    `json:"code"`
	Description string `json:"description,omitempty"`
	// Type is the error's name. It may contain %d or * for a value: FLOOD_WAIT_%d
	Type string `json:"type"`
}

// Access is who may call a method. Each value is true, false, or nil if the page does not
// say.
type Access struct {
	Bots *bool `json:"bots,omitempty"`
	// Business is for bots that act over a business connection.
	Business        *bool `json:"business,omitempty"`
	Unauthenticated *bool `json:"unauthenticated,omitempty"`
	Users           *bool `json:"users,omitempty"`
}

// Related is a link in the section "Related pages".
type Related struct {
	Description string `json:"description,omitempty"`
	Title       string `json:"title"`
	URL         string `json:"url"`
}

// New returns an empty snapshot of the current version.
func New(source string, layer int) *Snapshot {
	return &Snapshot{
		SchemaVersion: SchemaVersion,
		Source:        source,
		Layer:         layer,
		Methods:       map[string]*Method{},
		Constructors:  map[string]*Constructor{},
		Types:         map[string]*Type{},
	}
}
