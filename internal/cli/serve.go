package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/site"
	"github.com/tlcrawl/tlcrawl/store"
)

func newServe(c console) *cobra.Command {
	var address string
	cmd := &cobra.Command{
		Use:   "serve DIR",
		Short: "Serve a static site on this machine",
		Long: `Serve shows a site that tlcrawl site wrote to browsers on this machine only: it listens
on loopback and answers to loopback names. Stop it with Ctrl-C.`,
		Example: `  tlcrawl serve public
  tlcrawl serve public --addr 127.0.0.1:9000`,
		Args: exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := os.Stat(filepath.Join(args[0], "index.html")); err != nil {
				return &store.FileError{Name: args[0], Err: errors.New("no site here; make one with `tlcrawl site --out`")}
			}
			return c.serve(cmd.Context(), args[0], address)
		},
	}
	cmd.Flags().StringVar(&address, "addr", "127.0.0.1:8080", "the loopback `address` to listen on; port 0 picks a free port")
	return cmd
}

func (c console) serve(ctx context.Context, dir, address string) error {
	if err := loopback(address); err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return fmt.Errorf("--addr %s: %w", address, err)
	}
	server := &http.Server{
		Handler: site.Handler(dir), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 10 * time.Second,
		WriteTimeout: time.Minute, IdleTimeout: time.Minute, MaxHeaderBytes: 1 << 16,
	}
	stop := context.AfterFunc(ctx, func() { server.Close() })
	defer stop()
	if _, err := fmt.Fprintf(c.out, "http://%s/\n", listener.Addr()); err != nil {
		return err
	}
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// loopback rejects addresses that other machines can reach.
func loopback(address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("--addr %q: invalid address (want host and port, as in 127.0.0.1:8080)", address)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("--addr %q is not on loopback: to show the site to others, copy it to a web server", address)
	}
	return nil
}
