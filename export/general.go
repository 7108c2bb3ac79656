package export

import "slices"

// general are errors that any method may return, in words of our own, for snapshots
// without the site's table (https://core.telegram.org/api/errors).
var general = []Error{
	{Code: 303, Type: "FILE_MIGRATE_%d", Description: "The file is in data center %d: request it there."},
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
	{Code: 406, Type: "AUTH_KEY_DUPLICATED", Description: "The key was used from two places at once and is void: create a new one."},
	{Code: 420, Type: "FLOOD_WAIT_%d", Description: "There were too many requests: wait %d seconds before the next one."},
}

// General looks up an error that any method may return, as Table.Find does.
func General(code int, message string) []Match {
	t := Table{Errors: general}
	return t.Find(code, message)
}

// served are errors that servers return and the site does not list, or lists with
// another code. Libraries fail at run time on an error that they do not know, so
// generated code may need them.
var served = []struct {
	Error
	// correction marks an error that the site lists with another code: it is added
	// wherever the site lists it.
	correction bool
	// source is where the error is documented.
	source string
}{
	{Error{Code: 303, Type: "FILE_MIGRATE_%d", Description: "The file is in data center %d: request it there."}, true, "https://core.telegram.org/api/errors#303-see-other"},
	{Error{Code: 400, Type: "FILE_PART_%d_MISSING", Description: "Part %d of the file is missing."}, false, "https://core.telegram.org/api/files#uploading-files"},
	{Error{Code: 420, Type: "FLOOD_TEST_PHONE_WAIT_%d", Description: "Wait %d seconds before using the test servers again."}, false, "Telethon's errors.csv"},
	{Error{Code: 500, Type: "INTERDC_%d_CALL_ERROR", Description: "The server could not reach data center %d."}, false, "Telethon's errors.csv"},
	{Error{Code: 500, Type: "INTERDC_%d_CALL_RICH_ERROR", Description: "The server could not reach data center %d."}, false, "Telethon's errors.csv"},
	{Error{Code: 500, Type: "RPC_CALL_FAIL", Description: "The server has an internal problem: try again later."}, false, "Telethon's errors.csv"},
	{Error{Code: 500, Type: "RPC_MCGET_FAIL", Description: "The server has an internal problem: try again later."}, false, "Telethon's errors.csv"},
	{Error{Code: 500, Type: "VOLUME_LOC_NOT_FOUND", Description: "The server could not find the file's volume."}, false, "Pyrogram's 500_INTERNAL_SERVER_ERROR.tsv"},
}

// missing returns the served errors that a table lacks.
func missing(errors []Error, o Options) []Error {
	var list []Error
	for _, s := range served {
		has := func(e Error) bool { return e.Type == s.Type && (!s.correction || e.Code == s.Code) }
		listed := slices.ContainsFunc(errors, func(e Error) bool { return e.Type == s.Type })
		b := builder{Options: o}
		if slices.ContainsFunc(errors, has) || !b.takes(s.Code) || !o.ServerErrors && !(s.correction && listed) {
			continue
		}
		s.Any = true
		list = append(list, s.Error)
	}
	return list
}
