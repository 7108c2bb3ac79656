package store

import (
	"bytes"
	"regexp"

	"github.com/tlcrawl/tlcrawl/model"
)

// The beginnings of other documents: where a snapshot has objects, /schema/json has lists;
// Telegram Web K's file has both schemas, and the layer first or last; getdoc's files begin with an index, and /api/errors.json with one of its keys.
var (
	fromSite   = regexp.MustCompile(`^\s*\{\s*"(constructors|methods)"\s*:\s*\[`)
	fromTweb   = regexp.MustCompile(`^\s*\{\s*("layer"\s*:\s*[0-9]{1,6}\s*,\s*)?"(MTProto|API)"\s*:`)
	fromGetdoc = regexp.MustCompile(`^\s*\{\s*"index"\s*:`)
	fromErrors = regexp.MustCompile(`^\s*\{\s*"(errors|descriptions|(user|bot)_only|business_supported|unauthed_allowed)"\s*:`)
)

// looksLikeSchema reports whether a document is a .tl file: it begins with a comment, with
// ---types--- or ---functions---, or with a line such as NAME#ID ... = TYPE, valid or not.
func looksLikeSchema(start []byte) bool {
	line, _, _ := bytes.Cut(bytes.TrimLeft(start, " \t\r\n\ufeff"), []byte("\n"))
	switch {
	case bytes.HasPrefix(line, []byte("{")):
		return false
	case bytes.HasPrefix(line, []byte("//")), bytes.HasPrefix(line, []byte("---")), bytes.HasPrefix(line, []byte("===")):
		return true
	}
	_, err := model.ParseCombinator(string(line))
	return err == nil || bytes.Contains(line, []byte("#")) && bytes.Contains(line, []byte(" = "))
}
