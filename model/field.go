package model

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// fieldAt returns the path of the value that ends at an offset of a JSON document:
// methods.auth.signIn.result, or methods.auth.signIn.errors[2].code.
func fieldAt(b []byte, offset int64) string {
	type level struct {
		object bool
		key    string
		index  int
		value  bool // in an object: the next token is a value
	}
	var path []level
	name := func() string {
		var s strings.Builder
		for _, l := range path {
			switch {
			case !l.object:
				fmt.Fprintf(&s, "[%d]", l.index)
			case l.key != "":
				s.WriteString("." + l.key)
			}
		}
		return strings.TrimPrefix(s.String(), ".")
	}
	// next ends a value of the innermost level.
	next := func() {
		if n := len(path); n > 0 {
			path[n-1].index++
			path[n-1].value = false
		}
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	for {
		token, err := dec.Token()
		if err != nil {
			return name()
		}
		top := len(path) - 1
		switch {
		case token == json.Delim('{') || token == json.Delim('['):
			if dec.InputOffset() >= offset {
				return name()
			}
			path = append(path, level{object: token == json.Delim('{')})
		case token == json.Delim('}') || token == json.Delim(']'):
			path = path[:top]
			if dec.InputOffset() >= offset {
				return name()
			}
			next()
		case top >= 0 && path[top].object && !path[top].value:
			path[top].key, path[top].value = token.(string), true
		default:
			if dec.InputOffset() >= offset {
				return name()
			}
			next()
		}
	}
}
