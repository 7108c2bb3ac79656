package store

import (
	"bufio"
	"bytes"
	"regexp"

	"github.com/tlcrawl/tlcrawl/errortable"
	"github.com/tlcrawl/tlcrawl/getdoc"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
)

// decode reads what is not compressed, or no longer: its start tells what it is.
func decode(r *bufio.Reader) (*model.Snapshot, error) {
	start, _ := r.Peek(1024)
	start = bytes.TrimPrefix(start, []byte("\ufeff"))
	switch {
	case fromSite.Match(start):
		return schema.ReadJSON(r)
	case fromGetdoc.Match(start):
		return getdoc.Read(r)
	case fromErrors.Match(start):
		return errortable.Snapshot(r)
	case looksLikeSchema(start):
		return schema.Read(r)
	default:
		return model.Decode(r)
	}
}

// How files begin that are no snapshots: where a snapshot has objects, /schema/json has
// lists; getdoc's files begin with an index, and /api/errors.json with one of its keys.
var (
	fromSite   = regexp.MustCompile(`^\s*\{\s*"(constructors|methods)"\s*:\s*\[`)
	fromGetdoc = regexp.MustCompile(`^\s*\{\s*"index"\s*:`)
	fromErrors = regexp.MustCompile(`^\s*\{\s*"(errors|descriptions|(user|bot)_only|business_supported|unauthed_allowed)"\s*:`)
)

// looksLikeSchema tells a .tl file from JSON and everything else: it begins with a
// comment, with ---types--- or ---functions---, or with a line like NAME#ID ... = TYPE,
// which may be a broken one.
func looksLikeSchema(start []byte) bool {
	line, _, _ := bytes.Cut(bytes.TrimLeft(start, " \t\r\n\ufeff"), []byte("\n"))
	switch {
	case bytes.HasPrefix(line, []byte("{")):
		return false
	case bytes.HasPrefix(line, []byte("//")), bytes.HasPrefix(line, []byte("---")):
		return true
	}
	_, err := model.ParseCombinator(string(line))
	return err == nil || bytes.Contains(line, []byte("#")) && bytes.Contains(line, []byte(" = "))
}
