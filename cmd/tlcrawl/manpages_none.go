//go:build !man

package main

import "github.com/spf13/cobra"

// buildCommands are commands for building releases: see manpages.go.
func buildCommands(*cobra.Command) []*cobra.Command { return nil }
