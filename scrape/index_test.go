package scrape_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/scrape"
)

const extra = "/method/help.getInviteText"

// /methods may list a method that the schema does not have. If the site has its page, it is
// part of the snapshot; if not, it is listed as undocumented.
func TestCrawlExtraMethod(t *testing.T) {
	w := sampleWorld().listing("Invitations", "help.getInviteText")
	real := sampleWorld().with("help.getInviteText#4d392343 = help.InviteText").pages()[extra]
	for _, tc := range []struct {
		name, why    string
		reply        reply
		in           bool
		undocumented []string
	}{
		{"real", "the page has the line", shows(real), true, nil},
		{"stub", "the index links to a page of the wrong kind", shows([]byte(stub)), false, []string{extra}},
		{"no schema on it", "a page without a method is not the method's page", shows(markup("help.getInviteText", extra, w.layerSelect(), "")), false, []string{extra}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := mustCrawl(t, &memory{pages: w.pages(), script: always(extra, tc.reply)}, scrape.Options{})
			m := r.Snapshot.Methods["help.getInviteText"]
			if (m != nil) != tc.in || r.Pages != 5 {
				t.Errorf("in the snapshot: %t, after %d pages: %s", m != nil, r.Pages, tc.why)
			}
			if m != nil && (m.TL != "help.getInviteText#4d392343 = help.InviteText" || m.Category != "Invitations") {
				t.Errorf("got %+v", m)
			}
			if diff := cmp.Diff(tc.undocumented, r.Undocumented); diff != "" {
				t.Errorf("undocumented (-want +got)\n%s", diff)
			}
		})
	}
}

// If the page of a method that only /methods lists cannot be downloaded, it counts as
// failed.
func TestCrawlExtraMethodFails(t *testing.T) {
	w := sampleWorld().listing("Invitations", "help.getInviteText")
	r := mustCrawl(t, &memory{pages: w.pages(), script: always(extra, broken(extra))}, scrape.Options{AllowPartial: true})
	if diff := cmp.Diff([]string{extra}, r.Snapshot.Partial); diff != "" || r.Snapshot.Methods["help.getInviteText"] != nil {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// The categories of a method are the headings above it, in the order of the page, without
// duplicates.
func TestCrawlCategories(t *testing.T) {
	w := sampleWorld().listing("Again", "help.getNearestDc").listing("Names", "help.getNearestDc").listing("Again", "help.getNearestDc")
	got := map[string]string{}
	for name, m := range mustCrawl(t, &memory{pages: w.pages()}, scrape.Options{}).Snapshot.Methods {
		got[name] = m.Category
	}
	want := map[string]string{
		"account.checkUsername":   "Names",
		"help.getNearestDc":       "Looking around; Again; Names",
		"photos.deletePhotos":     "",
		"stickers.checkShortName": "Names; Stickers",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
