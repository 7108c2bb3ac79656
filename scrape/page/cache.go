package page

import (
	"bytes"
	"strings"
	"sync"

	"github.com/tlcrawl/tlcrawl/model"
)

// menuCache caches the last list of layers: all pages of a crawl have the same.
type menuCache struct {
	mu     sync.Mutex
	markup []byte
	list   []model.Layer
}

// known returns the markup of the last list.
func (c *menuCache) known() []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.markup
}

// layers returns the list of layers in the markup.
func (c *menuCache) layers(markup []byte) []model.Layer {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !bytes.Equal(markup, c.markup) {
		root, err := parse(markup)
		if err != nil {
			return nil // nested too deep
		}
		c.markup, c.list = bytes.Clone(markup), layerList(root)
	}
	return c.list
}

// checkedLine is a line of the schema, and a model.IDError if its id is not the CRC32 of
// its text.
type checkedLine struct {
	model.Combinator
	mismatch error
}

// maxLines bounds the cached lines; a layer has some 2,500.
const maxLines = 10_000

// lineCache caches parsed lines of the schema: the lines of a type's constructors are
// repeated on the pages of all methods that return it, and every line is on /schema.
type lineCache struct {
	mu    sync.Mutex
	lines map[string]checkedLine
}

// parse parses a line of the schema.
func (c *lineCache) parse(text string) (checkedLine, error) {
	c.mu.Lock()
	l, ok := c.lines[text]
	c.mu.Unlock()
	if ok {
		return l, nil
	}
	parsed, err := model.ParseCombinator(text)
	if err != nil {
		return l, err
	}
	l = checkedLine{parsed, parsed.CheckID()}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.lines == nil || len(c.lines) == maxLines {
		c.lines = map[string]checkedLine{}
	}
	c.lines[strings.Clone(text)] = l
	return l, nil
}
