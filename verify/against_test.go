package verify_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/changelog"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/verify"
)

func texts(found []verify.Finding) []string {
	var list []string
	for _, f := range found {
		list = append(list, f.Rule+": "+f.Text)
	}
	return list
}

// claim is the site's list of changes of a layer. Half of it holds for the snapshot.
var claim = changelog.Layer{
	Layer: 214,
	New: []changelog.Entry{
		{Kind: model.KindMethod, Name: "users.getUsers"},
		{Kind: model.KindConstructor, Name: "users.getUsers"},
		{Kind: model.KindType, Name: "User"},
	},
	Changed: []changelog.Entry{
		{
			Kind: model.KindMethod, Name: "account.updateDeviceLocked",
			Added: []model.Param{{Name: "period", Type: "int"}, {Name: "hash"}},
		},
		{
			Kind: model.KindConstructor, Name: "ipPort",
			Removed: []model.Param{{Name: "secret"}, {Name: "port"}},
			Retyped: []changelog.Retyped{{Name: "ipv4", Old: "string", New: "int"}, {Name: "port", Old: "int", New: "long"}},
			Result:  &changelog.Result{Old: "Ip", New: "IpPorts"},
		},
		{Kind: model.KindMethod, Name: "auth.sendInvites"},
	},
	Deleted: []changelog.Entry{
		{Kind: model.KindMethod, Name: "auth.sendInvites"},
		{Kind: model.KindConstructor, Name: "userEmpty"},
	},
}

func TestAgainst(t *testing.T) {
	want := []string{
		"claim-unmet: users.getUsers: new in layer 214 on the site, missing in the snapshot",
		"claim-unmet: userEmpty: deleted in layer 214 on the site, still in the snapshot",
		"claim-unmet: account.updateDeviceLocked: new parameter hash in layer 214 on the site, but not in the snapshot",
		"claim-unmet: ipPort: parameter port removed in layer 214 on the site, but not in the snapshot",
		"claim-unmet: ipPort: type of port changed to long in layer 214 on the site, but not in the snapshot",
		"claim-unmet: ipPort: return type changed to IpPorts in layer 214 on the site, but not in the snapshot",
		"claim-unmet: auth.sendInvites: changed in layer 214 on the site, but not in the snapshot",
	}
	if d := cmp.Diff(want, texts(verify.Against(snapshot(t), claim))); d != "" {
		t.Error(d)
	}
}

// A change in only one of the lists is a finding. The order does not matter.
func TestCompareClaims(t *testing.T) {
	computed := changelog.Layer{
		Layer: 214,
		New:   []changelog.Entry{{Kind: model.KindMethod, Name: "users.getUsers"}, {Kind: model.KindType, Name: "User"}, {Kind: model.KindConstructor, Name: "user"}},
		Changed: []changelog.Entry{{
			Kind: model.KindMethod, Name: "account.updateDeviceLocked",
			Added: []model.Param{{Name: "hash", Type: "long"}, {Name: "period", Type: "int"}},
		}, claim.Changed[1]},
		Deleted: claim.Deleted,
	}
	want := []string{
		"claim-unmet: users.getUsers: new on the site, but not between the snapshots",
		"not-claimed: user: new, not listed on the site",
	}
	if d := cmp.Diff(want, texts(verify.CompareClaims(claim, computed))); d != "" {
		t.Error(d)
	}
}
