//go:build !man

package cli

import "github.com/spf13/cobra"

// buildCommands are commands for building releases: see manpages.go.
func buildCommands(console, *cobra.Command) []*cobra.Command { return nil }
