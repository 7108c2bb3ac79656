package schema

import (
	"io"
	"strings"
	"sync"

	"github.com/tlcrawl/tlcrawl/model"
)

// maxKnown bounds the lines that a Reader remembers; a layer has some 2,500.
const maxKnown = 20_000

// Reader reads many schemas that are alike, as the versions of one file are: it parses
// each line once. The zero value works, and it is safe for concurrent use. Its snapshots
// share the parameters of equal lines.
type Reader struct {
	mu    sync.Mutex
	known map[string]model.Combinator
}

// Read reads a .tl file, as the function Read does.
func (rd *Reader) Read(r io.Reader) (*model.Snapshot, error) { return read(r, rd.parse) }

// parse parses a line of the file.
func (rd *Reader) parse(line string) (model.Combinator, error) {
	rd.mu.Lock()
	c, ok := rd.known[line]
	rd.mu.Unlock()
	if ok {
		return c, nil
	}
	c, err := model.ParseCombinator(declare(line))
	if err != nil {
		return c, err
	}
	rd.mu.Lock()
	defer rd.mu.Unlock()
	if rd.known == nil || len(rd.known) == maxKnown {
		rd.known = map[string]model.Combinator{}
	}
	rd.known[strings.Clone(line)] = c
	return c, nil
}
