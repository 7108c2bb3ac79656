package model

// SchemaVersion is the version of the snapshot's JSON that this package reads and
// writes. It grows when a field changes its meaning or is taken away.
const SchemaVersion = 1

// Snapshot is one documentation site at one layer, as it stood at one moment. It
// holds no time and no duration: the same site gives the same snapshot. Its texts
// are UTF-8; JSON cannot hold any other.
//
// The fields of every type here stand in the order of their JSON keys, so that
// the encoded document has its keys sorted.
type Snapshot struct {
	// Announced holds the entities whose pages belong to another layer; nil where
	// there are none.
	Announced *Announced `json:"announced,omitempty"`
	// Constructors and Methods hold every combinator of /schema by its name, Types
	// every type that a constructor builds. Their pages may not have been crawled.
	Constructors map[string]*Constructor `json:"constructors"`
	// ErrorTable is the site's own table of errors; nil where it was not had.
	ErrorTable *ErrorTable `json:"error_table,omitempty"`
	// Layer is the layer that the site showed, 0 if it is not known.
	Layer int `json:"layer"`
	// Layers is the site's own list of layers, oldest first. It skips numbers.
	Layers  []Layer            `json:"layers,omitempty"`
	Methods map[string]*Method `json:"methods"`
	// Order is that of the site's schema; nil where it is not known.
	Order *Order `json:"order,omitempty"`
	// Partial lists the addresses that a crawl could not get and was told to do
	// without. It is empty for a whole snapshot.
	Partial       []string `json:"partial,omitempty"`
	SchemaVersion int      `json:"schema_version"`
	// Schemas are the site's other schemas, by name: SchemaMTProto, SchemaEndToEnd.
	Schemas map[string]*Schema `json:"schemas,omitempty"`
	// Source is the address of the site: https://corefork.telegram.org
	Source string           `json:"source"`
	Types  map[string]*Type `json:"types"`
	// Unproven lists the addresses of pages whose line has an id that is not its
	// CRC32, though they were asked for again, and that are not known to be odd.
	Unproven []string `json:"unproven,omitempty"`
}

// Layer is an entry of the site's list of layers.
type Layer struct {
	Layer int    `json:"layer"`
	Title string `json:"title,omitempty"`
}

// Method is a function of the API: its schema line and what its page says.
type Method struct {
	// Access says who may call the method. It is nil where the page says nothing.
	Access *Access `json:"access,omitempty"`
	// AvailableAsOf is the layer that the page belongs to, where that is not the
	// snapshot's: above it the method is coming, below it the method is gone.
	AvailableAsOf int `json:"available_as_of,omitempty"`
	// Category is the heading on /methods that the method stands under; several are
	// joined by "; " in the order of the page.
	Category string `json:"category,omitempty"`
	// Description is Markdown with absolute links.
	Description string `json:"description,omitempty"`
	// Documented tells whether the page describes the method. It is nil where the
	// page was not crawled.
	Documented *bool   `json:"documented,omitempty"`
	Errors     []Error `json:"errors,omitempty"`
	// ID is the combinator's number, 8 hexadecimal digits.
	ID string `json:"id,omitempty"`
	// Lines are the page's lines by layer, on pages of the end-to-end schema.
	Lines []LayerLine `json:"lines,omitempty"`
	Name  string      `json:"name"`
	// ParamTable lists the names in the page's parameter table, where they differ
	// from the line's parameters, which are in Params.
	ParamTable []string  `json:"param_table,omitempty"`
	Params     []Param   `json:"params,omitempty"`
	Related    []Related `json:"related,omitempty"`
	Result     string    `json:"result,omitempty"`
	// SchemaTL is the line of /schema where the page's own, TL, reads differently.
	SchemaTL string `json:"schema_tl,omitempty"`
	// Sections holds, by anchor, the Markdown of what no rule of the reader knows.
	Sections map[string]string `json:"sections,omitempty"`
	// TL is the line as the site prints it, without the closing semicolon.
	TL string `json:"tl,omitempty"`
}

// Constructor is a constructor of a type: its schema line and what its page says.
// Its fields are those of Method that a constructor has; Type is what it builds.
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

// Type is a boxed type: the constructors that build it and the methods that
// return it, alone or in a Vector, in the order of the schema.
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
	// Type is the type as TL writes it: string, flags.0?true, Vector<InputUser>, #
	Type string `json:"type,omitempty"`
}

// Error is an error that a method may answer with. The same type may occur with
// several codes.
type Error struct {
	// Code is the RPC error code: 303, 400, 401, 403, 404, 406, 420, 500, -503.
	Code        int    `json:"code"`
	Description string `json:"description,omitempty"`
	// Type is the error's name; it may hold %d or * for a number: FLOOD_WAIT_%d
	Type string `json:"type"`
}

// Access says who may call a method. Each answer is three-valued: nil means that
// the page does not say, which is not a no.
type Access struct {
	Bots *bool `json:"bots,omitempty"`
	// Business is about bots that act over a business connection.
	Business        *bool `json:"business,omitempty"`
	Unauthenticated *bool `json:"unauthenticated,omitempty"`
	Users           *bool `json:"users,omitempty"`
}

// Related is a link of the section "Related pages".
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
