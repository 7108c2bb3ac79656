package page_test

import (
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// Tables that would exhaust the memory when drawn are kept as plain text.
func TestReadHugeTables(t *testing.T) {
	for _, tc := range []struct{ why, table string }{
		{"a cell that spans thousands of columns", `<tr><td colspan="9990">wide</td></tr>`},
		{"a cell that spans thousands of rows", `<tr><td rowspan="9990">wide</td></tr><tr><td>x</td></tr>`},
		{"one long cell above many short ones", "<tr><td>wide" + strings.Repeat("w", 50_000) + "</td></tr>" + strings.Repeat("<tr><td>x</td></tr>", 5000)},
		{"one long row among many short ones", "<tr>" + strings.Repeat("<td>wide</td>", 2000) + "</tr>" + strings.Repeat("<tr><td>x</td></tr>", 2000)},
	} {
		markup := instead(t, "method_old_bots", "</table>", `</table><h3 id="odd">Odd</h3><table>`+tc.table+"</table>")
		p, err := page.Read(strings.NewReader(markup), site)
		if err != nil {
			t.Errorf("%s: %v", tc.why, err)
			continue
		}
		said := strings.Join([]string{p.Method.Sections["odd"], p.Method.Sections["-odd"]}, "")
		if !strings.Contains(said, "wide") || len(said) > 1<<20 {
			t.Errorf("%s: kept %d bytes of a table of %d: %.60q", tc.why, len(said), len(tc.table), said)
		}
	}
}
