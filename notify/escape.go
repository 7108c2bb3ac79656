package notify

import (
	"regexp"
	"strings"
)

// apart is invisible and separates two characters that together would be a mention or a
// link.
const apart = "\u200b"

// calls matches mentions and links in any of the services: @everyone, @here and
// @name; in Slack <!channel>, <@id> and <https://...|text>
// (https://api.slack.com/reference/surfaces/formatting); in Discord <@id>, <#id>,
// <:name:id> and <t:0> (https://discord.com/developers/docs/reference#message-formatting);
// in Google Chat <users/all> (https://developers.google.com/workspace/chat/format-messages);
// in Markdown [text](address). It does not match Vector<int>.
var calls = regexp.MustCompile(`(?i)@|<(?:[!#:/&]|[a-z]+[:/])|\]\(`)

// escape defuses the mentions and links of a text without changing its appearance.
func escape(s string) string {
	return calls.ReplaceAllStringFunc(s, func(call string) string { return call[:1] + apart + call[1:] })
}

// form encodes a text for a service so that it is shown unchanged.
type form struct {
	of func(string) string
	// room is the maximum number of bytes that it adds to a text.
	room int
}

var (
	plain = form{func(s string) string { return s }, 0}
	// code is a block of code, in which only its end is markup.
	code = form{func(s string) string { return "```\n" + strings.ReplaceAll(s, "`", "'") + "\n```" }, len("```\n\n```")}
	// slack has its own escapes (https://api.slack.com/reference/surfaces/formatting).
	// shoutrrr makes an attachment of each line and fails on an empty one.
	slack = form{func(s string) string { return slackEscapes.Replace(strings.ReplaceAll(s, "\n\n", "\n")) }, 0}

	slackEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
)
