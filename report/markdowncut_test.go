package report_test

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/report"
)

func cutTo(n int) report.Printer {
	return func(w io.Writer, r *diff.Report, _ report.Options) error {
		return report.Markdown(w, r, report.Options{MaxBytes: n})
	}
}

// TestMarkdownCutShown compares truncated reports of the sample with golden files.
func TestMarkdownCutShown(t *testing.T) {
	r := diff.Compare(difftest.Sample(t))
	for _, c := range []struct {
		file string
		room int
	}{{"cut.lines.md", 4000}, {"cut.few.md", 1200}} {
		golden(t, c.file, output(t, cutTo(c.room), r))
	}
}

// TestMarkdownCutInOrder checks that documentation is truncated first and breaking changes
// last, and that the last line says what is left out.
func TestMarkdownCutInOrder(t *testing.T) {
	r := diff.Compare(difftest.Sample(t))
	whole := output(t, report.Markdown, r)
	for _, same := range []int{0, -1, len(whole), len(whole) + 1} {
		if got := output(t, cutTo(same), r); got != whole {
			t.Errorf("%d bytes are enough, but something is left out", same)
		}
	}
	full := levelSections(whole)
	stages := map[string]bool{}
	for room := len(whole) - 1; room >= 1000; room -= 97 {
		got := output(t, cutTo(room), r)
		last := got[strings.LastIndex(strings.TrimSuffix(got, "\n"), "\n")+1:]
		intact := true
		for _, l := range diff.Levels {
			same := levelSections(got)[l] == full[l]
			if same == strings.Contains(last, string(l)+": ") {
				t.Errorf("%d bytes: %s is intact: %v, but the last line is %q", room, l, same, last)
			}
			if !intact && same {
				t.Errorf("%d bytes: %s is intact, but something more severe is not", room, l)
			}
			intact = intact && same
			if !same {
				stages[string(l)] = true
			}
		}
	}
	if len(stages) != len(diff.Levels) {
		t.Errorf("only %v were ever truncated", stages)
	}
}

var levelTitle = regexp.MustCompile(`(?m)^### (\w+) \(\d+\)$`)

// levelSections returns the texts of the levels.
func levelSections(markdown string) map[diff.Level]string {
	markdown, _, _ = strings.Cut(markdown, "\nTruncated: ")
	sections := map[diff.Level]string{}
	titles := levelTitle.FindAllStringSubmatchIndex(markdown, -1)
	for i, t := range titles {
		end := len(markdown)
		if i+1 < len(titles) {
			end = titles[i+1][0]
		}
		sections[diff.Level(strings.ToLower(markdown[t[2]:t[3]]))] = strings.TrimSpace(markdown[t[0]:end])
	}
	return sections
}

// TestMarkdownUsesTheRoom checks that a large report fills GitHub's limit.
func TestMarkdownUsesTheRoom(t *testing.T) {
	if n := len(output(t, cutTo(65_536), synthetic(5000))); n < 64_000 {
		t.Errorf("%d of 65,536 bytes are used", n)
	}
}

// TestMarkdownCutOmitsTheLessSevere checks that an entity is left out only if all less
// severe ones are.
func TestMarkdownCutOmitsTheLessSevere(t *testing.T) {
	got := output(t, cutTo(65_536), synthetic(5000))
	cut := false
	for _, section := range strings.Split(got, "\n### ")[1:] {
		if cut && strings.Contains(section, "\n- **") {
			t.Errorf("something more severe was left out:\n%.300s", section)
		}
		cut = cut || regexp.MustCompile(`\n- and \d+ more\n`).MatchString(section)
	}
	if !cut {
		t.Error("nothing is left out")
	}
}

// evil are texts that try to be markup or mentions.
var evil = []string{
	"plain", "`", "``` @everyone", "````\n</details>\n<!-- ", "<details><summary>", "a `b` ``c`` @octocat", "\n\n~~~\n# title", "- [x](javascript:alert(1))",
	"</details>", "-->", "&lt;b&gt;", "\x1b[2J\u202e", "| a | b |", strings.Repeat("`", 40), strings.Repeat("long ", 80), "\xff\xfe",
}

// synthetic returns a report of n changes of every kind of text and level, some of which
// follow from others.
func synthetic(n int) *diff.Report {
	r := &diff.Report{Old: diff.SnapshotRef{Source: "https://a.org", Layer: 1}, New: diff.SnapshotRef{Source: "https://a.org/`<!--", Layer: 2}}
	rules := map[diff.Level][]string{
		diff.Breaking:   {"method-removed", "param-removed", "param-type-changed", "result-changed"},
		diff.Compatible: {"method-added", "error-added", "access-widened"},
		diff.Docs:       {"description-changed", "section-changed"},
	}
	for i := range n {
		level := diff.Levels[i*3/n]
		text := func(k int) string { return evil[(i*7+k)%len(evil)] }
		c := diff.Change{
			Rule: rules[level][i%len(rules[level])], Level: level, Kind: model.KindMethod, Name: fmt.Sprint(text(0), i/3),
			Param: text(1), Error: text(2), Section: text(3), Old: text(4), New: text(5), ID: fmt.Sprint(i),
		}
		if i%5 == 1 {
			c.Because = fmt.Sprint(i - 1)
		}
		r.Changes = append(r.Changes, c)
	}
	counted, err := r.Filter(diff.Filter{})
	if err != nil {
		panic(err)
	}
	return counted
}

