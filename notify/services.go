package notify

// service is how a digest is sent to a service.
type service struct {
	// limit is the maximum length of a message in bytes, which are at least as many as
	// characters.
	limit int
	form  form
	// force are settings that the URL must have so that the text is shown unchanged.
	force map[string]string
	// online services log in when their URL is parsed, so it is parsed for each message.
	online bool
	// subject services show a subject: the digest's first line.
	subject bool
}

// services are those that differ from the default.
var services = map[string]service{
	// https://core.telegram.org/bots/api#sendmessage: 4096 characters
	"telegram": {limit: 4096, form: plain},
	// https://discord.com/developers/docs/resources/webhook#execute-webhook: 2000 characters,
	// as one message; by default shoutrrr sends each line as a message
	"discord": {limit: 2000, form: code, force: map[string]string{"splitlines": "No"}},
	// https://api.slack.com/changelog/2018-04-truncating-really-long-messages: 40000
	// characters, too many to read in a chat
	"slack": {limit: 3000, form: slack},
	// https://docs.mattermost.com: 16383 characters; Rocket.Chat: 5000 by default
	"mattermost": {limit: 4000, form: code},
	"rocketchat": {limit: 4000, form: code},
	// https://zulip.com/api/send-message: 10000 characters
	"zulip": {limit: 4000, form: code},
	// https://developers.google.com/workspace/chat/format-messages
	"googlechat": {limit: others, form: code},
	"hangouts":   {limit: others, form: code},
	// https://spec.matrix.org/latest/client-server-api/#size-limits: 65536 bytes an event
	"matrix": {limit: 30_000, form: plain, online: true},
	// https://pushover.net/api#limits: 1024 characters
	"pushover": {limit: 1024, form: plain},
	// https://developer.pagerduty.com/docs/events-api-v2-overview: 1024 characters of summary
	"pagerduty": {limit: 1024, form: plain},
	// no own limit; a size that mail servers and proxies accept
	"smtp":    {limit: 60_000, form: plain, force: map[string]string{"usehtml": "No"}, subject: true},
	"generic": {limit: 60_000, form: plain},
}

// others is a length that every service accepts.
const others = 2000

func serviceOf(scheme string) service {
	if s, ok := services[scheme]; ok {
		return s
	}
	return service{limit: others, form: plain}
}
