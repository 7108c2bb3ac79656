package s3test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/gofrs/flock"
)

// module is the server. Its Go module has its own checksums.
const (
	module  = "github.com/versity/versitygw/cmd/versitygw"
	version = "v1.8.0"
)

// Server is a running S3 server.
type Server struct {
	// URL is its address, Root the folder of its buckets.
	URL, Root string
	command   *exec.Cmd
}

// The credentials that the server accepts.
const (
	AccessKey = "test-key"
	SecretKey = "test-secret"
)

// Main runs the tests of a package with a server and its credentials in the environment, and
// nothing else of the user's.
func Main(m *testing.M, to **Server) int {
	for name, value := range map[string]string{
		"AWS_ACCESS_KEY_ID": AccessKey, "AWS_SECRET_ACCESS_KEY": SecretKey, "AWS_SESSION_TOKEN": "", "AWS_PROFILE": "",
		"AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": os.DevNull, "AWS_SHARED_CREDENTIALS_FILE": os.DevNull,
	} {
		os.Setenv(name, value)
	}
	s, err := start()
	if err != nil {
		fmt.Fprintln(os.Stderr, "the S3 server of the tests:", err)
		return 1
	}
	defer s.stop()
	*to = s
	return m.Run()
}

// start builds the server, once for each version, and starts it.
func start() (*Server, error) {
	program, err := build()
	if err != nil {
		return nil, err
	}
	root, err := os.MkdirTemp("", "s3test")
	if err != nil {
		return nil, err
	}
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	s := &Server{URL: "http://" + address, Root: root, command: exec.Command(program, "--port", address, "--quiet", "posix", root)}
	s.command.Env = append(os.Environ(), "ROOT_ACCESS_KEY="+AccessKey, "ROOT_SECRET_KEY="+SecretKey)
	if err := s.command.Start(); err != nil {
		return nil, err
	}
	return s, s.ready()
}

// ready waits until the server answers.
func (s *Server) ready() error {
	_, err := backoff.Retry(context.Background(), func() (struct{}, error) {
		answer, err := http.Get(s.URL)
		if err == nil {
			answer.Body.Close()
		}
		return struct{}{}, err
	}, backoff.WithBackOff(backoff.NewConstantBackOff(20*time.Millisecond)), backoff.WithMaxElapsedTime(20*time.Second))
	if err != nil {
		s.stop()
	}
	return err
}

func (s *Server) stop() {
	_ = s.command.Process.Kill()
	_ = s.command.Wait()
	_ = os.RemoveAll(s.Root)
}

// build returns the program: that of $TLCRAWL_VERSITYGW, or one that was built before.
func build() (string, error) {
	if program := os.Getenv("TLCRAWL_VERSITYGW"); program != "" {
		return program, nil
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	folder := filepath.Join(cache, "tlcrawl", "test", "versitygw-"+version)
	program := filepath.Join(folder, filepath.Base(module))
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		return "", err
	}
	lock := flock.New(folder + ".lock") // the tests of two packages start at once
	if err := lock.Lock(); err != nil {
		return "", err
	}
	defer lock.Close()
	if _, err := os.Stat(program); err == nil {
		return program, nil
	}
	fresh, err := os.MkdirTemp(filepath.Dir(folder), "new")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(fresh)
	// It takes minutes to build, and a test needs no fast server.
	command := exec.Command("go", "install", "-gcflags=all=-N -l -dwarf=false", "-ldflags=-s -w", module+"@"+version)
	command.Env = append(os.Environ(), "GOBIN="+fresh, "GOGC=400")
	if out, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	return program, os.Rename(fresh, folder)
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// Bucket makes a bucket for one test, and returns its name.
func (s *Server) Bucket(t testing.TB) string {
	t.Helper()
	folder, err := os.MkdirTemp(s.Root, "bucket-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	return filepath.Base(folder)
}

// Address is the URL of a data folder, with options in addition to those of the server at an
// endpoint: that of the server itself, or of a Proxy.
func Address(endpoint, bucket, prefix, options string) string {
	q := url.Values{"endpoint": {endpoint}, "use_path_style": {"true"}, "region": {"us-east-1"}}
	if options != "" {
		options = "&" + options
	}
	return "s3://" + bucket + "/" + prefix + "?" + q.Encode() + options
}
