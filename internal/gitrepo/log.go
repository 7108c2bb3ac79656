package gitrepo

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// Commit is a commit with what it changed.
type Commit struct {
	ID   string
	Time time.Time // of the committer
	// Changes are the files that were added, changed or removed, by path.
	Changes []Change
}

// Change is one file in a commit.
type Change struct {
	// Path is relative to the root of the repository, with slashes.
	Path string
	// Blob is the id of the contents, empty for a file that was removed or is no regular
	// file.
	Blob string
}

// maxField bounds a field of the log: a path.
const maxField = 1 << 16

var errLog = errors.New("git log printed what this program does not understand")

// Log calls visit with each commit that changed one of the paths, which are files or
// folders relative to the root; an empty path is the root. The oldest commit comes first.
func (r *Repo) Log(ctx context.Context, paths []string, visit func(Commit) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	args := []string{"log", "--first-parent", "-m", "--reverse", "--format=%x01%H %ct", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv", "-O/dev/null",
		"--no-color", "--end-of-options", r.Commit, "--"}
	for _, p := range paths {
		args = append(args, ":(top,literal)"+p)
	}
	cmd := r.command(ctx, args...)
	var said bytes.Buffer
	cmd.Stderr = &limitedWriter{&said, 4 << 10}
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return &Error{r.dir, explain(ctx, err, "git log failed")}
	}
	err = readLog(bufio.NewReaderSize(out, maxField), visit)
	stopped := err != nil
	if stopped {
		stop()
	}
	waited := cmd.Wait()
	switch {
	case stopped:
		return err
	case waited != nil:
		line, _, _ := strings.Cut(strings.TrimSpace(said.String()), "\n")
		return &Error{r.dir, fmt.Errorf("git log: %s", line)}
	}
	return nil
}

// readLog reads fields that end in NUL: "\x01HASH TIME", then ":MODE MODE BLOB BLOB STATUS"
// and a path for each file. The first file follows the hash after a line break.
func readLog(r *bufio.Reader, visit func(Commit) error) error {
	var now *Commit
	flush := func() error {
		if now == nil {
			return nil
		}
		c := *now
		now = nil
		return visit(c)
	}
	for {
		field, err := readField(r)
		if errors.Is(err, io.EOF) {
			return flush()
		}
		if err != nil {
			return err
		}
		field = strings.TrimLeft(field, "\n")
		switch {
		case field == "":
		case field[0] == 1:
			if err := flush(); err != nil {
				return err
			}
			head, rest, _ := strings.Cut(field[1:], "\n")
			id, seconds, ok := strings.Cut(head, " ")
			at, err := strconv.ParseInt(seconds, 10, 64)
			if !ok || err != nil || rest != "" {
				return errLog
			}
			now = &Commit{ID: id, Time: time.Unix(at, 0).UTC()}
		case field[0] == ':' && now != nil:
			path, err := readField(r)
			parts := strings.Fields(field)
			if err != nil || len(parts) != 5 {
				return errLog
			}
			c := Change{Path: path}
			if strings.HasPrefix(parts[1], "100") { // no link, no submodule
				c.Blob = parts[3]
			}
			now.Changes = append(now.Changes, c)
		default:
			return errLog
		}
	}
}

func readField(r *bufio.Reader) (string, error) {
	b, err := r.ReadSlice(0)
	switch {
	case errors.Is(err, bufio.ErrBufferFull):
		return "", fmt.Errorf("a path is longer than %d KB", maxField>>10)
	case err != nil && len(b) > 0:
		return "", errLog
	case err != nil:
		return "", err
	}
	return string(b[:len(b)-1]), nil
}

// limitedWriter keeps the beginning of what is written.
type limitedWriter struct {
	b    *bytes.Buffer
	left int
}

func (w *limitedWriter) Write(p []byte) (int, error) {
	n := min(len(p), w.left)
	w.left -= n
	w.b.Write(p[:n])
	return len(p), nil
}
