package upstream

import (
	"regexp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// Source is a schema in a client's repository, ahead of the site.
type Source struct {
	// Name is short and unique: tdesktop
	Name string `yaml:"name"`
	// Repository is the address of the history, as `tlcrawl import --source` takes it:
	// https://github.com/telegramdesktop/tdesktop. Further schemas of a repository have a path
	// of their own: https://github.com/tdlib/td/secret_api
	Repository string `yaml:"repository"`
	// Schema is the URL of the file.
	Schema string `yaml:"schema"`
	// Layer says where the layer is; the places are tried in order. Without any, the file
	// itself says it: "// LAYER 214" or "layer": 214.
	Layer []Layer `yaml:"layer,omitempty"`
	// Kind is the format of the file; empty means TL.
	Kind Kind `yaml:"kind,omitempty"`
	// Drop lists names of combinators to leave out, such as those that a client adds.
	Drop []string `yaml:"drop,omitempty"`
	// Against is the schema of the site that the source is compared with: api (the default),
	// mtproto, end-to-end, or none.
	Against string `yaml:"against,omitempty"`
}

// Layer is a place where the layer of a source is.
type Layer struct {
	// URL is the address of a file; empty means the schema itself.
	URL string `yaml:"url,omitempty"`
	// Pattern is a regular expression. Its first group is the number.
	Pattern string `yaml:"pattern"`
}

// Kind is the format of a source.
type Kind string

// The formats of sources.
const (
	// KindTL is a .tl file.
	KindTL Kind = "tl"
	// KindTweb is the JSON of Telegram Web K: the schemas "API" and "MTProto", and "layer".
	KindTweb Kind = "tweb"
	// KindErrors is an error table as the site serves it at /api/errors.json.
	KindErrors Kind = "errors"
)

// The values of Source.Against besides the names of the site's other schemas.
const (
	AgainstAPI  = "api"
	AgainstNone = "none"
)

// against are the values of Source.Against; empty means the first.
var against = []string{AgainstAPI, model.SchemaMTProto, model.SchemaEndToEnd, AgainstNone}

// kinds are the values of Source.Kind; empty means the first.
var kinds = []Kind{KindTL, KindTweb, KindErrors}

// Site is the name of the folder with the history; empty if the address is invalid.
func (s Source) Site() string {
	name, _ := store.SiteName(s.Repository)
	return name
}

// pattern compiles the pattern of a place, which has at least one group.
func (l Layer) pattern() (*regexp.Regexp, error) {
	re, err := regexp.Compile(l.Pattern)
	if err == nil && re.NumSubexp() == 0 {
		err = errNoGroup
	}
	return re, err
}
