package cli

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

// complete completes up to n arguments that are snapshots: names in the data folder, or
// files.
func (s *snapshots) complete(n int) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) >= n {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return s.snapshotNames(typed), cobra.ShellCompDirectiveDefault
	}
}

// snapshotNames lists the names of snapshots that begin with what was typed: latest and
// layers first, days after an @, steps back after a ~.
func (s *snapshots) snapshotNames(typed string) []string {
	folder := s.folder(s.data)
	sites, err := folder.Sites()
	if err != nil {
		return nil // without a data folder, files are completed
	}
	var names []string
	for _, site := range sites {
		before := ""
		if len(sites) > 1 {
			before = site + "/"
		}
		kept, err := folder.Entries(site)
		if err != nil {
			continue
		}
		slices.Reverse(kept)
		for i, e := range kept {
			name := strconv.Itoa(e.Layer)
			switch {
			case strings.Contains(typed, "@"):
				name = e.Name()
			case strings.Contains(typed, "~"):
				name = fmt.Sprintf("latest~%d", i)
			case i == 0:
				names = append(names, before+"latest", before+"latest~1")
			}
			names = append(names, before+name)
		}
	}
	return startingWith(typed, names)
}

// completeSites completes one argument that is a site of a data folder.
func (c console) completeSites(dir string, args []string, typed string) []string {
	sites, err := c.folder(dir).Sites()
	if err != nil || len(args) > 0 {
		return nil
	}
	return startingWith(typed, sites)
}

// startingWith returns the names that begin with the given text, without duplicates.
func startingWith(typed string, names []string) []string {
	var list []string
	for _, n := range names {
		if strings.HasPrefix(n, typed) && !strings.Contains(n, " ") && terminal.Line(n) == n && !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	return list
}

// completeEntity completes the arguments of show: NAME [SNAPSHOT] or SNAPSHOT NAME.
func (s *snapshots) completeEntity(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	switch {
	case len(args) == 0:
		return append(s.names("latest", typed, entityNames, errorNames), s.snapshotNames(typed)...), cobra.ShellCompDirectiveDefault
	case len(args) == 1 && isSnapshot(args[0]):
		return s.names(args[0], typed, entityNames, errorNames), cobra.ShellCompDirectiveNoFileComp
	case len(args) == 1:
		return s.snapshotNames(typed), cobra.ShellCompDirectiveDefault
	}
	return nil, cobra.ShellCompDirectiveNoFileComp
}

// completeError completes the arguments of errors: SNAPSHOT [ERROR|METHOD].
func (s *snapshots) completeError(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	switch len(args) {
	case 0:
		return s.snapshotNames(typed), cobra.ShellCompDirectiveDefault
	case 1:
		return s.names(args[0], typed, errorNames, methodNames), cobra.ShellCompDirectiveNoFileComp
	}
	return nil, cobra.ShellCompDirectiveNoFileComp
}

// names returns the names in a snapshot that begin with the given text, none if it cannot
// be read.
func (s *snapshots) names(snapshot, typed string, lists ...func(*model.Snapshot) []string) []string {
	quiet := *s
	quiet.console.err = nowhere{}
	read, err := quiet.read(snapshot)
	if err != nil {
		return nil
	}
	var names []string
	for _, list := range lists {
		names = append(names, list(read)...)
	}
	slices.Sort(names)
	return startingWith(typed, slices.Compact(names))
}

// nowhere drops diagnostics, which would garble the command line.
type nowhere struct{}

func (nowhere) Write(p []byte) (int, error) { return len(p), nil }

func methodNames(s *model.Snapshot) []string { return slices.Sorted(maps.Keys(s.Methods)) }

func entityNames(s *model.Snapshot) []string {
	names := slices.Collect(maps.Keys(s.Methods))
	names = slices.AppendSeq(names, maps.Keys(s.Constructors))
	names = slices.AppendSeq(names, maps.Keys(s.Types))
	slices.Sort(names)
	return names
}

func errorNames(s *model.Snapshot) []string {
	var names []string
	for _, m := range s.Methods {
		for _, e := range m.Errors {
			names = append(names, e.Type)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
