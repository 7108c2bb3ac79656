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
		if _, err := fmt.Fprint(w, "| rule | level | what is said of the entity |\n| --- | --- | --- |\n"); err != nil {
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
	return fmt.Errorf("no format %q of the table of rules; the formats are text, markdown, json", format)
}

// told is the rule's sentence, and when it is the one.
func sentence(r diff.Rule) string {
	if r.When == "" {
		return r.Sentence
	}
	return r.Sentence + " (" + r.When + ")"
}
