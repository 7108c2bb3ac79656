package diff

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// RuleLevels are custom levels of rules, by their IDs.
type RuleLevels map[string]Level

var levelLine = regexp.MustCompile(`^([a-z-]+)\s*=\s*([a-z]+)$`)

// ParseRuleLevels reads a rule and its level per line: "error-added = docs". Empty lines
// and comments that begin with # are ignored. An error names the line.
func ParseRuleLevels(r io.Reader) (RuleLevels, error) {
	levels, seen := RuleLevels{}, map[string]int{}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line, _, _ := strings.Cut(lines.Text(), "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		m := levelLine.FindStringSubmatch(line)
		switch {
		case m == nil:
			return nil, fmt.Errorf("line %d: invalid line %q (want RULE = LEVEL, as in error-added = docs)", n, line)
		case !isRule(m[1]):
			return nil, fmt.Errorf("line %d: unknown rule %q (see tlcrawl rules)", n, m[1])
		case !slices.Contains(Levels, Level(m[2])):
			return nil, fmt.Errorf("line %d: invalid level %q (want breaking, compatible or docs)", n, m[2])
		case seen[m[1]] > 0:
			return nil, fmt.Errorf("line %d: %s has a level in line %d already", n, m[1], seen[m[1]])
		}
		levels[m[1]], seen[m[1]] = Level(m[2]), n
	}
	return levels, lines.Err()
}

func isRule(id string) bool {
	return slices.ContainsFunc(Rules, func(r Rule) bool { return r.ID == id })
}

// WithLevels returns the report with these levels instead of the rules' own. A rule with
// several rows has the same level in all of them. IDs do not change.
func (r *Report) WithLevels(levels RuleLevels) *Report {
	changes := slices.Clone(r.Changes)
	for i, c := range changes {
		if l, ok := levels[c.Rule]; ok {
			changes[i].Level = l
		}
	}
	slices.SortStableFunc(changes, inOrder)
	group(changes)
	other := *r
	other.Changes, other.Summary = changes, summarize(changes)
	other.Summary.Accepted, other.Summary.LeftOut = r.Summary.Accepted, r.Summary.LeftOut
	return &other
}
