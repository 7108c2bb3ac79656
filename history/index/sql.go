package index

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"modernc.org/sqlite"
)

// Limits of a query of a user, by the numbers of
// https://www.sqlite.org/c3ref/c_limit_attached.html
var queryLimits = map[int]int{
	0: 64 << 20, // SQLITE_LIMIT_LENGTH: bytes of a value
	7: 0,        // SQLITE_LIMIT_ATTACHED: no other database, and no VACUUM INTO
}

// QueryError says what is wrong with a query.
type QueryError struct{ Err error }

func (e *QueryError) Error() string { return "query: " + e.Err.Error() }

func (e *QueryError) Unwrap() error { return e.Err }

// Query runs one SELECT and passes on its columns and its rows, with a value of type nil,
// int64, float64, string or []byte for each column. It stops with the error of the context
// or of row. Nothing can be written, and no other file be read.
func (x *Index) Query(ctx context.Context, query string, columns func([]string) error, row func([]any) error) error {
	if err := checkQuery(query); err != nil {
		return &QueryError{err}
	}
	conn, err := x.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	for limit, value := range queryLimits {
		if _, err := sqlite.Limit(conn, limit, value); err != nil {
			return err
		}
	}
	rows, err := conn.QueryContext(ctx, query)
	if err != nil {
		return queryError(ctx, err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return queryError(ctx, err)
	}
	if err := columns(names); err != nil {
		return err
	}
	if err := eachRow(rows, len(names), row); err != nil {
		return err
	}
	return queryError(ctx, rows.Err())
}

func eachRow(rows *sql.Rows, columns int, row func([]any) error) error {
	values, into := make([]any, columns), make([]any, columns)
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if err := row(values); err != nil {
			return err
		}
	}
	return nil
}

func queryError(ctx context.Context, err error) error {
	if err == nil || ctx.Err() != nil {
		return ctx.Err()
	}
	return &QueryError{err}
}

// checkQuery accepts one statement that reads. SQLite refuses writes as well, but says less
// about why.
func checkQuery(query string) error {
	rest := query
	word := ""
	for rest != "" {
		token, after := nextToken(rest)
		rest = after
		switch {
		case word == "":
			word = strings.ToUpper(token)
		case token == ";":
			if t, _ := nextToken(rest); t != "" {
				return errors.New("more than one statement")
			}
		}
	}
	switch word {
	case "SELECT", "WITH", "VALUES", "EXPLAIN":
		return nil
	case "":
		return errors.New("empty")
	}
	return fmt.Errorf("%.20q is not allowed (want SELECT, WITH or VALUES: the index is read-only)", word)
}

// nextToken returns the next token of a query, without comments and white space: a word, a
// quoted text or a character.
func nextToken(s string) (token, rest string) {
	for s != "" {
		switch {
		case strings.ContainsRune(" \t\r\n\f", rune(s[0])):
			s = s[1:]
		case strings.HasPrefix(s, "--"):
			_, s, _ = strings.Cut(s, "\n")
		case strings.HasPrefix(s, "/*"):
			_, s, _ = strings.Cut(s[2:], "*/")
		case strings.ContainsRune("'\"`[", rune(s[0])):
			end := s[:1]
			if end == "[" {
				end = "]"
			}
			quoted, after, _ := strings.Cut(s[1:], end)
			return s[:1] + quoted + end, after
		default:
			n := 0
			for n < len(s) && (s[n] == '_' || s[n] >= 0x80 || '0' <= s[n] && s[n] <= '9' || 'A' <= s[n] && s[n] <= 'Z' || 'a' <= s[n] && s[n] <= 'z') {
				n++
			}
			n = max(n, 1)
			return s[:n], s[n:]
		}
	}
	return "", ""
}
