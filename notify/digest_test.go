package notify_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/notify"
	"github.com/tlcrawl/tlcrawl/schema"
)

// report returns a report of changes, with counts.
func report(changes ...diff.Change) *diff.Report {
	r := &diff.Report{
		Old: diff.SnapshotRef{Source: "https://core.telegram.org", Layer: 186}, New: diff.SnapshotRef{Source: "https://core.telegram.org", Layer: 203},
		Summary: diff.Summary{Levels: map[diff.Level]int{}}, Changes: changes,
	}
	for i, c := range changes {
		r.Changes[i].Text = c.Subject() + ": " + c.Text
		r.Summary.Levels[c.Level]++
	}
	return r
}

// each returns a report with a change of every level, one that follows from another, and
// texts.
func each() *diff.Report {
	return report(
		diff.Change{ID: "1", Level: diff.Breaking, Rule: "constructor-removed", Kind: "constructor", Name: "premiumGiftOption", Old: "premiumGiftOption = PremiumGiftOption", Text: "removed"},
		diff.Change{ID: "2", Level: diff.Breaking, Rule: "type-removed", Kind: "type", Name: "PremiumGiftOption", Old: "PremiumGiftOption", Text: "removed", Because: "1"},
		diff.Change{ID: "3", Level: diff.Compatible, Rule: "method-added", Kind: "method", Name: "users.getUsers", New: "users.getUsers = Vector<User>", Text: "new method"},
		diff.Change{ID: "4", Level: diff.Docs, Rule: "description-changed", Kind: "method", Name: "auth.sendCode", Text: "description changed",
			Old: "Sends a code. The server uses any of the methods that it supports at the time.", New: "Sends a code again. The server uses any of the methods that it supports at the time, or none of them."},
	)
}

const whole = `https://core.telegram.org, layer 186 -> 203: 2 breaking, 1 compatible, 1 docs

BREAKING
- premiumGiftOption: removed
  - also: PremiumGiftOption: removed

COMPATIBLE
- users.getUsers: new method

DOCS
- auth.sendCode: description changed
    Sends a code{+ again+} ... {+, or none of them+}.`

// TestDigest checks that the most severe changes come first and the least severe are
// left out.
func TestDigest(t *testing.T) {
	withoutWords, _, _ := strings.Cut(whole, "\n    Sends")
	withoutDocs, _, _ := strings.Cut(whole, "\n\nDOCS")
	breaking, _, _ := strings.Cut(whole, "\n\nCOMPATIBLE")
	head, _, _ := strings.Cut(whole, "\n")
	sentence := "\n\nBREAKING\n- premiumGiftOption: removed"
	for _, tc := range []struct {
		why   string
		limit int
		on    diff.Level
		want  string
	}{
		{"no limit", 0, "", whole},
		{"exactly the limit", len(whole), diff.Docs, whole},
		{"the changed words are omitted first", len(whole) - 1, diff.Docs, withoutWords},
		{"then changes that follow from others, which are counted", len(withoutWords) - 1, diff.Docs,
			strings.Replace(withoutWords, "\n  - also: PremiumGiftOption: removed", "", 1) + "\n... and 1 more"},
		{"then the least severe, without empty headings", len(head+sentence+"\n\nCOMPATIBLE") + len("\n... and 3 more"), diff.Docs, head + sentence + "\n... and 3 more"},
		{"the counts are always kept", len(head) + 15, diff.Docs, head + "\n... and 4 more"},
		{"a limit below any message", 12, diff.Docs, "https://c..."},
		{"documentation is below the level", 0, diff.Compatible, withoutDocs},
		{"only breaking changes", 0, diff.Breaking, breaking},
	} {
		got, ok := notify.Digest(each(), tc.limit, tc.on)
		if d := cmp.Diff(tc.want, got); d != "" || !ok {
			t.Errorf("%s (-want +got):\n%s", tc.why, d)
		}
	}
}

// TestDigestOfNothing checks that there is no message without changes at the level.
func TestDigestOfNothing(t *testing.T) {
	docs := report(each().Changes[3])
	for _, tc := range []struct {
		why string
		r   *diff.Report
		on  diff.Level
	}{
		{"a run that compared nothing", nil, diff.Docs},
		{"nothing changed", report(), diff.Docs},
		{"only documentation changed, and the level is breaking", docs, diff.Breaking},
		{"only documentation changed, and the level is compatible", docs, diff.Compatible},
		{"no level", each(), "grave"},
	} {
		if got, ok := notify.Digest(tc.r, 0, tc.on); ok || got != "" {
			t.Errorf("%s: %q, %v", tc.why, got, ok)
		}
	}
}

var more = regexp.MustCompile(`\n\.\.\. and (\d+) more$`)

