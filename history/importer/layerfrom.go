package importer

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// LayerFrom says where the layer of a version stands: in another file of its commit.
type LayerFrom struct {
	// File is relative to the root of the repository.
	File    string
	Pattern *regexp.Regexp
}

// maxVersionFile bounds the file that has the layer.
const maxVersionFile = 1 << 20

// ParseLayerFrom reads FILE:REGEXP. The first group of the expression is the layer, or the
// first number in what it matches.
func ParseLayerFrom(s string) (*LayerFrom, error) {
	file, pattern, ok := strings.Cut(s, ":")
	if !ok || file == "" || pattern == "" {
		return nil, fmt.Errorf("invalid --layer-from %q (want FILE:REGEXP)", s)
	}
	re, err := regexp.Compile(pattern)
	if err != nil {
		return nil, fmt.Errorf("invalid --layer-from %q: %w", s, err)
	}
	clean, err := cleanPath(file)
	if err != nil || clean == "" {
		return nil, fmt.Errorf("invalid --layer-from %q: want a file of the repository", s)
	}
	return &LayerFrom{clean, re}, nil
}

var number = regexp.MustCompile(`[0-9]{1,6}`)

// find returns the layer in a file.
func (l *LayerFrom) find(content []byte) (int, error) {
	m := l.Pattern.FindSubmatch(content)
	if m == nil {
		return 0, errNoLayer
	}
	text := m[0]
	if len(m) > 1 {
		text = m[1]
	}
	layer, err := strconv.Atoi(string(number.Find(text)))
	if err != nil || layer == 0 {
		return 0, fmt.Errorf("%s: %s matches %.80q, which has no number of a layer", l.File, l.Pattern, m[0])
	}
	return layer, nil
}
