package diff

import (
	"fmt"
	"strings"
)

// ContradictionError reports a filter that no change can pass.
type ContradictionError struct{ Only, Except []string }

func (e *ContradictionError) Error() string {
	except := strings.Join(e.Except, ",")
	if len(e.Only) == 0 {
		return fmt.Sprintf("--except %q excludes every change", except)
	}
	return fmt.Sprintf("--except %s excludes everything that --only %s includes", except, strings.Join(e.Only, ","))
}
