package cli

import (
	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"

	"github.com/tlcrawl/tlcrawl/upstream"
)

func newUpstream(c console) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "upstream",
		Short: "Follow the schemas of client repositories, ahead of the site",
		Long: `Upstream follows the schemas in the repositories of Telegram's clients. They have a
layer days or weeks before the documentation site does. What they have may still
change: it is provisional until the site shows the same lines.

Each source has a history of its own in the data folder, such as
github.com/telegramdesktop/tdesktop, for all commands that read histories. ` + "`tlcrawl\nimport`" + ` adds what was before, from git.`,
		Example: `  tlcrawl upstream fetch --data /var/lib/tlcrawl
  tlcrawl upstream status --data /var/lib/tlcrawl
  tlcrawl nightly --upstream --data /var/lib/tlcrawl
  tlcrawl log messages.sendMessage --site github.com/tdlib/td`,
	}
	cmd.AddCommand(newUpstreamFetch(c), newUpstreamStatus(c), newUpstreamSources(c))
	return cmd
}

// sourcesFlag is the file of --sources; empty means the built-in sources.
type sourcesFlag string

func (f *sourcesFlag) register(cmd *cobra.Command) {
	cmd.Flags().StringVar((*string)(f), "sources", "", "follow the sources in this `file` (YAML or JSON) instead of the built-in ones")
}

func (f sourcesFlag) read() ([]upstream.Source, error) {
	if f == "" {
		return upstream.Defaults(), nil
	}
	return upstream.ReadSources(string(f))
}

func newUpstreamSources(c console) *cobra.Command {
	var file sourcesFlag
	cmd := &cobra.Command{
		Use:   "sources",
		Short: "Print the list of sources, for --sources",
		Long: `Sources prints the list of sources as YAML: the built-in one, or that of a file once it
is checked. Edit it and pass it with --sources. ` + "`tlcrawl schema sources`" + ` prints the
JSON Schema of such a file.`,
		Example: `  tlcrawl upstream sources > sources.yaml
  tlcrawl upstream sources --sources sources.yaml`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			list, err := file.read()
			if err != nil {
				return err
			}
			enc := yaml.NewEncoder(c.out)
			enc.SetIndent(2)
			if err := enc.Encode(list); err != nil {
				return err
			}
			return enc.Close()
		},
	}
	file.register(cmd)
	return cmd
}
