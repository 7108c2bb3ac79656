package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// sourceVersion is the version of a build from a checkout.
const sourceVersion = "0.2.0-dev"

// build is the origin of this program. Empty fields are unknown.
type build struct {
	Version string `json:"version"`
	Commit  string `json:"commit"`
	Date    string `json:"date"`
}

// build returns what the program says about itself, else what the Go command recorded.
func (c console) build() build {
	b := build{c.program.Version, c.program.Commit, c.program.Date}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	if b.Version == "" {
		b.Version = moduleVersion(info.Main.Version)
	}
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && b.Commit == "":
			b.Commit = s.Value
		case s.Key == "vcs.time" && b.Date == "":
			b.Date = s.Value
		}
	}
	return b
}

// moduleVersion returns the version of `go install ...@v0.2.0`. A checkout has none, or a
// pseudo-version, which is less precise than the commit.
func moduleVersion(v string) string {
	if !strings.HasPrefix(v, "v") || strings.HasPrefix(v, "v0.0.0-") || strings.Contains(v, "+dirty") {
		return sourceVersion
	}
	return strings.TrimPrefix(v, "v")
}

func (b build) String() string {
	s := b.Version
	if b.Commit != "" {
		s += " (" + b.Commit[:min(12, len(b.Commit))]
		if b.Date != "" {
			s += ", " + b.Date
		}
		s += ")"
	}
	return fmt.Sprintf("%s, %s %s/%s", s, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

func newVersion(c console) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "Print the version, commit and build date",
		Example: "  tlcrawl version\n  tlcrawl version --json",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			if asJSON {
				return printJSON(c.out, platformBuild{c.build(), runtime.Version(), runtime.GOOS, runtime.GOARCH})
			}
			_, err := fmt.Fprintf(c.out, "tlcrawl %s\n", c.build())
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON object")
	return cmd
}

// platformBuild is the output of version --json.
type platformBuild struct {
	build
	Go   string `json:"go"`
	OS   string `json:"os"`
	Arch string `json:"arch"`
}
