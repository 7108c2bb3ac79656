package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/export/docs"
)

func newDocs(c console) *cobra.Command {
	var format, out string
	var site siteFlag
	from := snapshots{console: c}
	cmd := &cobra.Command{
		Use:   "docs SNAPSHOT",
		Short: "Write descriptions for generators that document their output",
		Long: `Docs writes the descriptions of methods, constructors, types and parameters: as json
(Markdown, with the address of each page), or in the shape that the generators of
Pyrogram, mtcute and teleproto read (plain text).`,
		Example: `  tlcrawl docs today.json --format pyrogram --out docs.json
  tlcrawl docs today.json | jq -r '.method["auth.sendCode"].description'`,
		Args: exactArgs(1),

		ValidArgsFunction: from.complete(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			write := docs.Formats[format]
			if write == nil {
				return usage(cmd, fmt.Errorf("invalid --format %q (want %s)", format, strings.Join(docs.Names(), ", ")))
			}
			if err := site.check(); err != nil {
				return usage(cmd, err)
			}
			s, err := from.read(args[0])
			if err != nil {
				return err
			}
			site.relink(s)
			return c.output(out, func(w io.Writer) error { return write(w, s) })
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&format, "format", "json", "how to write the descriptions: `"+strings.Join(docs.Names(), "|")+"`")
	flags.StringVarP(&out, "out", "o", "", "the `file` to write (default: standard output)")
	site.register(cmd)
	from.register(cmd)
	return cmd
}
