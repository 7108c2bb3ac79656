package data_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/internal/samplesite"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// TestOddities checks the peculiarities of the real site in the sample: how a page is
// written, and how it is read.
func TestOddities(t *testing.T) {
	for _, c := range oddities {
		text, ok := samplesite.Page(c.layer, c.path)
		if !ok {
			t.Errorf("layer %d has no page %s: %s", c.layer, c.path, c.reason)
			continue
		}
		if !strings.Contains(string(text), c.markup) {
			t.Errorf("%s of layer %d lacks %q: %s", c.path, c.layer, c.markup, c.reason)
		}
		if c.read == nil {
			continue
		}
		if got := c.read(pageOf(t, c.layer, c.path)); got != c.want {
			t.Errorf("%s of layer %d reads %q, want %q: %s", c.path, c.layer, got, c.want, c.reason)
		}
	}
}

var oddities = []struct {
	layer  int
	path   string
	markup string
	read   func(*page.Page) string
	want   string
	reason string
}{
	{186, "/method/messages.togglePaidReactionPrivacy", "<td>\u00a0</td>", isDocumented, "false", "a page without descriptions; its cells hold a no-break space"},
	{203, "/method/account.updateDeviceLocked", "<td>\u00a0</td>", isDocumented, "false", "a description may be removed"},
	{203, "/constructor/updatePaidReactionPrivacy", "<td>\u00a0</td>", nil, "", "a constructor without a description"},
	{203, "/constructor/emojiStatus", `<td style="text-align: center;"><a href="/type/%23">#</a></td>`, nil, "", "the flags field has a link to a missing type"},
	{203, "/method/auth.sendCode", "<td>400</td>\n<td>PHONE_NUMBER_INVALID</td>", errorCodes("PHONE_NUMBER_INVALID"), "400 406", "one type with two codes on one method"},
	{203, "/method/auth.sendCode", "<td>420</td>\n<td>FLOOD_WAIT_%d</td>", errorCodes("FLOOD_WAIT_%d"), "420", "a type with a number in it"},
	{203, "/method/auth.sendCode", "<td>303</td>\n<td>PHONE_MIGRATE_%d</td>", errorCodes("PHONE_MIGRATE_%d"), "303", "a redirect code"},
	{203, "/method/upload.getFile", "<td>FILE_REFERENCE_%d_EXPIRED</td>", errorCodes("FILE_REFERENCE_%d_EXPIRED"), "400", "a number inside the type"},
	{203, "/method/messages.requestMainWebView", "<td>-503</td>\n<td>Timeout</td>", errorCodes("Timeout"), "-503", "a negative code, a lower-case type"},
	{203, "/method/auth.sendCode", "<td>SMS_CODE_CREATE_FAILED</td>\n<td>\u00a0</td>", errorWords("SMS_CODE_CREATE_FAILED"), "", "an error without a description"},
	{203, "/method/auth.sendCode", "<code>UPDATE_APP_TO_LOGIN</code> asks for", errorWords("UPDATE_APP_TO_LOGIN"), "This client is too old for a login: see [how to log in](http://sample.test/api/auth). Show the user what `UPDATE_APP_TO_LOGIN` asks for.", "an error with a link and code"},
	{203, "/method/invokeWithLayer", "Result</h3>\n<p>Whatever the wrapped query answers with.</p>", resultOf, "X", "the result is prose; its type is in the line"},
	{203, "/method/invokeWithLayer", `#da9b0d0d {X:Type} layer:<a  href="/type/int" >int</a> query:!X = X;`, paramsOf, "layer:int query:!X", "type variables are neither links nor parameters"},
	{203, "/method/help.getPromoData", "<p>This constructor does not require any parameters.</p>", paramsOf, "", "no table without parameters, also for a method"},
	{203, "/method/users.getRequirementsToContact", `<code>---functions---` + "\n" + `<a  href="/method/users.getRequirementsToContact"  class="current_page_link" >`, resultOf, "Vector<RequirementToContact>", "a Vector shows no constructors"},
	{203, "/method/messages.report", "\n---functions---\n" + `<a  href="/method/messages.report"  class="current_page_link" >`, resultOf, "ReportResult", "the constructors of the result are above the line"},
	{203, "/methods", `Going through <a href="/api/invoking">wrappers</a></h3>`, under("invokeWithLayer"), "Going through wrappers", "a heading with a link"},
	{203, "/methods", "", under("messages.sendPaidReaction"), "Messages; Stars", "a method under two headings"},
	{203, "/methods", "", under("account.updateDeviceLocked"), "", "a method under no heading"},
	{203, "/methods", `<a href="/method/webViewResultUrl">`, under("webViewResultUrl"), "Bots", "a constructor among the methods: its page as a method does not exist"},
	{203, "/type/payments.GiveawayInfo", `<h1 id="dev_page_title">Payments.GiveawayInfo</h1>`, nameOf, "payments.GiveawayInfo", "a title may differ from the name in case"},
	{203, "/type/Updates", "", nameOf, "Updates", "two names may differ only in case"},
	{203, "/constructor/updates", "", nameOf, "updates", "two names may differ only in case"},
	{203, "/type/Vector t", `<a  href="/type/Vector%20t"  class="current_page_link" >Vector t</a>`, nameOf, "Vector t", "a name with a space"},
	{203, "/constructor/vector", "#1cb5c415 {t:Type} # [ t ] = ", nil, "", "the one line with a special syntax"},
	{203, "/method/contacts.resolveUsername", "<br>Only for names of bots.", paramWords("referer"), "Who sent the user, see [referral programs](http://sample.test/api/bots/referrals).  \nOnly for names of bots.", "a parameter with a link and a line break"},
	{203, "/method/upload.getFile", `<a href="#offset-and-limit">below</a>`, paramWords("limit"), "Number of bytes.  \nAt most 1 MB, see [below](http://sample.test/method/upload.getFile#offset-and-limit).", "a link to a section of the same page"},
	{203, "/method/messages.requestMainWebView", "<code>android</code>", paramWords("platform"), "Name of the client, such as `android`", "a parameter with code"},
	{203, "/method/messages.report", "<li>stop at ", described, "Reports messages to the moderators, one menu after the other:\n\n- begin with an empty `option`;\n- send the `option` that the user chose from [reportResultChooseOption](http://sample.test/constructor/reportResultChooseOption);\n- stop at [reportResultReported](http://sample.test/constructor/reportResultReported).", "a description with a list"},
	{186, "/method/upload.getFile", "</table>\n" + `<h3><a class="anchor" href="#bots-can-use-this-method"`, access, "users ? bots true unauthenticated ?", "the old heading is after the errors and does not mention users"},
	{186, "/method/auth.sendCode", "", access, "nothing", "an old page without the heading"},
	{203, "/method/payments.botCancelStarsSubscription", `id="only-bots-can-use-this-method"`, access, "users false bots true unauthenticated ?", "a method for bots"},
	{203, "/method/help.getPromoData", `id="this-method-can-be-invoked-over-an-unauthenticated-connection-"`, access, "users true bots false unauthenticated true", "an anchor that ends with a dash, a heading with a link"},
	{203, "/method/invokeWithLayer", `id="both-users-and-bots-can-use-this-method"`, access, "users true bots true unauthenticated ?", "the new heading"},
	{203, "/schema", "#20634ce phone_prefix_rules", nil, "", "an id without its leading zero"},
	{203, "/method/payments.checkCanSendGift", `available as of layer 214. <a href="?layer=214">Switch »</a>`, paramsOf, "gift_id:long", "a page of a later layer: the table replaces the schema"},
	{203, "/method/payments.checkCanSendGift", "", resultOf, "payments.CheckCanSendGiftResult", "a page of a later layer: the section of the result"},
	{203, "/type/payments.CheckCanSendGiftResult", "available as of layer 214", constructorsOf, "payments.checkCanSendGiftResultFail payments.checkCanSendGiftResultOk", "the table lists its constructors"},
	{203, "/method/auth.sendCall", "<p>{schema}</p>", paramsOf, "phone_number:string phone_code_hash:string", "an unfilled template"},
	{203, "/type/int", "<p>A whole number", nameOf, "int", "a bare type has neither schema nor layer"},
	{203, "/type/int", "\ufeffHow values become bytes", relatedTitle, "How values become bytes", "an invisible character at the beginning of the title"},
	{203, "/constructor/starsAmount", "amount", fieldsOf, "amount:long nanos:int", "the table lacks a parameter of the line"},
	{203, "/constructor/decryptedMessageMediaDocument", "===143===\n", layersOf, "8 45 143", "a line for each layer of the end-to-end schema"},
	{203, "/method/messages.sendPaidReaction", "over a <a href=\"/api/business\">business connection »</a>", business, "true", "a heading with a link"},
	{203, "/schema", "<strong>203 &ndash; Gifts sold again</strong>", nil, "", "the layer that is shown is marked in the list"},
}

