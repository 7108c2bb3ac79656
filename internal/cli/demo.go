package cli

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/store"
)

// sampleSite is the address of the sample in the demo. It is served on loopback; no name
// is resolved.
const sampleSite = "http://sample.test"

func newDemo(c console) *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Crawl and compare the embedded sample site, without network",
		Long: `Serve the small sample site that is built into tlcrawl on loopback, crawl both of its
layers as the real site would be crawled, write a snapshot of each, and print what
changed between them. It needs no network.`,
		Example: `  tlcrawl demo
  tlcrawl demo --data /tmp/demo`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return demo(cmd.Context(), c, dir) },
	}
	cmd.Flags().StringVar(&dir, "data", filepath.Join("data", "demo"), "`folder` to write the snapshots to")
	return cmd
}

func demo(ctx context.Context, c console, dir string) error {
	address, stop, err := serveSample(ctx)
	if err != nil {
		return err
	}
	defer stop()
	toSample := &http.Transport{DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, address)
	}}
	defer toSample.CloseIdleConnections()

	var (
		files []string
		sides []*model.Snapshot
	)
	for _, layer := range data.Layers() {
		file := filepath.Join(dir, fmt.Sprintf("%d.json", layer))
		fmt.Fprintf(c.err, "tlcrawl crawl --base-url %s --layer %d --out %s\n", sampleSite, layer, file)
		f := crawlFlags{
			progress: progress{quiet: true, format: "text"}, baseURL: sampleSite, layer: layer,
			kinds: allKinds, parallel: 8, rate: "0",
			backoff: 10 * time.Millisecond, timeout: 10 * time.Second, transport: toSample,
		}
		crawl, err := f.prepare(c)
		if err != nil {
			return err
		}
		done, err := crawl.run(ctx)
		if err != nil {
			return err
		}
		s := done.Snapshot
		if err := store.Write(file, s); err != nil {
			return err
		}
		fmt.Fprintf(c.err, "  %d methods, %d constructors, %d types\n", len(s.Methods), len(s.Constructors), len(s.Types))
		files, sides = append(files, file), append(sides, s)
	}
	fmt.Fprintf(c.err, "tlcrawl diff %s\n\n", strings.Join(files, " "))
	return report.Text(c.out, diff.Compare(sides[0], sides[1]), report.Options{Color: c.color, Width: c.width})
}

// serveSample serves the sample site on loopback until stop is called.
func serveSample(ctx context.Context) (address string, stop func(), err error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, fmt.Errorf("serve the sample site: %w", err)
	}
	server := &http.Server{Handler: data.Handler()}
	go server.Serve(l) //nolint:errcheck // it ends with the demo
	return l.Addr().String(), func() { server.Close() }, nil
}
