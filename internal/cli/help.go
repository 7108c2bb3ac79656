package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const (
	helpWidth  = 80
	flagColumn = 30 // where the descriptions of flags start
)

// printHelp prints the description and usage of a command in 80 columns.
func printHelp(cmd *cobra.Command, _ []string) {
	w := cmd.OutOrStdout()
	text := cmd.Long
	if text == "" {
		text = cmd.Short + "."
	}
	fmt.Fprintf(w, "%s\n\n", paragraphs(text))
	_ = printUsage(w, cmd)
}

func printUsage(w io.Writer, cmd *cobra.Command) error {
	fmt.Fprintln(w, "Usage:")
	if cmd.Runnable() {
		fmt.Fprintf(w, "  %s\n", cmd.UseLine())
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(w, "  %s COMMAND [flags]\n", cmd.CommandPath())
	}
	if cmd.HasExample() {
		fmt.Fprintf(w, "\nExamples:\n%s\n", cmd.Example)
	}
	if cmd.HasAvailableSubCommands() {
		titles, parts := groupedCommands(cmd)
		for i, title := range titles {
			fmt.Fprintf(w, "\n%s:\n", title)
			for _, c := range parts[i] {
				fmt.Fprintf(w, "  %-*s %s\n", c.NamePadding(), c.Name(), c.Short)
			}
		}
	}
	if cmd.HasAvailableFlags() {
		titles, parts := groupedFlags(cmd)
		for i, title := range titles {
			fmt.Fprintf(w, "\n%s:\n", title)
			for _, f := range parts[i] {
				printFlag(w, f)
			}
		}
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(w, "\nRun \"%s COMMAND --help\" for more about a command.\n", cmd.CommandPath())
	}
	return nil
}

// printFlag prints a flag, its description and its default.
func printFlag(w io.Writer, f *pflag.Flag) {
	value, text := pflag.UnquoteUsage(f)
	if list := flagChoices(f); list != nil {
		text = strings.ReplaceAll(text, value, strings.Join(list, ", "))
		value = "VALUE"
	}
	left := "      --" + f.Name
	if f.Shorthand != "" {
		left = "  -" + f.Shorthand + ", --" + f.Name
	}
	if value != "" {
		if !strings.ContainsAny(value, "/0123456789") { // an example, as 5/s
			value = strings.ToUpper(value)
		}
		left += " " + value
	}
	switch f.DefValue {
	case "", "0", "false", "[]":
	default:
		text += fmt.Sprintf(" (default %s)", strings.Trim(f.DefValue, "[]"))
	}
	lines := wrap(strings.TrimSpace(text), helpWidth-flagColumn)
	if len(left) > flagColumn-2 {
		fmt.Fprintln(w, left)
		left = ""
	}
	for _, line := range lines {
		fmt.Fprintf(w, "%-*s%s\n", flagColumn, left, line)
		left = ""
	}
}

// paragraphs wraps the paragraphs of a text. Indented lines stay as they are.
func paragraphs(text string) string {
	var out []string
	for _, p := range strings.Split(strings.TrimSpace(text), "\n\n") {
		var words []string
		flush := func() {
			out = append(out, wrap(strings.Join(words, " "), helpWidth)...)
			words = nil
		}
		for _, line := range strings.Split(p, "\n") {
			if strings.HasPrefix(line, " ") {
				flush()
				out = append(out, line)
				continue
			}
			words = append(words, line)
		}
		flush()
		out = append(out, "")
	}
	return strings.Join(out[:len(out)-1], "\n")
}

// wrap breaks a text into lines of at most width columns.
func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case len(line)+1+len(word) <= width:
			line += " " + word
		default:
			lines = append(lines, line)
			line = word
		}
	}
	if line == "" {
		return lines
	}
	return append(lines, line)
}

// flagChoices returns the values of a flag that takes one of a fixed set. Its usage names
// the value like this: `text|json`.
func flagChoices(f *pflag.Flag) []string {
	if value, _ := pflag.UnquoteUsage(f); strings.Contains(value, "|") {
		return strings.Split(value, "|")
	}
	return nil
}
