package notify

// service is what must be known of a service to send it a digest.
type service struct {
	// limit is how long a message may be, in bytes; where the service counts characters,
	// bytes are never fewer.
	limit int
	form  form
	// force are settings of the URL that would make the text something else.
	force map[string]string
	// online services log in as soon as their URL is read, which must wait for a message.
	online bool
	// subject says that the service shows a subject, which is the digest's first line.
	subject bool
}

// services are those that need something else than the others.
var services = map[string]service{
	// https://core.telegram.org/bots/api#sendmessage: 4096 characters
	"telegram": {limit: 4096, form: plain},
	// https://discord.com/developers/docs/resources/webhook#execute-webhook: 2000 characters,
	// as one message; shoutrrr makes each line a message of its own else
	"discord": {limit: 2000, form: code, force: map[string]string{"splitlines": "No"}},
	// https://api.slack.com/changelog/2018-04-truncating-really-long-messages: 40000
	// characters; that is more than anybody reads in a chat
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
	// no limit of their own; a message of a size that everything on the way lets through
	"smtp":    {limit: 60_000, form: plain, force: map[string]string{"usehtml": "No"}, subject: true},
	"generic": {limit: 60_000, form: plain},
}

// others is what every service takes.
const others = 2000

func serviceOf(scheme string) service {
	if s, ok := services[scheme]; ok {
		return s
	}
	return service{limit: others, form: plain}
}