// TestMarkdownCutFits checks that every truncated report is within the limit, is
// well-formed, and has the number of changes of each level.
func TestMarkdownCutFits(t *testing.T) {
	reports := []*diff.Report{diff.Compare(difftest.Sample(t)), hostile(t)}
	for _, n := range []int{1, 3, 26, 100, 1000, 5000} {
		reports = append(reports, synthetic(n))
	}
	for _, r := range reports {
		whole, step := len(output(t, report.Markdown, r)), 6
		if len(r.Changes) >= 1000 {
			step = 1
		}
		for room := 1000; room < 2*whole; room += room / step {
			got := output(t, cutTo(room), r)
			if len(got) > room {
				t.Errorf("%d changes: %d bytes, want at most %d", len(r.Changes), len(got), room)
			}
			if err := wellFormed(got); err != nil {
				t.Fatalf("%d changes in %d bytes: %v:\n%s", len(r.Changes), room, err, got)
			}
			title, _, _ := strings.Cut(got, "\n")
			for _, l := range diff.Levels {
				n := r.Summary.Levels[l]
				if n > 0 && (!strings.Contains(title, fmt.Sprintf("%d %s", n, l)) || !strings.Contains(got, fmt.Sprintf("%s (%d)\n", l[1:], n))) {
					t.Errorf("%d changes in %d bytes: the number of %s changes is missing:\n%s", len(r.Changes), room, l, got)
				}
			}
			if room == 1000 && output(t, cutTo(room), r) != got {
				t.Errorf("%d changes in %d bytes: printed again: other bytes", len(r.Changes), room)
			}
		}
	}
}

// TestMarkdownCutTooFar checks that nothing is printed if there is no room for the summary.
func TestMarkdownCutTooFar(t *testing.T) {
	r := diff.Compare(difftest.Sample(t))
	err := cutTo(100)(io.Discard, r, report.Options{})
	var changes, room, need int
	if _, scan := fmt.Sscanf(fmt.Sprint(err), "a report of %d changes does not fit into %d bytes: its summary alone takes %d", &changes, &room, &need); scan != nil || room != 100 {
		t.Fatal(err)
	}
	for _, room := range []int{1, need - 1, need, need + 1} {
		var b bytes.Buffer
		if err := cutTo(room)(&b, r, report.Options{}); (err == nil) != (room >= need) || (b.Len() > 0) != (room >= need) || b.Len() > room {
			t.Errorf("%d bytes: %v, and %d are printed", room, err, b.Len())
		}
	}
}

// TestMarkdownCutOfNothing checks that an empty report prints nothing, whatever the limit.
func TestMarkdownCutOfNothing(t *testing.T) {
	old, _ := difftest.Sample(t)
	if got := output(t, cutTo(1), diff.Compare(old, old)); got != "" {
		t.Errorf("%q", got)
	}
}

var (
	fence     = regexp.MustCompile("^ *(`{3,})(diff)?$")
	backticks = regexp.MustCompile("`+")
)

// wellFormed checks a report against CommonMark: every fence, span and fold is closed, and
// text outside of code does not come from the site.
func wellFormed(report string) error {
	open, folds := "", 0
	for line := range strings.Lines(report) {
		line = strings.TrimSuffix(line, "\n")
		m := fence.FindStringSubmatch(line)
		switch {
		case open != "" && m != nil && m[2] == "" && len(m[1]) >= len(open):
			open = ""
		case open != "":
		case m != nil:
			open = m[1]
		case line == "<details><summary>Show them</summary>":
			folds++
		case line == "</details>":
			folds--
		default:
			rest, err := outsideSpans(line)
			if err != nil {
				return err
			}
			if strings.ContainsAny(rest, "<@&[]~\x1b") {
				return fmt.Errorf("text of the site outside of code in %q", line)
			}
		}
		if folds < 0 || folds > 1 {
			return fmt.Errorf("nested folds at %q", line)
		}
	}
	if open != "" || folds != 0 {
		return fmt.Errorf("%d folds and the fence %q are left open", folds, open)
	}
	return nil
}

// outsideSpans removes the code spans from a line.
func outsideSpans(line string) (string, error) {
	var rest strings.Builder
	for {
		at := backticks.FindStringIndex(line)
		if at == nil {
			return rest.String() + line, nil
		}
		rest.WriteString(line[:at[0]])
		ticks, behind := line[at[0]:at[1]], line[at[1]:]
		end := slices.IndexFunc(backticks.FindAllStringIndex(behind, -1), func(i []int) bool { return i[1]-i[0] == len(ticks) })
		if end < 0 {
			return "", fmt.Errorf("the code span %q is left open in %q", ticks, line)
		}
		line = behind[backticks.FindAllStringIndex(behind, -1)[end][1]:]
	}
}
