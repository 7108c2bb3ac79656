//go:build !man

package main

import "github.com/spf13/cobra"

// buildCommands are commands that releases are made with: see manpages.go.
func buildCommands(*cobra.Command) []*cobra.Command { return nil }