// TestDigestLimits checks that at every limit the digest fits, is valid text, and counts
// every change.
func TestDigestLimits(t *testing.T) {
	var changes []diff.Change
	for i := range 12 {
		changes = append(changes, diff.Change{ID: fmt.Sprint(i), Level: diff.Levels[i/4], Rule: "method-added", Kind: "method", Name: fmt.Sprintf("test.пароль%d", i), Text: "new method"})
	}
	r := report(changes...)
	full, _ := notify.Digest(r, 0, diff.Docs)
	head, _, _ := strings.Cut(full, "\n")
	for limit := 1; limit <= len(full)+1; limit++ {
		got, ok := notify.Digest(r, limit, diff.Docs)
		if !ok || len(got) > limit || !utf8.ValidString(got) {
			t.Fatalf("limit %d: %d bytes, %v: %q", limit, len(got), ok, got)
		}
		if limit < len(head)+len("\n... and 12 more") {
			continue
		}
		notified := strings.Count(got, "\n- ")
		if m := more.FindStringSubmatch(got); m != nil {
			n, _ := strconv.Atoi(m[1])
			notified += n
		}
		if notified != 12 {
			t.Fatalf("limit %d: of 12 changes %d are listed or counted:\n%s", limit, notified, got)
		}
	}
}

// TestDigestIsQuiet checks that text of the site mentions nobody, and is not interpreted as
// links or escape sequences.
func TestDigestIsQuiet(t *testing.T) {
	const zwsp = "\u200b"
	for _, tc := range []struct{ why, said, want string }{
		{"everyone on Discord", "@everyone", "@" + zwsp + "everyone"},
		{"online users", "@here", "@" + zwsp + "here"},
		{"a user on Telegram", "@durov", "@" + zwsp + "durov"},
		{"a channel on Slack", "<!channel>", "<" + zwsp + "!channel>"},
		{"a user on Slack and on Discord", "<@U1>", "<@" + zwsp + "U1>"},
		{"a mention after other defused text", "<@everyone <!@here <t:@here", "<@" + zwsp + "everyone <" + zwsp + "!@" + zwsp + "here <" + zwsp + "t:@" + zwsp + "here"},
		{"a link with misleading text, on Slack", "<https://evil.example|core.telegram.org>", "<" + zwsp + "https://evil.example|core.telegram.org>"},
		{"in upper case", "<HTTPS://evil.example>", "<" + zwsp + "HTTPS://evil.example>"},
		{"everyone on Google Chat", "<users/all>", "<" + zwsp + "users/all>"},
		{"a link with misleading text, in Markdown", "[here](https://evil.example)", "[here]" + zwsp + "(https://evil.example)"},
		{"types are not changed", "Vector<InputUser> flags.0?Vector<int>", "Vector<InputUser> flags.0?Vector<int>"},
		{"one line", "a\r\n- b", "a - b"},
		{"no escape sequences", "\x1b[2J\u202e", `\u001b[2J\u202e`},
		{"a long text", strings.Repeat("ы", 1000), strings.Repeat("ы", 136) + "..."},
	} {
		c := diff.Change{ID: "1", Level: diff.Docs, Rule: "category-changed", Kind: "method", Name: "help.getConfig", Text: "moved to " + tc.said}
		got, _ := notify.Digest(report(c), 0, diff.Docs)
		if _, said, _ := strings.Cut(got, "moved to "); said != tc.want {
			t.Errorf("%s: %q, want %q", tc.why, said, tc.want)
		}
		c = diff.Change{ID: "1", Level: diff.Docs, Rule: "description-changed", Kind: "method", Name: "help.getConfig", Text: "description changed", New: tc.said}
		if got, _ := notify.Digest(report(c), 0, diff.Docs); strings.Contains(got, "@e") || strings.Contains(got, "<!") || strings.Contains(got, "](") {
			t.Errorf("%s, in the changed words: %q", tc.why, got)
		}
	}
}

// TestDigestFolds checks that equal changes of several entities are one line, which counts
// for all.
func TestDigestFolds(t *testing.T) {
	read := func(params string) *model.Snapshot {
		var b strings.Builder
		b.WriteString("---functions---\n")
		for _, name := range []string{"a.one", "a.two", "a.three"} {
			b.WriteString(name + params + " = Bool;\n")
		}
		s, err := schema.Read(strings.NewReader(b.String()))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	old, new := read(""), read(" x:int")
	r := diff.Compare(old, new)
	got, _ := notify.Digest(r, 0, diff.Docs)
	const folded = "a schema: 3 breaking\n\nBREAKING\n- 3 methods: new required parameter x: int: a.one, a.three, a.two"
	if got != folded {
		t.Errorf("%s", got)
	}
	if got, _ = notify.Digest(r, len(folded)-1, diff.Docs); !strings.HasSuffix(got, "... and 3 more") {
		t.Errorf("cut: %s", got)
	}
}
