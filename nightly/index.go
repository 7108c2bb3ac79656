package nightly

import (
	"context"
	"errors"

	"github.com/tlcrawl/tlcrawl/history/index"
)

// extendIndex brings the index of the snapshots up to date.
func (r *run) extendIndex(ctx context.Context) error {
	if !r.result.Outcome.Good() {
		return nil
	}
	x, err := index.Open(ctx, r.Folder, r.site, index.Options{})
	if err != nil {
		return err
	}
	return errors.Join(x.Kept(), x.Close())
}
