package data_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
)

// TestEveryRule checks the change for each rule between the two layers. It compares the
// snapshots itself, independently of package diff.
func TestEveryRule(t *testing.T) {
	old, new := crawl(t, 186).Snapshot, crawl(t, 203).Snapshot
	seen := map[string]bool{}
	for _, c := range ruleCases {
		seen[c.rule] = true
		if got := c.see(old); got != c.old {
			t.Errorf("%s: the old layer has %q, want %q: %s", c.rule, got, c.old, c.reason)
		}
		if got := c.see(new); got != c.new {
			t.Errorf("%s: the new layer has %q, want %q: %s", c.rule, got, c.new, c.reason)
		}
		if c.old == c.new {
			t.Errorf("%s: nothing changed: %s", c.rule, c.reason)
		}
	}
	for _, c := range diff.Compare(old, new).Changes {
		if !seen[c.Rule] {
			t.Errorf("no case for %s, as in %s", c.Rule, c.Text)
			seen[c.Rule] = true
		}
	}
	if got, want := len(data.Layers()), 2; got != want {
		t.Errorf("the sample has %d layers, these cases compare %d", got, want)
	}
}

var ruleCases = []struct {
	rule     string
	see      func(*model.Snapshot) string
	old, new string
	reason   string
}{
	{"method-removed", id("users.getIsPremiumRequiredToContact"), "a622aa10", "", "its successor has another result: not a rename"},
	{"constructor-removed", id("emojiStatusUntil"), "fa30a8c7", "", "its type stays"},
	{"type-removed", builtBy("PremiumGiftOption"), "premiumGiftOption", "", "its only constructor was removed"},
	{"method-renamed", withSignature("purpose:InputStorePaymentPurpose = Bool"), "payments.canPurchasePremium", "payments.canPurchaseStore", "the same parameters and result under another id"},
	{"constructor-renamed", withID("0dbaeae9"), "inputStickerSetThumb", "inputStickerSetThumbLegacy", "the same id"},
	{"param-removed", param("messages.report", "reason"), "ReportReason", "", "a required parameter"},
	{"param-removed", param("account.updateConnectedBot", "can_reply"), "flags.0?true", "", "a flag"},
	{"param-renamed", param("channelParticipantSelf", "via_invite"), "flags.0?true", "", "the same flag bit under another name"},
	{"param-added", param("messages.report", "option"), "", "bytes", "required"},
	{"param-type-changed", param("updateStarsBalance", "balance"), "long", "StarsAmount", "of a constructor"},
	{"param-type-changed", param("messages.togglePaidReactionPrivacy", "private"), "Bool", "PaidReactionPrivacy", "of a method"},
	{"param-made-required", param("payments.botCancelStarsSubscription", "charge_id"), "flags.2?string", "string", "the only one in all layers on a method"},
	{"param-flag-moved", param("payments.giveawayInfoResults", "gift_code_slug"), "flags.0?string", "flags.3?string", "it shared its bit with winner"},
	{"param-moved", order("messages.sendPaidReaction"), "flags private peer msg_id count random_id", "flags peer msg_id count random_id private", "the type changes as well"},
	{"param-moved", order("help.promoData"), "flags proxy expires peer chats users psa_type psa_message", "flags proxy expires peer psa_type psa_message pending_suggestions dismissed_suggestions custom_pending_suggestion chats users", "the types stay"},
	{"result-changed", result("messages.report"), "Bool", "ReportResult", "to a type that is new"},
	{"id-changed", id("accessPointRule"), "4679b65f", "020634ce", "the line does not change"},
	{"access-narrowed", callers("messages.report"), "users bots", "users", "no longer for bots"},
	{"method-added", id("users.getRequirementsToContact"), "", "d89a83a3", "with a page"},
	{"method-added", id("account.getPaidMessagesRevenue"), "", "f1266f38", "without a page"},
	{"constructor-added", id("auth.sentCodePaymentRequired"), "", "d7cef980", "of an existing type"},
	{"type-added", builtBy("ReportResult"), "", "reportResultChooseOption reportResultAddComment reportResultReported", "with three constructors"},
	{"param-added", param("webViewResultUrl", "fullscreen"), "", "flags.2?true", "the id stays"},
	{"param-added", param("contacts.resolveUsername", "referer"), "", "flags.0?string", "the first flag, added with the flags field"},
	{"param-made-optional", param("updateGroupCall", "chat_id"), "long", "flags.0?long", "the first flag"},
	{"error-added", codes("auth.sendCode", "UPDATE_APP_TO_LOGIN"), "", "406", "a new type"},
	{"error-removed", codes("auth.sendCode", "API_ID_PUBLISHED_FLOOD"), "400", "", "no other code remains"},
	{"error-code-changed", codes("upload.getFile", "FILEREF_UPGRADE_NEEDED"), "400", "406", "the same type and text"},
	{"access-widened", callers("contacts.resolveUsername"), "users", "users bots", "also for bots"},
	{"access-widened", callers("help.getPromoData"), "users", "users unauthenticated", "the heading is added"},
	{"layer-added", layerTitle(195), "", "Referrals: bots & mini apps", "a title with an escape"},
	{"layer-changed", layer, "186", "203", "the current layer"},
	{"layer-removed", layerTitle(171), "Saved messages by chat", "", "it had the same title as 170"},
	{"description-changed", tail(text("upload.getFile")), "no more than eight queries under way at once.", "no more than four queries under way at once, or eight with Premium.", "a few words at the end of a long text"},
	{"param-description-changed", paramText("contacts.resolveUsername", "username"), "The name without `@`", "The name without the leading `@`, in any case of letters", "the type stays"},
	{"param-description-removed", paramText("account.updateDeviceLocked", "period"), "Seconds since the lock was shut, `0` when it is open", "", "with the documentation"},
	{"param-description-added", paramText("messages.togglePaidReactionPrivacy", "peer"), "", "The channel", "with the documentation"},
	{"error-description-changed", errorText("contacts.resolveUsername", "USERNAME_NOT_OCCUPIED"), "No user has this name.", "No user has this name now; it may be available.", "the code stays"},
	{"category-changed", category("help.getPromoData"), "Other", "Chat list", "only the access changes"},
	{"related-changed", relatedTo("auth.sendCode"), "Logging in", "Logging in, Errors", "one more"},
	{"layer-title-changed", layerTitle(178), "A chanel on the profile", "A channel on the profile", "a corrected typo"},
	{"section-changed", sectionOf("upload.getFile", "offset-and-limit"), "### Offset and limit\n\nBoth are multiples of 4 KB.", "### Offset and limit\n\nBoth are multiples of 4 KB, or of 1 KB with `precise`.", "an unknown anchor"},
	{"documentation-added", documented("messages.togglePaidReactionPrivacy"), "false", "true", "the page existed before"},
	{"documentation-removed", documented("account.updateDeviceLocked"), "true", "false", "the page still exists"},
	{"access-stated", callers("messages.sendPaidReaction"), "", "users", "the old page does not state it"},
	{"table-error-removed", tableMethods("API_ID_PUBLISHED_FLOOD"), "400 auth.sendCode", "", "also removed from the page of the method"},
	{"table-error-added", tableMethods("INPUT_USERS_EMPTY"), "", "400 users.getRequirementsToContact", "of a new method"},
	{"table-methods-removed", tableMethods("PEER_ID_INVALID"), "400 messages.report payments.getGiveawayInfo", "400 messages.report", "one of two codes"},
	{"table-methods-added", tableMethods("FLOOD_WAIT_%d"), "420 auth.sendCode contacts.resolveUsername", "420 auth.sendCode contacts.resolveUsername upload.getFile", "one more"},
	{"table-access-changed", tableUsersOnly("contacts.resolveUsername"), "true", "false", "also on the page of the method"},
	{"table-layer-changed", func(s *model.Snapshot) string { return fmt.Sprint(s.ErrorTable.Layer) }, "186", "203", "with the site's layer"},
	{"table-description-changed", tableText("USERNAME_NOT_OCCUPIED"), "No user has this name.", "No user has this name now; it may be available.", "as on the page"},
	{"table-business-added", tableLists("messages.sendPaidReaction"), "", "business", "as on the page"},
	{"table-unauthed-added", tableLists("help.getPromoData"), "", "unauthenticated", "as on the page"},
	{"method-announced", announced("payments.checkCanSendGift"), "", "214", "it has a page, but no schema"},
	{"constructor-announced", announced("payments.checkCanSendGiftResultOk"), "", "214", "only the page of its type links to it"},
	{"type-announced", announced("payments.CheckCanSendGiftResult"), "", "214", "only the page of its method links to it"},
	{"method-added", otherLine(model.SchemaMTProto, "ping_delay_disconnect"), "", "ping_delay_disconnect#f3427b8c ping_id:long disconnect_delay:int = Pong", "of the MTProto schema"},
	{"access-stated", callers("upload.getFile"), "bots", "users bots", "the old page has the old heading"},
}

