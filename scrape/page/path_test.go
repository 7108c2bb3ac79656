package page_test

import (
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// The path of an entity's page is escaped.
func TestEntityPath(t *testing.T) {
	for _, tc := range []struct {
		kind       model.Kind
		name, want string
	}{
		{model.KindMethod, "auth.sendCode", "/method/auth.sendCode"},
		{model.KindConstructor, "true", "/constructor/true"},
		{model.KindType, "Vector t", "/type/Vector%20t"},
		{model.KindType, "#", "/type/%23"},
	} {
		if got := page.EntityPath(tc.kind, tc.name); got != tc.want {
			t.Errorf("%s %s: got %s, want %s", tc.kind, tc.name, got, tc.want)
		}
	}
}
