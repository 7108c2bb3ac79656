package model_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
)

// spaces is endless white space.
type spaces struct{ read int64 }

var blank = bytes.Repeat([]byte(" "), 1<<20)

func (s *spaces) Read(p []byte) (int, error) {
	n := copy(p, blank)
	s.read += int64(n)
	return n, nil
}

// A document of too many values is rejected before they take memory.
func TestDecodeBoundsValues(t *testing.T) {
	doc := `{"layers":[` + strings.Repeat("{},", 3<<20) + `{}]}`
	var de *model.DecodeError
	if _, err := model.Decode(strings.NewReader(doc)); !errors.As(err, &de) || !strings.Contains(err.Error(), "more than 2097152 values") {
		t.Errorf("%v", err)
	}
}

func TestDecodeIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 64 MB several times")
	}
	const doc = `{"constructors":{},"layer":214,"methods":{},"schema_version":1,"source":"","types":{}}`
	for _, tc := range []struct {
		why    string
		doc    string
		spaces int64 // before the document
		says   string
	}{
		{"the largest that is read", doc, model.MaxSize - int64(len(doc)), ""},
		{"one byte more", doc, model.MaxSize - int64(len(doc)) + 1, "larger than 64 MB"},
		{"endless white space", "", 1 << 62, "larger than 64 MB"},
	} {
		in := &spaces{}
		s, err := model.Decode(io.MultiReader(io.LimitReader(in, tc.spaces), strings.NewReader(tc.doc)))
		if in.read > model.MaxSize+1<<20 {
			t.Errorf("%s: %d bytes were read", tc.why, in.read)
		}
		if tc.says == "" {
			if err != nil || s.Layer != 214 {
				t.Errorf("%s: %v, %v", tc.why, s, err)
			}
			continue
		}
		var de *model.DecodeError
		if !errors.As(err, &de) || !strings.Contains(err.Error(), tc.says) {
			t.Errorf("%s: %v, want a DecodeError that says %q", tc.why, err, tc.says)
		}
	}
}
