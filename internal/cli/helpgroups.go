package cli

import (
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// group is a part of a list in a help text, with the names that belong to it.
type group struct {
	title string
	names []string
}

// commandGroups order the commands. Commands in no group come last.
var commandGroups = []group{
	{"Crawl", []string{"demo", "crawl", "nightly", "status", "parse"}},
	{"Read and compare", []string{"diff", "show", "log", "history", "search", "sql", "upcoming", "layers", "verify"}},
	{"Write for people and programs", []string{"site", "serve", "tl", "errors", "docs", "export"}},
	{"Data folder", []string{"import", "sync", "repair", "upstream"}},
}

// flagGroups order the flags of a command that has many. Flags in no group come last.
var flagGroups = []group{
	{"Output", []string{"format", "stat", "out", "exit-code", "fail-on", "color", "max-bytes", "link", "data"}},
	{"Filter", []string{"only", "except", "name", "schema", "used", "levels", "accept", "write-accept"}},
	{"Site", []string{"base-url", "layer", "layers", "kinds", "contact", "mirror", "offline", "allow-partial"}},
	{"Speed", []string{"rate", "parallel", "backoff", "timeout"}},
	{"Job", []string{"every", "keep", "keep-runs", "accept-quarantined", "upstream", "sources", "notify", "notify-file", "notify-on", "metrics"}},
}

const (
	otherFlags    = "General"
	otherCommands = "More"
	manyFlags     = 12 // more than that are grouped
)

// grouped returns a list by groups, in their order; those in no group form the last one.
func grouped[T any](list []T, name func(T) string, groups []group, rest string) (titles []string, parts [][]T) {
	in := func(item T) int {
		return slices.IndexFunc(groups, func(g group) bool { return slices.Contains(g.names, name(item)) })
	}
	for i := range len(groups) + 1 {
		title, want := rest, -1
		if i < len(groups) {
			title, want = groups[i].title, i
		}
		part := slices.Collect(func(yield func(T) bool) {
			for _, item := range list {
				if in(item) == want && !yield(item) {
					return
				}
			}
		})
		if want >= 0 {
			slices.SortStableFunc(part, func(a, b T) int {
				return slices.Index(groups[want].names, name(a)) - slices.Index(groups[want].names, name(b))
			})
		}
		if len(part) > 0 {
			titles, parts = append(titles, title), append(parts, part)
		}
	}
	return titles, parts
}

func groupedCommands(cmd *cobra.Command) (titles []string, parts [][]*cobra.Command) {
	var list []*cobra.Command
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			list = append(list, c)
		}
	}
	if cmd.HasParent() {
		return []string{"Commands"}, [][]*cobra.Command{list}
	}
	return grouped(list, (*cobra.Command).Name, commandGroups, otherCommands)
}

func groupedFlags(cmd *cobra.Command) (titles []string, parts [][]*pflag.Flag) {
	var list []*pflag.Flag
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			list = append(list, f)
		}
	})
	if len(list) <= manyFlags {
		return []string{"Flags"}, [][]*pflag.Flag{list}
	}
	titles, parts = grouped(list, func(f *pflag.Flag) string { return f.Name }, flagGroups, otherFlags)
	for i := range titles {
		titles[i] += " flags"
	}
	return titles, parts
}
