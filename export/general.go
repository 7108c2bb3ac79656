package export

import "slices"

// serverError is an error that servers return.
type serverError struct {
	Error
	// correction marks an error that the site lists with another code: generated code
	// has it wherever the site lists it.
	correction bool
	// source is where the error is documented.
	source string
}

// The sources of server errors.
const (
	errorsPage = "https://core.telegram.org/api/errors"
	filesPage  = "https://core.telegram.org/api/files#uploading-files"
	telethon   = "errors.csv of Telethon"
	pyrogram   = "500_INTERNAL_SERVER_ERROR.tsv of Pyrogram"
)

// server are errors that any method may return, with our own descriptions. Some sites and
// snapshots do not list them, or list them with another code. Libraries look some of them
// up by name: without them, generated code fails at run time.
var server = []serverError{
	{Error{Code: 303, Type: "FILE_MIGRATE_%d", Description: "The file is in data center %d: request it there."}, true, errorsPage + "#303-see-other"},
	{Error{Code: 303, Type: "NETWORK_MIGRATE_%d", Description: "The address of the client belongs to data center %d: connect there."}, false, errorsPage},
	{Error{Code: 303, Type: "PHONE_MIGRATE_%d", Description: "The phone number belongs to data center %d: log in there."}, false, errorsPage},
	{Error{Code: 303, Type: "USER_MIGRATE_%d", Description: "The account belongs to data center %d: connect there."}, false, errorsPage},
	{Error{Code: 400, Type: "FILE_PART_%d_MISSING", Description: "Part %d of the file is missing."}, false, filesPage},
	{Error{Code: 401, Type: "AUTH_KEY_INVALID", Description: "The key is not valid: log in again."}, false, errorsPage},
	{Error{Code: 401, Type: "AUTH_KEY_PERM_EMPTY", Description: "The method needs a permanent key that is bound to this temporary one."}, false, errorsPage},
	{Error{Code: 401, Type: "AUTH_KEY_UNREGISTERED", Description: "Nobody is logged in with this key: log in."}, false, errorsPage},
	{Error{Code: 401, Type: "SESSION_EXPIRED", Description: "The session has expired: log in again."}, false, errorsPage},
	{Error{Code: 401, Type: "SESSION_PASSWORD_NEEDED", Description: "The login needs the password of two-step verification."}, false, errorsPage},
	{Error{Code: 401, Type: "SESSION_REVOKED", Description: "The user ended this session: log in again."}, false, errorsPage},
	{Error{Code: 401, Type: "USER_DEACTIVATED", Description: "The account is deleted or frozen."}, false, errorsPage},
	{Error{Code: 406, Type: "AUTH_KEY_DUPLICATED", Description: "The key was used from two places at once and is void: create a new one."}, false, errorsPage},
	{Error{Code: 420, Type: "FLOOD_TEST_PHONE_WAIT_%d", Description: "Wait %d seconds before using the test servers again."}, false, telethon},
	{Error{Code: 420, Type: "FLOOD_WAIT_%d", Description: "There were too many requests: wait %d seconds before the next one."}, false, errorsPage},
	{Error{Code: 500, Type: "INTERDC_%d_CALL_ERROR", Description: "The server could not reach data center %d."}, false, telethon},
	{Error{Code: 500, Type: "INTERDC_%d_CALL_RICH_ERROR", Description: "The server could not reach data center %d."}, false, telethon},
	{Error{Code: 500, Type: "RPC_CALL_FAIL", Description: "The server has an internal problem: try again later."}, false, telethon},
	{Error{Code: 500, Type: "RPC_MCGET_FAIL", Description: "The server has an internal problem: try again later."}, false, telethon},
	{Error{Code: 500, Type: "VOLUME_LOC_NOT_FOUND", Description: "The server could not find the file's volume."}, false, pyrogram},
	{Error{Code: 500, Type: "WORKER_BUSY_TOO_LONG_RETRY", Description: "The server is busy: try again later."}, false, telethon},
}

// General looks up an error that any method may return, as Table.Find does.
func General(code int, message string) []Match {
	t := Table{}
	for _, s := range server {
		t.Errors = append(t.Errors, s.Error)
	}
	return t.Find(code, message)
}

// Unlisted returns the server errors that a table lacks.
func (t *Table) Unlisted() []Error {
	var list []Error
	for _, s := range server {
		if t.options.takes(s.Code) && !t.lists(s) {
			e := s.Error
			e.Any, e.Server = true, true
			e.Descriptions = []Description{{Text: e.Description, From: Servers}}
			list = append(list, e)
		}
	}
	return list
}

// lists reports whether a table has a server error. A wrong code of the site does not
// count.
func (t *Table) lists(s serverError) bool {
	return slices.ContainsFunc(t.Errors, func(e Error) bool { return e.Type == s.Type && (!s.correction || e.Code == s.Code) })
}

// corrections are the errors that a table has only with a code other than the one servers
// send.
func (t *Table) corrections() []Error {
	return slices.DeleteFunc(t.Unlisted(), func(u Error) bool {
		return !slices.ContainsFunc(t.Errors, func(e Error) bool { return e.Type == u.Type })
	})
}

// mistaken reports whether the site lists an error with another code than servers send.
func mistaken(e Error) bool {
	return slices.ContainsFunc(server, func(s serverError) bool { return s.correction && s.Type == e.Type && s.Code != e.Code })
}

// correction returns 1 for an error that corrects the site's code, else 0.
func correction(e Error) int {
	if slices.ContainsFunc(server, func(s serverError) bool { return s.correction && s.Code == e.Code && s.Type == e.Type }) {
		return 1
	}
	return 0
}
