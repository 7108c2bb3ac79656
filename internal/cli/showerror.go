package cli

import (
	"io"
	"strings"

	"github.com/tlcrawl/tlcrawl/export"
	"github.com/tlcrawl/tlcrawl/model"
)

// showError prints what a snapshot says about an error, and reports whether it has it.
func (c console) showError(s *model.Snapshot, name string, asJSON bool) (known bool, err error) {
	t, err := export.New(s, export.Options{})
	if err != nil {
		return false, err
	}
	found := t.Find(0, name)
	if len(found) == 0 {
		return false, nil
	}
	if asJSON {
		only := *t
		only.Errors, only.Methods = nil, nil
		for _, m := range found {
			only.Errors = append(only.Errors, m.Error)
		}
		return true, export.JSON(c.out, &only)
	}
	var b strings.Builder
	for i, m := range found {
		if i > 0 {
			b.WriteString("\n")
		}
		if err := describe(&b, m, nil); err != nil {
			return true, err
		}
	}
	_, err = io.WriteString(c.out, b.String())
	return true, err
}
