package site_test

import (
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
)

// reference is a snapshot with names, ids and errors that people look up.
func reference() *model.Snapshot {
	s := model.New("https://example.org", 214)
	for _, m := range []model.Method{
		{Name: "messages.sendMessage", ID: "fe05dc9a", Description: "Writes to somebody.", Params: []model.Param{{Name: "peer", Type: "InputPeer"}, {Name: "random_id", Type: "long"}}},
		{Name: "messages.sendMedia", ID: "ac55d9c1", Description: "Shares a picture or a film."},
		{Name: "messages.sendMultiMedia", ID: "1bf89d74"},
		{Name: "messages.getHistory", ID: "4423e6c5", Description: "What was written in a chat."},
		{Name: "messages.deleteHistory", ID: "b08f922a"},
		{Name: "messages.readHistory", ID: "0e306d3a"},
		{Name: "messages.search", ID: "29ee847a"},
		{Name: "contacts.search", ID: "11f812d8"},
		{Name: "contacts.resolveUsername", ID: "725afbbc", Params: []model.Param{{Name: "referer", Type: "flags.0?string"}}},
		{Name: "account.deleteAccount", ID: "a2c0cf74", Params: []model.Param{{Name: "password", Type: "InputCheckPasswordSRP"}}},
		{Name: "account.updateUsername", ID: "3e0bdd7c"},
		{Name: "auth.sendCode", ID: "a677244f", Params: []model.Param{{Name: "api_hash", Type: "string"}}},
		{Name: "auth.logOut", ID: "3e72ba19"},
		{Name: "channels.joinChannel", ID: "24b524c5"},
		{Name: "channels.getParticipants", ID: "77ced9d0", Description: "Lists the members of a group."},
		{Name: "upload.getFile", ID: "be5335be", Description: "Downloads a part of it."},
		{Name: "updates.getDifference", ID: "19c2f763"},
		{Name: "users.getUsers", ID: "0d91a548"},
	} {
		m.Documented = new(true)
		s.Methods[m.Name] = &m
	}
	for _, c := range []model.Constructor{
		{Name: "user", ID: "020b1422", Type: "User"}, {Name: "userFull", ID: "c577b5ad", Type: "UserFull"},
		{Name: "inputPeerUser", ID: "dde8a54c", Type: "InputPeer"}, {Name: "updates", ID: "74ae4240", Type: "Updates"},
		{Name: "updateNewMessage", ID: "1f2b0afd", Type: "Update"}, {Name: "sendMessageTypingAction", ID: "16bf744e", Type: "SendMessageAction"},
		{Name: "messages.messages", ID: "8c718e87", Type: "messages.Messages"}, {Name: "boolTrue", ID: "997275b5", Type: "Bool"},
	} {
		s.Constructors[c.Name] = &c
		s.Types[c.Type] = &model.Type{Name: c.Type, Constructors: []string{c.Name}}
	}
	s.ErrorTable = &model.ErrorTable{Errors: []model.TableError{
		{Code: 400, Type: "PEER_ID_INVALID", Description: "There is no such chat.", Methods: []string{"messages.sendMessage"}},
		{Code: 400, Type: "FROM_PEER_INVALID"}, {Code: 420, Type: "FLOOD_WAIT_%d"}, {Code: 420, Type: "FLOOD_PREMIUM_WAIT_%d"},
		{Code: 420, Type: "SLOWMODE_WAIT_%d"}, {Code: 401, Type: "SESSION_PASSWORD_NEEDED"}, {Code: 303, Type: "FILE_MIGRATE_%d"},
	}}
	return s
}

// queries are questions of users with the first answer that they expect.
var queries = []struct{ why, query, want string }{
	{"the last segment, in lower case", "sendmessage", "messages.sendMessage"},
	{"the last segment in words", "send message", "messages.sendMessage"},
	{"the whole name", "messages.sendMessage", "messages.sendMessage"},
	{"the name with another separator", "messages_sendmessage", "messages.sendMessage"},
	{"the class of a Python library", "SendMessageRequest", "messages.sendMessage"},
	{"the same with its package", "functions.messages.SendMessage", "messages.sendMessage"},
	{"the class of a Java client", "TL_inputPeerUser", "inputPeerUser"},
	{"an exact last segment before a longer one that begins alike", "updates", "updates"},
	{"the case tells a type from a constructor", "User", "User"},
	{"a constructor", "user", "user"},
	{"a prefix of a segment", "sendMe", "messages.sendMedia"},
	{"a namespace and a prefix", "messages.sendMe", "messages.sendMedia"},
	{"words of a name in any order", "history get", "messages.getHistory"},
	{"words of a name, joined", "logout", "auth.logOut"},
	{"an id", "be5335be", "upload.getFile"},
	{"an id with a prefix, in upper case", "0xBE5335BE", "upload.getFile"},
	{"an id without its leading zero", "#e306d3a", "messages.readHistory"},
	{"an id as a signed number", "-33170278", "messages.sendMessage"},
	{"an id as an unsigned number", "4261797018", "messages.sendMessage"},
	{"what a server sends", "SLOWMODE_WAIT_42", "SLOWMODE_WAIT_%d"},
	{"an error without its number", "FLOOD_WAIT", "FLOOD_WAIT_%d"},
	{"a message in a log", "Telegram says: [420 FLOOD_WAIT_X] - A wait of 17 seconds", "FLOOD_WAIT_%d"},
	{"the exception of a Python library", "PeerIdInvalidError", "PEER_ID_INVALID"},
	{"an error by its code", "401 password", "SESSION_PASSWORD_NEEDED"},
	{"a parameter", "api_hash", "auth.sendCode"},
	{"a parameter with its method", "delete account password", "account.deleteAccount"},
	{"words of a description", "members of a group", "channels.getParticipants"},
	{"words of a name and of a description", "file downloads", "upload.getFile"},
	{"a typing error", "sendmesage", "messages.sendMessage"},
	{"two letters swapped", "joinChanenl", "channels.joinChannel"},
}

// TestQueries types each query, and checks what comes first.
func TestQueries(t *testing.T) {
	p := visit(t, disk(t, one(reference())), "index.html")
	p.Wait("ready", ready)
	for _, q := range queries {
		search(p, q.query)
		p.Wait(q.why+": "+q.query, `document.getElementById("find-text").value === "`+q.query+`" && `+selected+` === "`+q.want+`"`)
	}
}