func constructorsOf(p *page.Page) string { return strings.Join(p.Type.Constructors, " ") }
func relatedTitle(p *page.Page) string   { return p.Type.Related[0].Title }
func business(p *page.Page) string       { return fmt.Sprint(*p.Method.Access.Business) }

func fieldsOf(p *page.Page) string {
	var fields []string
	for _, f := range p.Constructor.Params {
		fields = append(fields, f.Name+":"+f.Type)
	}
	return strings.Join(fields, " ")
}

func layersOf(p *page.Page) string {
	var layers []string
	for _, l := range p.Constructor.Lines {
		layers = append(layers, fmt.Sprint(l.Layer))
	}
	return strings.Join(layers, " ")
}

func isDocumented(p *page.Page) string { return fmt.Sprint(*p.Method.Documented) }
func described(p *page.Page) string    { return p.Method.Description }
func resultOf(p *page.Page) string     { return p.Method.Result }
func nameOf(p *page.Page) string       { return p.Name }

func errorCodes(typ string) func(*page.Page) string {
	return func(p *page.Page) string {
		var codes []string
		for _, e := range p.Method.Errors {
			if e.Type == typ {
				codes = append(codes, fmt.Sprint(e.Code))
			}
		}
		return strings.Join(codes, " ")
	}
}

