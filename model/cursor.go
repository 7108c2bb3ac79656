package model

import "bytes"

// cursor moves over a JSON document. It finds where values end, and does not check them.
type cursor struct {
	b  []byte
	at int
}

// space skips white space and returns the position.
func (c *cursor) space() int {
	for c.at < len(c.b) && (c.b[c.at] == ' ' || c.b[c.at] == '\n' || c.b[c.at] == '\t' || c.b[c.at] == '\r') {
		c.at++
	}
	return c.at
}

// peek returns the next byte after white space, 0 at the end.
func (c *cursor) peek() byte {
	if c.space() == len(c.b) {
		return 0
	}
	return c.b[c.at]
}

// take skips a byte after white space, if it is the next.
func (c *cursor) take(want byte) bool {
	if c.peek() != want {
		return false
	}
	c.at++
	return true
}

// object reads the members of an object. For each, before returns the part of an earlier
// document that it may be equal to, or reports that it is not allowed; inside, if not nil,
// may read the value itself.
func (c *cursor) object(before func(key []byte) ([]part, bool), inside func(key []byte) (ok, handled bool)) (list []part, ok bool) {
	if !c.take('{') {
		return nil, false
	}
	if c.take('}') {
		return nil, true
	}
	for {
		c.space()
		key, ok := c.key()
		if !ok || !c.take(':') {
			return nil, false
		}
		c.space()
		if inside != nil {
			ok, handled := inside(key)
			if !ok {
				return nil, false
			}
			if handled {
				key = nil
			}
		}
		if key != nil {
			p, ok := c.member(key, before)
			if !ok {
				return nil, false
			}
			list = append(list, p)
		}
		if c.take('}') {
			return list, true
		}
		if !c.take(',') {
			return nil, false
		}
	}
}

// member reads a value.
func (c *cursor) member(key []byte, before func([]byte) ([]part, bool)) (part, bool) {
	earlier, may := before(key)
	if !may {
		return part{}, false
	}
	start := c.at
	for _, p := range earlier {
		if bytes.Equal(p.key, key) && bytes.HasPrefix(c.b[start:], p.value) {
			c.at += len(p.value)
			if next := c.peek(); next == ',' || next == '}' {
				return part{key, c.b[start : start+len(p.value)], p.count, true}, true
			}
			c.at = start
		}
	}
	if !c.value() {
		return part{}, false
	}
	value := c.b[start:c.at]
	return part{key, value, countValues(value), false}, true
}

// key reads a name of ASCII letters without escapes.
func (c *cursor) key() ([]byte, bool) {
	start := c.at
	if c.at == len(c.b) || c.b[c.at] != '"' {
		return nil, false
	}
	for c.at++; c.at < len(c.b); c.at++ {
		switch b := c.b[c.at]; {
		case b == '"':
			c.at++
			return c.b[start:c.at], true
		case b == '\\' || b < ' ' || b > '~':
			return nil, false
		}
	}
	return nil, false
}

// value skips a value.
func (c *cursor) value() bool {
	depth := 0
	for c.at < len(c.b) {
		switch c.b[c.at] {
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return true // after a number or a word
			}
			if depth--; depth == 0 {
				c.at++
				return true
			}
		case '"':
			if !c.text() {
				return false
			}
			if depth == 0 {
				return true
			}
			continue
		case ',', ' ', '\n', '\t', '\r':
			if depth == 0 {
				return true
			}
		}
		c.at++
	}
	return false
}

// text skips a string.
func (c *cursor) text() bool {
	for c.at++; c.at < len(c.b); c.at++ {
		switch c.b[c.at] {
		case '\\':
			c.at++
		case '"':
			c.at++
			return true
		}
	}
	return false
}
