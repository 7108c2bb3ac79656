package html

import (
	"net/url"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
)

// address returns the address of an entity's page on the site of a snapshot, or an empty
// string: a snapshot may be made from a file, and its Site is not trusted to be an address.
func address(site string, kind model.Kind, name string) string {
	u, err := url.Parse(site)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
		return ""
	}
	base := u.Scheme + "://" + u.Host + strings.TrimRight(u.EscapedPath(), "/")
	switch {
	case kind == diff.KindLayer:
		return base + "/api/layers"
	case kind == diff.KindError:
		return base + "/api/errors"
	case slices.Contains(model.Kinds, kind) && model.CheckName(name) == nil:
		return base + "/" + string(kind) + "/" + url.PathEscape(name)
	}
	return ""
}
