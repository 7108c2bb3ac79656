package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/tlcrawl/tlcrawl/diff"
)

// filterWords returns the words that --only and --except accept.
func filterWords() []string {
	var words []string
	for _, k := range diff.Kinds {
		words = append(words, string(k)+"s")
	}
	for _, l := range diff.Levels {
		words = append(words, string(l))
	}
	for _, d := range diff.Directions {
		words = append(words, string(d))
	}
	for _, r := range diff.Rules {
		words = append(words, r.ID)
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// completeList adds shell completion for a flag that takes a list of fixed values,
// separated by commas.
func completeList(cmd *cobra.Command, flag string, values []string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		before := typed[:strings.LastIndex(typed, ",")+1]
		var list []string
		for _, v := range values {
			list = append(list, before+v)
		}
		return list, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	})
}

// completeChoices adds shell completion for flags with fixed values to a command and those
// below.
func completeChoices(cmd *cobra.Command) {
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		switch f.Name {
		case "kinds":
			completeList(cmd, f.Name, allKinds)
		case "only", "except":
			completeList(cmd, f.Name, filterWords())
		}
		if list := flagChoices(f); list != nil {
			_ = cmd.RegisterFlagCompletionFunc(f.Name, cobra.FixedCompletions(list, cobra.ShellCompDirectiveNoFileComp))
		}
	})
	for _, c := range cmd.Commands() {
		completeChoices(c)
	}
}
