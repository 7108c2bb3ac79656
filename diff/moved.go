package diff

import "slices"

// moved compares the order of the parameters in both lines: those outside the longest
// sequence that kept its order have moved.
func (c *comparison) moved(e entity, old, new []string) {
	if slices.Equal(old, new) {
		return
	}
	kept := commonOrder(old, new)
	for i, name := range new {
		if slices.Contains(kept, name) {
			continue
		}
		c.add(e.change("param-moved", Change{Param: name, Old: place(old, kept, name), New: place(new, kept, name), position: i}))
	}
}

// place is the position of a name in a list, relative to the names that kept their order.
func place(list, kept []string, name string) string {
	position := "first"
	for _, n := range list {
		if n == name {
			break
		}
		if slices.Contains(kept, n) {
			position = "after " + n
		}
	}
	return position
}

// maxOrder limits the work of commonOrder. The longest line of the real schema has some 60
// parameters; in a line longer than this, all have moved.
const maxOrder = 512

// commonOrder returns the longest sequence of names that both lists have in the same order;
// of several, the first in alphabetical order, so that the result is symmetrical.
func commonOrder(a, b []string) []string {
	if len(a) > maxOrder || len(b) > maxOrder {
		return nil
	}
	best := make([][][]string, len(a)+1)
	for i := range best {
		best[i] = make([][]string, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			best[i][j] = better(best[i+1][j], best[i][j+1])
			if a[i] == b[j] {
				best[i][j] = better(best[i][j], append([]string{a[i]}, best[i+1][j+1]...))
			}
		}
	}
	return best[0][0]
}

func better(a, b []string) []string {
	if len(a) != len(b) {
		if len(a) > len(b) {
			return a
		}
		return b
	}
	if slices.Compare(a, b) <= 0 {
		return a
	}
	return b
}