func errorWords(typ string) func(*page.Page) string {
	return func(p *page.Page) string {
		for _, e := range p.Method.Errors {
			if e.Type == typ {
				return e.Description
			}
		}
		return "no such error"
	}
}

func paramsOf(p *page.Page) string {
	var params []string
	for _, p := range p.Method.Params {
		params = append(params, p.Name+":"+p.Type)
	}
	return strings.Join(params, " ")
}

func paramWords(name string) func(*page.Page) string {
	return func(p *page.Page) string {
		for _, p := range p.Method.Params {
			if p.Name == name {
				return p.Description
			}
		}
		return "no such parameter"
	}
}

func under(method string) func(*page.Page) string {
	return func(p *page.Page) string {
		var titles []string
		for _, c := range p.Methods.Categories {
			for _, m := range c.Methods {
				if m == method {
					titles = append(titles, c.Title)
				}
			}
		}
		return strings.Join(titles, "; ")
	}
}

func access(p *page.Page) string {
	a := p.Method.Access
	if a == nil {
		return "nothing"
	}
	return "users " + answer(a.Users) + " bots " + answer(a.Bots) + " unauthenticated " + answer(a.Unauthenticated)
}

func answer(said *bool) string {
	if said == nil {
		return "?"
	}
	return fmt.Sprint(*said)
}

// TestMissingPage checks that the method without a page is in the schema.
func TestMissingPage(t *testing.T) {
	const name = "account.getPaidMessagesRevenue"
	var found bool
	for _, m := range pageOf(t, 203, "/schema").Schema.Methods {
		found = found || m.Name == name
	}
	if !found {
		t.Errorf("the schema of layer 203 lacks %s", name)
	}
	if _, ok := samplesite.Page(203, page.EntityPath(model.KindMethod, name)); ok {
		t.Errorf("%s has a page", name)
	}
}