// tail returns the end of the text on upload.getFile, the only part that changes.
func tail(see func(*model.Snapshot) string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string {
		all := see(s)
		return all[strings.LastIndex(all, "no more than"):]
	}
}

func line(s *model.Snapshot, name string) model.Method {
	if m := s.Methods[name]; m != nil {
		return *m
	}
	if c := s.Constructors[name]; c != nil {
		return model.Method{ID: c.ID, TL: c.TL, Params: c.Params, Result: c.Type}
	}
	return model.Method{}
}

func id(name string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string { return line(s, name).ID }
}

func result(name string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string { return line(s, name).Result }
}

func param(name, param string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string { return paramOf(s, name, param).Type }
}

func paramText(name, param string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string { return paramOf(s, name, param).Description }
}

func paramOf(s *model.Snapshot, name, param string) model.Param {
	for _, p := range line(s, name).Params {
		if p.Name == param {
			return p
		}
	}
	return model.Param{}
}

func order(name string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string {
		var names []string
		for _, p := range line(s, name).Params {
			names = append(names, p.Name)
		}
		return strings.Join(names, " ")
	}
}

func builtBy(typ string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string {
		if t := s.Types[typ]; t != nil {
			return strings.Join(t.Constructors, " ")
		}
		return ""
	}
}

