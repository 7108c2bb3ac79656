package page

import (
	"bytes"
	"runtime"
	"slices"
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

// manyLines is how many lines take longer to parse than it takes to start goroutines.
const manyLines = 500

// warm parses the lines of a whole schema on all cores: a crawl waits for them. What is
// wrong with one is found again when the block is read.
func (c *lineCache) warm(block string) {
	if n := strings.Count(block, "\n"); n < manyLines || n > maxLines {
		return
	}
	lines := strings.Split(block, "\n")
	var workers sync.WaitGroup
	for part := range slices.Chunk(lines, len(lines)/runtime.GOMAXPROCS(0)+1) {
		workers.Go(func() {
			defer func() { _ = recover() }() // it panics again where the caller can recover
			for _, line := range part {
				_, _ = c.parse(oneLine(line))
			}
		})
	}
	workers.Wait()
}
