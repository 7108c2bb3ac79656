package cli

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/tlcrawl/tlcrawl/diff"
)

func commands() []*cobra.Command {
	root := newRoot(newConsole(Program{}, strings.NewReader(""), new(bytes.Buffer), new(bytes.Buffer)))
	var all []*cobra.Command
	for _, c := range root.Commands() {
		all = append(append(all, c), c.Commands()...)
	}
	return append(all, root)
}

// commandWords are the arguments that run a command.
func commandWords(cmd *cobra.Command) []string { return strings.Fields(cmd.CommandPath())[1:] }

// TestHelp checks the help of every command: it fits 80 columns, has an example, and lists
// each flag once.
func TestHelp(t *testing.T) {
	for _, cmd := range commands() {
		if cmd.Name() == "help" || strings.Contains(cmd.CommandPath(), " completion") {
			continue // made by cobra
		}
		args := append(commandWords(cmd), "--help")
		var out bytes.Buffer
		if code := runProgram(args, nil, &out, new(bytes.Buffer)); code != exitOK {
			t.Fatalf("%v: exit %d", args, code)
		}
		if cmd.Short == "" || cmd.Example == "" || !strings.Contains(out.String(), cmd.Example) {
			t.Errorf("%v: no description or no example", args)
		}
		for line := range strings.Lines(out.String()) {
			if utf8.RuneCountInString(strings.TrimSuffix(line, "\n")) > helpWidth {
				t.Errorf("%v: wider than %d columns: %s", args, helpWidth, line)
			}
		}
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			want := 1
			if f.Hidden {
				want = 0
			}
			listed := regexp.MustCompile(`(?m)^  (-\w, |    )--` + f.Name + `( |$)`)
			n := len(listed.FindAllString(out.String(), -1))
			if n != want {
				t.Errorf("%v: --%s is listed %d times, want %d", args, f.Name, n, want)
			}
		})
	}
}

// TestCompletion checks that flags with a fixed set of values complete them.
func TestCompletion(t *testing.T) {
	found := 0
	for _, cmd := range commands() {
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			list := flagChoices(f)
			if list == nil {
				return
			}
			found++
			var out bytes.Buffer
			runProgram(slices.Concat([]string{cobra.ShellCompNoDescRequestCmd}, commandWords(cmd), []string{"--" + f.Name, ""}), nil, &out, new(bytes.Buffer))
			got := strings.Fields(out.String())
			if len(got) <= len(list) || !slices.Equal(got[:len(list)], list) {
				t.Errorf("%s --%s completes to %q, want %q", cmd.Name(), f.Name, got, list)
			}
		})
	}
	if found < 6 {
		t.Errorf("%d flags have a fixed set of values", found)
	}
}

// TestCompleteList checks that lists separated by commas complete their last word.
func TestCompleteList(t *testing.T) {
	for _, c := range []struct {
		why, command, flag, typed string
		want                      []string
	}{
		{"the first kind", "crawl", "--kinds", "", []string{"method", "schema"}},
		{"the second kind", "nightly", "--kinds", "method,", []string{"method,constructor", "method,schema"}},
		{"levels, directions and rules", "diff", "--only", "methods,", []string{"methods,breaking", "methods,sent", "methods,param-added"}},
	} {
		var out bytes.Buffer
		runProgram([]string{cobra.ShellCompNoDescRequestCmd, c.command, c.flag, c.typed}, nil, &out, new(bytes.Buffer))
		for _, word := range c.want {
			if !slices.Contains(strings.Fields(out.String()), word) {
				t.Errorf("%s: %s %s %q does not complete to %s:\n%s", c.why, c.command, c.flag, c.typed, word, out.String())
			}
		}
	}
}

// TestFilterWords checks that every completed word is accepted.
func TestFilterWords(t *testing.T) {
	for _, word := range filterWords() {
		if err := (diff.Filter{Only: []string{word}}).Check(); err != nil {
			t.Error(err)
		}
	}
}

// TestGroups checks that grouped lists have every entry once, in the order of the groups.
func TestGroups(t *testing.T) {
	self := func(s string) string { return s }
	titles, parts := grouped([]string{"a", "b", "c", "d"}, self, []group{{"One", []string{"d", "b"}}, {"None", []string{"x"}}}, "Rest")
	if !slices.Equal(titles, []string{"One", "Rest"}) || !slices.Equal(slices.Concat(parts...), []string{"d", "b", "a", "c"}) {
		t.Errorf("got %q %q", titles, parts)
	}
	for _, tc := range []struct {
		why  string
		args []string
		want []string // in this order
	}{
		{"commands", []string{"--help"}, []string{"Crawl:\n  demo", "Read and compare:\n  diff", "More:\n"}},
		{"many flags", []string{"diff", "--help"}, []string{"Output flags:\n      --format", "Filter flags:\n      --only", "General flags:\n  -h"}},
		{"few flags", []string{"layers", "--help"}, []string{"Flags:\n      --data"}},
	} {
		var out bytes.Buffer
		runProgram(tc.args, nil, &out, new(bytes.Buffer))
		rest := out.String()
		for _, want := range tc.want {
			_, after, found := strings.Cut(rest, want)
			if !found {
				t.Errorf("%s: %q is missing or out of order:\n%s", tc.why, want, out.String())
			}
			rest = after
		}
	}
}
