package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

func newCrawl(c console) *cobra.Command {
	var (
		f                 crawlFlags
		out, layers, data string
	)
	cmd := &cobra.Command{
		Use:   "crawl --out FILE | --layers RANGE --data DIR",
		Short: "Crawl the site into a snapshot",
		Long: `Read the whole reference: /schema for the layer and the list of entities, /methods for
the categories, one page per entity, the MTProto and end-to-end schemas, the site's
table of errors. Crawls are all-or-nothing: one snapshot is written, or none.

A crawl of the real site takes about ten minutes at the default rate (2,800 pages);
--kinds method takes three.

With --mirror the raw pages are kept, and an interrupted crawl resumes; with --offline
the snapshot is made from them alone.

With --layers old layers of the site are crawled one after the other into a data folder,
before everything that has a date. Layers that the folder has are skipped, so that it
can be interrupted and run again. It says first how many requests and hours that takes.`,
		Example: `  tlcrawl crawl --out today.json
  tlcrawl crawl --out 214.json.gz --layer 214 --kinds method
  tlcrawl crawl --out core.json --base-url https://core.telegram.org --rate 2/s
  tlcrawl crawl --out today.json --mirror pages
  tlcrawl crawl --out again.json --mirror pages --offline
  tlcrawl crawl --layers 133-227 --data /var/lib/tlcrawl --rate 2/s`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if layers != "" && out == "" {
				return f.backfill(cmd.Context(), c, layers, data)
			}
			if layers != "" {
				return usage(cmd, errors.New("only one of --out and --layers can be used: layers are stored in the folder --data"))
			}
			if out == "" {
				return usage(cmd, errors.New("--out is required: the file to write the snapshot to"))
			}
			if err := c.writable(out); err != nil {
				return err
			}
			crawl, err := f.prepare(c)
			if err != nil {
				return err
			}
			done, err := crawl.run(cmd.Context())
			if err != nil {
				return advise(err, "nothing was written: run again, or use --allow-partial")
			}
			defer done.close()
			if err := c.write(out, done.Snapshot); err != nil {
				return err
			}
			if err := done.finish(); err != nil {
				return err
			}
			f.progress.summarize(done.summary())
			return nil
		},
	}
	cmd.Flags().StringVarP(&out, "out", "o", "", "`file` to write, compressed if it ends in .gz; - is standard output")
	cmd.Flags().StringVar(&layers, "layers", "", "crawl these `layers`, as in 133-227, into the folder --data")
	dataFlag(cmd, &data, "the data `folder` for --layers")
	f.register(cmd)
	return cmd
}

// write writes a snapshot to a file or to standard output.
func (c console) write(name string, s *model.Snapshot) error {
	if name == store.Stdio {
		b, err := model.Marshal(s) // all or nothing
		if err != nil {
			return err
		}
		_, err = c.out.Write(b)
		return err
	}
	return store.Write(name, s)
}
