//go:build unix

package cli

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// actionFile has the parts of action.yml that the tests need.
type actionFile struct {
	Inputs map[string]struct {
		Description string
		Default     string
	}
	Outputs map[string]struct{ Description, Value string }
	Runs    struct {
		Using string
		Steps []actionStep
	}
}

type actionStep struct {
	ID, Name, Shell, Run, Uses string
	Env, With                  map[string]string
}

// workflowFile has the parts of a workflow that the tests need.
type workflowFile struct {
	Jobs map[string]struct{ Steps []actionStep }
}

func readYAML(t *testing.T, file string, into any) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", file))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(b, into); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

func readAction(t *testing.T) *actionFile {
	t.Helper()
	var a actionFile
	readYAML(t, "action.yml", &a)
	return &a
}

var expression = regexp.MustCompile(`\$\{\{ *([\w.-]+) *\}\}`)

// evaluate replaces expressions as a runner does. An unknown one fails the test.
func evaluate(t *testing.T, text string, context map[string]string) string {
	t.Helper()
	return expression.ReplaceAllStringFunc(text, func(e string) string {
		value, known := context[expression.FindStringSubmatch(e)[1]]
		if !known {
			t.Errorf("unknown expression %s", e)
		}
		return value
	})
}

// context returns the inputs of the action, with its defaults, and the values of a runner.
func (a *actionFile) context(t *testing.T, inputs map[string]string) map[string]string {
	t.Helper()
	known := map[string]string{
		"github.server_url": "https://github.com", "github.repository": "someone/history", "github.token": "secret", "github.action_path": "/action",
	}
	context := maps.Clone(known)
	for name, input := range a.Inputs {
		context["inputs."+name] = evaluate(t, input.Default, known)
	}
	for name, value := range inputs {
		if _, ok := a.Inputs[name]; !ok {
			t.Fatalf("the action has no input %s", name)
		}
		context["inputs."+name] = value
	}
	return context
}

// TestActionFile checks what a runner would reject, and that scripts contain no
// expressions, which would be inserted unquoted.
func TestActionFile(t *testing.T) {
	a := readAction(t)
	if a.Runs.Using != "composite" {
		t.Errorf("runs.using is %q", a.Runs.Using)
	}
	pinned := regexp.MustCompile(`@[0-9a-f]{40}$`)
	for _, s := range a.Runs.Steps {
		switch {
		case s.Run == "" && !pinned.MatchString(s.Uses):
			t.Errorf("%s is not pinned by digest", s.Uses)
		case s.Run != "" && s.Shell != "bash":
			t.Errorf("%s: a step of an action needs its shell", s.Name)
		case strings.Contains(s.Run, "${{"):
			t.Errorf("%s: an expression in a script", s.Name)
		}
	}
	for name, input := range a.Inputs {
		if input.Description == "" || !strings.Contains(usedIn(a), "inputs."+name) {
			t.Errorf("input %s has no description or is not used", name)
		}
	}
	for _, name := range []string{"data", "kinds", "contact", "base-url", "fail-on", "notify"} {
		if _, ok := a.Inputs[name]; !ok {
			t.Errorf("no input %s", name)
		}
	}
	for _, name := range []string{"changed", "layer", "report"} {
		if a.Outputs[name].Value == "" {
			t.Errorf("no output %s", name)
		}
	}
}

// usedIn are the environments of all steps.
func usedIn(a *actionFile) string {
	var b strings.Builder
	for _, s := range a.Runs.Steps {
		for _, v := range s.Env {
			b.WriteString(v + "\n")
		}
	}
	return b.String()
}

// TestWorkflowFile checks that docs/nightly.yml uses the action correctly.
func TestWorkflowFile(t *testing.T) {
	a := readAction(t)
	var w workflowFile
	readYAML(t, "docs/nightly.yml", &w)
	found := false
	for _, s := range w.Jobs["nightly"].Steps {
		if !strings.HasPrefix(s.Uses, "tlcrawl/tlcrawl@v") {
			continue
		}
		found = true
		for name := range s.With {
			if _, ok := a.Inputs[name]; !ok {
				t.Errorf("docs/nightly.yml sets %s, which the action does not have", name)
			}
		}
	}
	if !found {
		t.Error("docs/nightly.yml does not use the action")
	}
}

// TestPinned checks that workflows use the actions of others at a commit, with the version in a
// comment, which Dependabot keeps up to date.
func TestPinned(t *testing.T) {
	files, err := filepath.Glob("../../.github/workflows/*.yml")
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	uses := regexp.MustCompile(`uses: *(\S+)(.*)`)
	pinned := regexp.MustCompile(`@[0-9a-f]{40} # v\d+\.\d+\.\d+$`)
	for _, file := range append(files, "../../docs/nightly.yml", "../../action.yml") {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range uses.FindAllStringSubmatch(string(b), -1) {
			if own := strings.HasPrefix(m[1], "tlcrawl/tlcrawl@v"); !own && !pinned.MatchString(m[1]+m[2]) {
				t.Errorf("%s: %s is not pinned", file, m[1]+m[2])
			}
		}
	}
}
