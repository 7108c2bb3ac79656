package model_test

import (
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
)

// Messages say how to handle the version.
func TestVersionErrorSaysWhatToDo(t *testing.T) {
	for version, says := range map[int]string{model.SchemaVersion + 1: "update tlcrawl", model.SchemaVersion - 1: "crawl again"} {
		if text := (&model.VersionError{Version: version}).Error(); !strings.Contains(text, says) {
			t.Errorf("version %d: %q does not contain %q", version, text, says)
		}
	}
}

// A line of 80 bytes is quoted whole; a longer one is shortened to 80.
func TestCombinatorErrorShortens(t *testing.T) {
	for _, n := range []int{79, 80, 81, 200} {
		line := strings.Repeat("x", n)
		_, err := model.ParseCombinator(line)
		quoted := `"` + line + `"`
		if n > 80 {
			quoted = `"` + line[:77] + `..."`
		}
		if err == nil || !strings.Contains(err.Error(), "TL line "+quoted+":") {
			t.Errorf("a line of %d bytes: %v, want it quoted as %s", n, err, quoted)
		}
	}
}

// The longest line is accepted, a longer one is not.
func TestParseCombinatorBound(t *testing.T) {
	const line, bound = "boolTrue#997275b5 = Bool", 64 << 10
	for n, ok := range map[int]bool{bound: true, bound + 1: false} {
		_, err := model.ParseCombinator(line + strings.Repeat(" ", n-len(line)))
		if (err == nil) != ok {
			t.Errorf("a line of %d bytes: %v", n, err)
		}
	}
}
