package report

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/tlcrawl/tlcrawl/diff"
)

// RuleTable prints the table of rules: as text, Markdown or JSON.
func RuleTable(w io.Writer, format string) error {
	switch format {
	case "text":
		for _, r := range diff.Rules {
			if _, err := fmt.Fprintf(w, "%-28s%-12s%s\n", r.ID, r.Level, sentence(r)); err != nil {
				return err
			}
		}
		return nil
	case "markdown":
		if _, err := fmt.Fprint(w, "| rule | level | sentence |\n| --- | --- | --- |\n"); err != nil {
			return err
		}
		for _, r := range diff.Rules {
			if _, err := fmt.Fprintf(w, "| `%s` | %s | %s |\n", r.ID, r.Level, sentence(r)); err != nil {
				return err
			}
		}
		return nil
	case "json":
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		return enc.Encode(diff.Rules)
	}
	return fmt.Errorf("invalid format %q (want text, markdown or json)", format)
}

// sentence is the rule's sentence with its condition.
func sentence(r diff.Rule) string {
	if r.When == "" {
		return r.Sentence
	}
	return r.Sentence + " (" + r.When + ")"
}
