package cli

import (
	"context"
	"strings"
	"testing"
)

// documented is what a document has started: a serving command, which runs until the
// document ends.
type documented struct {
	t       *testing.T
	address string
}

// run runs a command that serves, or that asks what it serves, and reports whether the
// command is such a one.
func (d *documented) run(command string) bool {
	d.t.Helper()
	words := shellWords(command)
	switch {
	case len(words) > 2 && words[1] == "serve" && words[len(words)-1] == "&":
		args := append(words[1:len(words)-1], "--addr", "127.0.0.1:0")
		address, end := serving(d.t, func(ctx context.Context, c console) error {
			root := newRoot(c)
			root.SetArgs(args)
			return root.ExecuteContext(ctx)
		})
		d.address = address
		d.t.Cleanup(func() {
			if err := end(); err != nil {
				d.t.Errorf("%s: %v", command, err)
			}
		})
	case words[0] == "curl":
		path, ours := strings.CutPrefix(words[len(words)-1], "http://127.0.0.1:8080/")
		if !ours || d.address == "" {
			d.t.Errorf("%s: nothing is served there", command)
		} else if body(d.t, d.address+path) == "" && !strings.Contains(path, "latest...latest") { // nothing changed
			d.t.Errorf("%s prints nothing", command)
		}
	default:
		return false
	}
	return true
}
