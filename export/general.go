package export

// general are errors that no page of a method lists, for any method may answer with
// them: what https://core.telegram.org/api/errors says of them, in short.
var general = []Error{
	{Code: 303, Type: "FILE_MIGRATE_%d", Description: "The file lies in data center %d: ask for it there."},
	{Code: 303, Type: "NETWORK_MIGRATE_%d", Description: "The address of the client belongs to data center %d: connect there."},
	{Code: 303, Type: "PHONE_MIGRATE_%d", Description: "The phone number belongs to data center %d: log in there."},
	{Code: 303, Type: "USER_MIGRATE_%d", Description: "The account belongs to data center %d: connect there."},
	{Code: 401, Type: "AUTH_KEY_INVALID", Description: "The key is not valid: log in again."},
	{Code: 401, Type: "AUTH_KEY_PERM_EMPTY", Description: "The method needs a permanent key that is bound to this temporary one."},
	{Code: 401, Type: "AUTH_KEY_UNREGISTERED", Description: "Nobody is logged in with this key: log in."},
	{Code: 401, Type: "SESSION_EXPIRED", Description: "The session has expired: log in again."},
	{Code: 401, Type: "SESSION_PASSWORD_NEEDED", Description: "The login needs the password of two-step verification."},
	{Code: 401, Type: "SESSION_REVOKED", Description: "The user ended this session: log in again."},
	{Code: 401, Type: "USER_DEACTIVATED", Description: "The account is deleted or frozen."},
	{Code: 406, Type: "AUTH_KEY_DUPLICATED", Description: "The key was used from two places at once and is void: make a new one."},
	{Code: 420, Type: "FLOOD_WAIT_%d", Description: "There were too many requests: wait %d seconds before the next one."},
}

// General looks up an error that any method may answer with, as Find does in a table.
func General(code int, message string) []Match {
	t := Table{Errors: general}
	return t.Find(code, message)
}
