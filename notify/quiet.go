package notify

import (
	"regexp"
	"strings"
)

// apart stands between two characters that would be a call or a link together, and cannot
// be seen.
const apart = "\u200b"

// calls are what calls people or makes links in one of the services: @everyone, @here and
// @name; in Slack <!channel>, <@id> and <https://...|text>
// (https://api.slack.com/reference/surfaces/formatting); in Discord <@id>, <#id>,
// <:name:id> and <t:0> (https://discord.com/developers/docs/reference#message-formatting);
// in Google Chat <users/all> (https://developers.google.com/workspace/chat/format-messages);
// in Markdown [text](address). Vector<int> is none of them.
var calls = regexp.MustCompile(`(?i)@|<(?:[!#:/&]|[a-z]+[:/])|\]\(`)

// quiet takes the calls out of a text. The text looks as before.
func quiet(s string) string {
	return calls.ReplaceAllStringFunc(s, func(call string) string { return call[:1] + apart + call[1:] })
}

// form is how a service must be given a text so that it shows the text as it is.
type form struct {
	of func(string) string
	// room is how many bytes it adds to any text.
	room int
}

var (
	plain = form{func(s string) string { return s }, 0}
	// code is a block of code, in which nothing is markup but its end.
	code = form{func(s string) string { return "```\n" + strings.ReplaceAll(s, "`", "'") + "\n```" }, len("```\n\n```")}
	// slack has its own escapes (https://api.slack.com/reference/surfaces/formatting).
	// shoutrrr makes an attachment of each line, and an empty one is none.
	slack = form{func(s string) string { return slackEscapes.Replace(strings.ReplaceAll(s, "\n\n", "\n")) }, 0}

	slackEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
)
