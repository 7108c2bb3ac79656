package cli

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/site"
	"github.com/tlcrawl/tlcrawl/site/server"
	"github.com/tlcrawl/tlcrawl/store"
)

// serveFlags are where and what to serve.
type serveFlags struct {
	data, address, url, title string
	hosts                     []string
	sources                   sourcesFlag
	refresh                   time.Duration
}

func newServe(c console) *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use:   "serve [SITE]",
		Short: "Serve a data folder, or a static site, to browsers",
		Long: `Serve shows the site of a data folder to browsers, with more than the static one has:
/compare/214...latest compares any two snapshots, as HTML, or with .json, .md or .txt at
the end as JSON, Markdown or text, and /api/v1/ is a JSON API for programs, described by
/api/v1/openapi.json. It follows the folder, and writes nothing to it but its index. The
pages are in a temporary folder while it runs.

With SITE, a folder that tlcrawl site wrote, serve shows just that.

It listens on loopback, and answers only requests for loopback names and for the names
that --host lists, so that no web page can read it under a name of its own. To let others
in, put it behind a web server that has certificates; see docs/site.md. Another address
than a loopback one needs --host.

Stop it with Ctrl-C or SIGTERM: it answers the requests that it has, and ends.`,
		Example: `  tlcrawl serve --data /var/lib/tlcrawl
  tlcrawl serve --data data --addr 127.0.0.1:9000
  tlcrawl serve --url https://docs.example.org/ --host docs.example.org
  tlcrawl serve public`,
		Args: rangeArgs(0, 1),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(cmd.Flags(), args); err != nil {
				return usage(cmd, err)
			}
			if len(args) == 0 {
				return c.serveData(cmd.Context(), f)
			}
			if _, err := os.Stat(filepath.Join(args[0], "index.html")); err != nil {
				return &store.FileError{Name: args[0], Err: errors.New("no site here; make one with `tlcrawl site --out`, or serve a data folder with --data")}
			}
			return c.serve(cmd.Context(), f, func(context.Context, string) (http.Handler, func() error, error) {
				return server.Files(args[0], f.hosts...), func() error { return nil }, nil
			})
		},
	}
	flags := cmd.Flags()
	dataFlag(cmd, &f.data, "the data `folder`")
	f.sources.register(cmd)
	flags.StringVar(&f.address, "addr", "127.0.0.1:8080", "the `address` to listen on; port 0 picks a free port")
	flags.StringSliceVar(&f.hosts, "host", nil, "answer requests for this `name`, too; may be repeated")
	flags.StringVar(&f.url, "url", "", "the `address` at which browsers find the site, for feeds\n(default: the address it listens on)")
	flags.StringVar(&f.title, "title", "", "the `title` of the site (default: the name of the documentation site)")
	flags.DurationVar(&f.refresh, "refresh", time.Minute, "how often to look for new snapshots; 0 is never")
	return cmd
}

func (f serveFlags) check(flags *pflag.FlagSet, args []string) error {
	for _, name := range []string{"data", "url", "title", "refresh", "sources"} {
		if len(args) > 0 && flags.Changed(name) {
			return fmt.Errorf("--%s is for a data folder: leave out %.80q", name, args[0])
		}
	}
	for _, h := range f.hosts {
		if h == "" || strings.ContainsAny(h, "/:*@ ") && net.ParseIP(strings.Trim(h, "[]")) == nil {
			return fmt.Errorf("invalid --host %.80q (want a name without scheme and port, as in docs.example.org)", h)
		}
	}
	if u, err := url.Parse(f.url); f.url != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "") {
		return fmt.Errorf("invalid --url %.80q (want a complete address, as in https://docs.example.org/)", f.url)
	}
	if f.refresh < 0 {
		return fmt.Errorf("invalid --refresh %s (want a duration such as 1m, or 0)", f.refresh)
	}
	host, _, err := net.SplitHostPort(f.address)
	if err != nil {
		return fmt.Errorf("invalid --addr %q (want host and port, as in 127.0.0.1:8080)", f.address)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) && len(f.hosts) == 0 {
		return fmt.Errorf("--addr %q is not on loopback: name the hosts that it answers to with --host", f.address)
	}
	return nil
}

// serveData serves a data folder, and follows it.
func (c console) serveData(ctx context.Context, f serveFlags) error {
	return c.serve(ctx, f, func(ctx context.Context, address string) (http.Handler, func() error, error) {
		folder := c.folder(f.data)
		o := server.Options{URL: f.url, Title: f.title, Hosts: f.hosts, Note: c.note, Extend: func(ctx context.Context, sites []site.Site) error {
			return f.sources.withComing(ctx, folder, sites)
		}}
		if o.URL == "" {
			o.URL = address
		}
		s, err := server.New(ctx, folder, o)
		if err != nil {
			return nil, nil, err
		}
		if f.refresh > 0 {
			go s.Watch(ctx, f.refresh)
		}
		return s.Handler(), s.Close, nil
	})
}

// note prints an error that ends nothing.
func (c console) note(err error) { fmt.Fprintf(c.err, "tlcrawl: %s\n", terminal.Line(err.Error())) }

// Limits of a connection, and how long requests have to finish when the command is
// interrupted.
const (
	maxRead, maxWrite, maxIdle = 10 * time.Second, time.Minute, time.Minute
	maxHeader                  = 1 << 16
	drain                      = 5 * time.Second
)

// serve listens, and serves what open returns until the context ends.
func (c console) serve(ctx context.Context, f serveFlags, open func(ctx context.Context, address string) (http.Handler, func() error, error)) error {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", f.address)
	if err != nil {
		return fmt.Errorf("--addr %s: %w", f.address, err)
	}
	defer func() { _ = listener.Close() }() // the server does it, too
	address := "http://" + f.reachable(listener.Addr().String()) + "/"
	handler, closeHandler, err := open(ctx, address)
	if err != nil {
		return err
	}
	s := &http.Server{
		Handler: handler, ReadHeaderTimeout: maxRead, ReadTimeout: maxRead, WriteTimeout: maxWrite, IdleTimeout: maxIdle, MaxHeaderBytes: maxHeader,
		ErrorLog: log.New(c.err, "tlcrawl: ", 0),
	}
	c.grace.Store(int64(drain + time.Second))
	if _, err := fmt.Fprintln(c.out, address); err != nil {
		return errors.Join(err, closeHandler())
	}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(listener) }()
	select {
	case err = <-ended:
	case <-ctx.Done():
		err = shutdown(s)
	}
	return errors.Join(err, closeHandler())
}

// reachable is an address that browsers can use: the unspecified one, which stands for all
// of a machine, is replaced by the first host.
func (f serveFlags) reachable(address string) string {
	host, port, err := net.SplitHostPort(address)
	if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsUnspecified() || len(f.hosts) == 0 {
		return address
	}
	return net.JoinHostPort(strings.Trim(f.hosts[0], "[]"), port)
}

// shutdown lets the requests that are there finish.
func shutdown(s *http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), drain)
	defer cancel()
	if err := s.Shutdown(ctx); err != nil {
		return s.Close() // the rest takes too long
	}
	return nil
}
