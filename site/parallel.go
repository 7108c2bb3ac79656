package site

import (
	"bytes"
	"io"
	"runtime"
	"sync"
)

// parallel is an Output that makes several files at once, and passes them on in the order in
// which they were asked for. An error comes with a later file, or with wait.
type parallel struct {
	out   Output
	free  chan struct{} // a place for each file in the making
	queue chan *making
	done  chan struct{}

	mu  sync.Mutex
	err error // the first one
}

// making is a file in the making.
type making struct {
	name string
	made chan struct{}
	b    bytes.Buffer
	err  error
}

// maxMade is how many files may wait for one before them.
const maxMade = 64

func newParallel(out Output) *parallel {
	p := &parallel{out: out, free: make(chan struct{}, runtime.GOMAXPROCS(0)), queue: make(chan *making, maxMade), done: make(chan struct{})}
	go p.pass()
	return p
}

// Create makes a file while the caller goes on: write must not use what the caller changes.
func (p *parallel) Create(name string, write func(io.Writer) error) error {
	if err := p.failed(nil); err != nil {
		return err
	}
	f := &making{name: name, made: make(chan struct{})}
	p.free <- struct{}{}
	go func() {
		f.err = write(&f.b)
		<-p.free
		close(f.made)
	}()
	p.queue <- f
	return nil
}

// pass passes on files until there are no more, or one fails.
func (p *parallel) pass() {
	defer close(p.done)
	for f := range p.queue {
		<-f.made
		if p.failed(f.err) != nil {
			continue
		}
		_ = p.failed(p.out.Create(f.name, func(w io.Writer) error {
			_, err := f.b.WriteTo(w)
			return err
		}))
	}
}

// failed notes an error, and returns the first one.
func (p *parallel) failed(err error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err == nil {
		p.err = err
	}
	return p.err
}

// wait waits until all files are passed on. Nothing may be created after it.
func (p *parallel) wait() error {
	close(p.queue)
	<-p.done
	return p.failed(nil)
}
