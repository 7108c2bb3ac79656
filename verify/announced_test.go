package verify_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/changelog"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/verify"
)

func TestAnnounced(t *testing.T) {
	s := model.New("", 214)
	s.Announced = &model.Announced{
		Methods:      map[string]*model.Method{"auth.next": {Name: "auth.next", AvailableAsOf: 225}, "auth.checkPhone": {Name: "auth.checkPhone", AvailableAsOf: 78}},
		Constructors: map[string]*model.Constructor{"next": {Name: "next", AvailableAsOf: 215}},
		Types:        map[string]*model.Type{"Next": {Name: "Next", AvailableAsOf: 213}},
	}
	wrong, notes := verify.Split(verify.Snapshot(s))
	if len(wrong) > 0 {
		t.Error(wrong)
	}
	want := []string{
		"announced: auth.checkPhone was last in layer 78", "announced: auth.next is announced for layer 225",
		"announced: next is announced for layer 215", "announced: Next was last in layer 213",
	}
	if d := cmp.Diff(want, texts(notes)); d != "" {
		t.Error(d)
	}
}

// A claimed parameter must have the claimed type, if the claim has one; the line of /schema
// counts if the page has another.
func TestAgainstTypes(t *testing.T) {
	s := snapshot(t)
	s.Methods["users.getUsers"].SchemaTL = "users.getUsers#1 ids:Vector<long> = Vector<User>"
	s.Constructors["userEmpty"].SchemaTL = "userEmpty#1 user_id:long = User"
	added := func(kind model.Kind, name, param, typ string) changelog.Layer {
		return changelog.Layer{Layer: 214, Changed: []changelog.Entry{{Kind: kind, Name: name, Added: []model.Param{{Name: param, Type: typ}}}}}
	}
	for _, tc := range []struct {
		why   string
		claim changelog.Layer
		unmet bool
	}{
		{"the right type", added(model.KindMethod, "account.updateDeviceLocked", "period", "int"), false},
		{"another type", added(model.KindMethod, "account.updateDeviceLocked", "period", "long"), true},
		{"no type", added(model.KindMethod, "account.updateDeviceLocked", "period", ""), false},
		{"a missing parameter", added(model.KindMethod, "account.updateDeviceLocked", "hash", ""), true},
		{"a method's line on /schema counts", added(model.KindMethod, "users.getUsers", "ids", "Vector<long>"), false},
		{"a method's line on its page does not count", added(model.KindMethod, "users.getUsers", "id", ""), true},
		{"a constructor's line on /schema counts", added(model.KindConstructor, "userEmpty", "user_id", ""), false},
		{"a method does not have a constructor's line", added(model.KindMethod, "userEmpty", "user_id", ""), true},
		{"a present type", changelog.Layer{New: []changelog.Entry{{Kind: model.KindType, Name: "User"}}}, false},
		{"a missing type", changelog.Layer{New: []changelog.Entry{{Kind: model.KindType, Name: "Nobody"}}}, true},
		{"a deleted type that is present", changelog.Layer{Deleted: []changelog.Entry{{Kind: model.KindType, Name: "User"}}}, true},
	} {
		if got := verify.Against(s, tc.claim); len(got) > 0 != tc.unmet {
			t.Errorf("%s: %v", tc.why, got)
		}
	}
}