func withID(id string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string {
		var names []string
		for name, c := range model.Sorted(s.Constructors) {
			if c.ID == id {
				names = append(names, name)
			}
		}
		return strings.Join(names, " ")
	}
}

func withSignature(signature string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string {
		var names []string
		for name, m := range model.Sorted(s.Methods) {
			if strings.HasSuffix(m.TL, " "+signature) {
				names = append(names, name)
			}
		}
		return strings.Join(names, " ")
	}
}

func callers(name string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string {
		a := s.Methods[name].Access
		if a == nil {
			return ""
		}
		var who []string
		for i, says := range []*bool{a.Users, a.Bots, a.Unauthenticated} {
			if says != nil && *says {
				who = append(who, []string{"users", "bots", "unauthenticated"}[i])
			}
		}
		return strings.Join(who, " ")
	}
}

func errorsOf(s *model.Snapshot, name, typ string) []model.Error {
	return slices.DeleteFunc(slices.Clone(s.Methods[name].Errors), func(e model.Error) bool { return e.Type != typ })
}

func codes(name, typ string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string {
		var all []string
		for _, e := range errorsOf(s, name, typ) {
			all = append(all, fmt.Sprint(e.Code))
		}
		return strings.Join(all, " ")
	}
}

func errorText(name, typ string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string { return errorsOf(s, name, typ)[0].Description }
}

func text(name string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string { return s.Methods[name].Description }
}

func category(name string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string { return s.Methods[name].Category }
}

func documented(name string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string { return fmt.Sprint(*s.Methods[name].Documented) }
}

func sectionOf(name, anchor string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string { return s.Methods[name].Sections[anchor] }
}

func relatedTo(name string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string {
		var titles []string
		for _, r := range s.Methods[name].Related {
			titles = append(titles, r.Title)
		}
		return strings.Join(titles, ", ")
	}
}

func layer(s *model.Snapshot) string { return fmt.Sprint(s.Layer) }

func layerTitle(number int) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string {
		for _, l := range s.Layers {
			if l.Layer == number {
				return l.Title
			}
		}
		return ""
	}
}

func tableRows(s *model.Snapshot, typ string) []model.TableError {
	return slices.DeleteFunc(slices.Clone(s.ErrorTable.Errors), func(e model.TableError) bool { return e.Type != typ })
}

func tableMethods(typ string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string {
		var words []string
		for _, e := range tableRows(s, typ) {
			words = append(append(words, fmt.Sprint(e.Code)), e.Methods...)
		}
		return strings.Join(words, " ")
	}
}

func tableText(typ string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string { return tableRows(s, typ)[0].Description }
}

func tableUsersOnly(name string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string { return fmt.Sprint(slices.Contains(s.ErrorTable.UserOnly, name)) }
}

func tableLists(method string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string {
		var lists []string
		if slices.Contains(s.ErrorTable.BusinessSupported, method) {
			lists = append(lists, "business")
		}
		if slices.Contains(s.ErrorTable.UnauthedAllowed, method) {
			lists = append(lists, "unauthenticated")
		}
		return strings.Join(lists, " ")
	}
}

// announced returns the layer that the page of an entity belongs to.
func announced(name string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string {
		if s.Announced == nil {
			return ""
		}
		if m := s.Announced.Methods[name]; m != nil {
			return fmt.Sprint(m.AvailableAsOf)
		}
		if c := s.Announced.Constructors[name]; c != nil {
			return fmt.Sprint(c.AvailableAsOf)
		}
		if t := s.Announced.Types[name]; t != nil {
			return fmt.Sprint(t.AvailableAsOf)
		}
		return ""
	}
}

// otherLine returns the line of a name in one of the other schemas.
func otherLine(schema, name string) func(*model.Snapshot) string {
	return func(s *model.Snapshot) string {
		for _, l := range s.Schemas[schema].Combinators {
			if l.Name() == name {
				return l.TL
			}
		}
		return ""
	}
}
