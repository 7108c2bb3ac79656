package cli

import (
	"context"
	"time"
)

// repeat runs the job repeatedly until it is interrupted. The runs begin --every apart; a
// failed one is reported as under cron, and the next one follows.
func (f *nightlyFlags) repeat(ctx context.Context, c console) error {
	if err := f.check(); err != nil {
		return err
	}
	for ctx.Err() == nil {
		next := time.NewTimer(f.every)
		once := *f
		if err := once.run(ctx, c); err != nil && ctx.Err() == nil {
			exitCode(c.err, err)
		}
		select {
		case <-ctx.Done():
			next.Stop()
		case <-next.C:
		}
	}
	return nil
}
