package page

import (
	"bytes"
	"errors"

	"github.com/tlcrawl/tlcrawl/errortable"
	"github.com/tlcrawl/tlcrawl/model"
)

// isJSON reports whether bytes are JSON rather than a page.
func isJSON(b []byte) bool {
	return bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(b, []byte("\ufeff"))), []byte("{"))
}

// readErrors reads the site's table of errors.
func readErrors(b []byte) (*model.ErrorTable, error) {
	t, err := errortable.Read(bytes.NewReader(b))
	switch {
	case err == nil:
		return t, nil
	case errors.Is(err, errortable.ErrTruncated):
		return nil, &TruncatedError{Size: len(b)}
	case errors.Is(err, errortable.ErrNoTable):
		return nil, &UnexpectedPageError{Title: "JSON without errors"}
	}
	return nil, &LayoutError{Want: "table of errors", Err: err}
}
