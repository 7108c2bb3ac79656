package gitrepo

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"sync"
)

// Blobs reads contents from one process of git. It is safe for concurrent use.
type Blobs struct {
	mu   sync.Mutex
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Reader
	stop context.CancelFunc
	err  error // after which nothing can be read
}

// ErrMissing says that the repository does not have a blob: the clone is partial.
var ErrMissing = errors.New("the repository does not have the contents (a partial or damaged clone)")

// SizeError says that a blob is larger than the caller accepts.
type SizeError struct{ Size, Limit int64 }

func (e *SizeError) Error() string {
	return fmt.Sprintf("too large: %d bytes, the limit is %d MB", e.Size, e.Limit>>20)
}

// Blobs starts the process. The caller must call Close.
func (r *Repo) Blobs(ctx context.Context) (*Blobs, error) {
	ctx, stop := context.WithCancel(ctx)
	cmd := r.command(ctx, "cat-file", "--batch")
	in, err := cmd.StdinPipe()
	if err != nil {
		stop()
		return nil, &Error{r.dir, err}
	}
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		stop()
		return nil, &Error{r.dir, explain(ctx, err, "git cat-file failed")}
	}
	return &Blobs{cmd: cmd, in: in, out: bufio.NewReaderSize(out, 1<<16), stop: stop}, nil
}

// Close ends the process.
func (b *Blobs) Close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.in.Close()
	b.stop()
	_ = b.cmd.Wait()
	b.err = errors.New("closed")
}

// Read returns the contents of a blob, which has at most limit bytes.
func (b *Blobs) Read(id string, limit int64) ([]byte, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.err != nil {
		return nil, b.err
	}
	if strings.Trim(id, "0123456789abcdef") != "" || id == "" {
		return nil, fmt.Errorf("invalid id %.80q", id)
	}
	content, err := b.read(id, limit)
	var size *SizeError
	if err != nil && !errors.Is(err, ErrMissing) && !errors.As(err, &size) {
		b.err = fmt.Errorf("git cat-file: %w", err)
		return nil, b.err
	}
	return content, err
}

func (b *Blobs) read(id string, limit int64) ([]byte, error) {
	if _, err := io.WriteString(b.in, id+"\n"); err != nil {
		return nil, err
	}
	head, err := b.out.ReadString('\n')
	if err != nil {
		return nil, err
	}
	fields := strings.Fields(head)
	if len(fields) == 2 && fields[1] == "missing" {
		return nil, ErrMissing
	}
	if len(fields) != 3 {
		return nil, fmt.Errorf("unexpected answer %.80q", head)
	}
	size, err := strconv.ParseInt(fields[2], 10, 64)
	if err != nil {
		return nil, err
	}
	if size > limit {
		_, err := io.CopyN(io.Discard, b.out, size+1)
		if err == nil {
			err = &SizeError{size, limit}
		}
		return nil, err
	}
	content := make([]byte, size)
	if _, err := io.ReadFull(b.out, content); err != nil {
		return nil, err
	}
	_, err = b.out.Discard(1)
	return content, err
}
