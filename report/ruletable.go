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
			if _, err := fmt.Fprintf(w, "%-35s%-12s%s\n", r.ID, r.Level, sentence(r)+received(r)); err != nil {
				return err
			}
		}
		return nil
	case "markdown":
		if _, err := fmt.Fprint(w, "| rule | level | received | sentence |\n| --- | --- | --- | --- |\n"); err != nil {
			return err
		}
		for _, r := range diff.Rules {
			if _, err := fmt.Fprintf(w, "| `%s` | %s | %s | %s |\n", r.ID, r.Level, r.Received, sentence(r)); err != nil {
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
	text := r.Sentence
	if r.When != "" {
		text += " (" + r.When + ")"
	}
	return text
}

// received returns the level of the change if only the client receives the entity.
func received(r diff.Rule) string {
	if r.Received == "" {
		return ""
	}
	return fmt.Sprintf(" (%s if received)", r.Received)
}
