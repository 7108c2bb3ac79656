package cli

import (
	"bytes"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRulesDocument checks that docs/rules.md is the output of the command.
func TestRulesDocument(t *testing.T) {
	const name = "../../docs/rules.md"
	var out, stderr bytes.Buffer
	if code := runProgram([]string{"rules", "--format", "markdown"}, nil, &out, &stderr); code != 0 {
		t.Fatal(stderr.String())
	}
	want := "# Rules\n\nEach change that `tlcrawl diff` reports has the ID of one of these rules. This file is generated\nby `go test ./internal/cli -run Rules -update` and contains what `tlcrawl rules --format markdown` prints.\n\nA change to what a client only receives has the level in the column \"received\", if there is one. A change to\nwhat is both sent and received, or of unknown direction, has the more severe of the two levels.\n\n" + out.String()
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, string(got)); d != "" {
		t.Errorf("%s is out of date; update it with go test ./internal/cli -run Rules -update\n%s", name, d)
	}
}
