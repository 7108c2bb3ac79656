//go:build man

package cli

import (
	"os"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"
)

// buildCommands are commands for building releases. They are not in the released program,
// to avoid their dependencies.
func buildCommands(c console, root *cobra.Command) []*cobra.Command {
	return []*cobra.Command{{
		Use:     "man DIR",
		Short:   "Write the manual pages",
		Example: "  go run -tags man ./cmd/tlcrawl man man",
		Hidden:  true,
		Args:    exactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return err
			}
			root.InitDefaultCompletionCmd()
			root.DisableAutoGenTag = true
			toMarkdown(root)
			// The date is $SOURCE_DATE_EPOCH, so that builds are reproducible.
			return doc.GenManTree(root, &doc.GenManHeader{Source: "tlcrawl " + c.build().Version, Manual: "tlcrawl Manual"}, args[0])
		},
	}}
}

// toMarkdown turns the plain texts of commands and flags into the Markdown that the
// generator expects.
func toMarkdown(cmd *cobra.Command) {
	cmd.Short = escapeMarkdown(cmd.Short)
	if cmd.Long != "" {
		cmd.Long = block.ReplaceAllStringFunc(escapeMarkdown(cmd.Long), func(code string) string {
			return "\n```\n" + unescapeMarkdown(code) + "\n```"
		})
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		value, text := pflag.UnquoteUsage(f)
		if list := flagChoices(f); list != nil {
			text = strings.ReplaceAll(text, value, strings.Join(list, ", "))
		}
		f.Usage = escapeMarkdown(text)
	})
	for _, c := range cmd.Commands() {
		toMarkdown(c)
	}
}

var (
	block   = regexp.MustCompile(`(?m)(^  .*\n?)+$`) // of indented lines
	markup  = regexp.MustCompile("[\\\\`*_{}\\[\\]<>|#]")
	escaped = regexp.MustCompile("\\\\([\\\\`*_{}\\[\\]<>|#])")
)

func escapeMarkdown(s string) string   { return markup.ReplaceAllString(s, `\$0`) }
func unescapeMarkdown(s string) string { return escaped.ReplaceAllString(s, "$1") }
