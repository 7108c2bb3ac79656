package cli

import (
	"bytes"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/data"
)

// completed returns the words that a command line completes to.
func completed(args ...string) []string {
	var out bytes.Buffer
	runProgram(append([]string{cobra.ShellCompNoDescRequestCmd}, args...), nil, &out, new(bytes.Buffer))
	words := strings.Fields(out.String())
	if i := slices.IndexFunc(words, func(w string) bool { return strings.HasPrefix(w, ":") }); i >= 0 {
		words = words[:i]
	}
	return words
}

// TestCompleteNames completes the names of a data folder and those in its snapshots.
func TestCompleteNames(t *testing.T) {
	server := httptest.NewServer(data.Handler())
	defer server.Close()
	dir := t.TempDir()
	for _, layer := range []string{"186", "203"} {
		args := []string{"nightly", "--data", dir, "--base-url", server.URL, "--rate", "0", "--backoff", "1ms", "--quiet", "--layer", layer}
		if code := runProgram(args, nil, new(bytes.Buffer), new(bytes.Buffer)); code != exitOK {
			t.Fatalf("%v: exit %d", args, code)
		}
	}
	t.Setenv(dataVariable, dir)
	for _, tc := range []struct {
		why  string
		args []string
		want []string // among others
		not  string
	}{
		{"names of snapshots", []string{"diff", ""}, []string{"latest", "latest~1", "186", "203"}, "latest~0"},
		{"the second snapshot", []string{"diff", "186", "l"}, []string{"latest"}, "203"},
		{"no third snapshot", []string{"diff", "186", "203", ""}, nil, "latest"},
		{"steps back", []string{"layers", "latest~"}, []string{"latest~0", "latest~1"}, "latest~2"},
		{"another folder", []string{"layers", "--data", t.TempDir(), ""}, nil, "latest"},
		{"names of entities", []string{"show", "messages."}, []string{"messages.report"}, "upload.getFile"},
		{"of a named snapshot", []string{"show", "186", "messages."}, []string{"messages.report"}, "203"},
		{"the snapshot after a name", []string{"show", "messages.report", ""}, []string{"203"}, "messages.report"},
		{"types, too", []string{"show", "InputF"}, []string{"InputFileLocation"}, "latest"},
		{"errors and entities", []string{"log", ""}, []string{"InputFileLocation", "messages.report", "PEER_ID_INVALID"}, "latest"},
		{"errors of a snapshot", []string{"errors", "latest", "PEER_"}, []string{"PEER_ID_INVALID"}, "messages.report"},
	} {
		got := completed(tc.args...)
		for _, word := range tc.want {
			if !slices.Contains(got, word) {
				t.Errorf("%s: %q does not complete to %s: %q", tc.why, tc.args, word, got)
			}
		}
		if slices.Contains(got, tc.not) {
			t.Errorf("%s: %q completes to %s: %q", tc.why, tc.args, tc.not, got)
		}
	}
}

// TestCompleteArguments checks that every command whose arguments are snapshots or names
// completes them.
func TestCompleteArguments(t *testing.T) {
	named := regexp.MustCompile(`\b(SNAPSHOT|OLD|NAME|SITE)\b`)
	found := 0
	for _, cmd := range commands() {
		if !named.MatchString(cmd.Use) {
			continue
		}
		found++
		if cmd.ValidArgsFunction == nil && len(cmd.ValidArgs) == 0 {
			t.Errorf("%s: arguments are not completed", cmd.Use)
		}
	}
	if found < 9 {
		t.Errorf("found %d commands", found)
	}
}
