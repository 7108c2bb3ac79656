package export

import (
	"bytes"
	_ "embed"
	"fmt"
	"go/format"
	"go/token"
	"io"
	"regexp"
	"strings"
	"sync"
	"text/template"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

//go:embed golang.tmpl
var goText string

// goFile is parsed on first use: few commands print Go.
var goFile = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("golang").Funcs(template.FuncMap{"comment": comment}).Parse(goText))
})

// DefaultPackage is the name of the package that Go writes.
const DefaultPackage = "tgerr"

// Go writes a self-contained Go file: a constant for each type, the table, and lookups by
// a server's answer and by method. name is the name of the package.
func Go(w io.Writer, t *Table, name string) error {
	t = t.generated()
	if !token.IsIdentifier(name) || name == "_" {
		return fmt.Errorf("invalid package name %q", name)
	}
	var b bytes.Buffer
	if err := goFile().Execute(&b, goView(t, name)); err != nil {
		return err
	}
	text, err := format.Source(b.Bytes())
	if err != nil {
		return fmt.Errorf("formatting the Go file: %w", err)
	}
	_, err = w.Write(text)
	return err
}

// goData is the data of the template.
type goData struct {
	Package, Source string
	Layer           int
	Types           []goType
	Errors          []goError
	Methods         []goMethod
}

type goType struct{ Const, Type, Description string }

type goError struct {
	Code        int
	Const       string
	Description string
	Any         bool
}

type goMethod struct {
	Name   string
	Errors []int
}

func goView(t *Table, name string) goData {
	v := goData{Package: name, Source: t.Source, Layer: t.Layer}
	consts, taken := map[string]string{}, map[string]bool{}
	for _, of := range t.types() {
		id := goName(of.name)
		for n := 2; taken[id]; n++ { // Timeout and TIMEOUT are two
			id = fmt.Sprintf("%s_%d", goName(of.name), n)
		}
		taken[id], consts[of.name] = true, id
		v.Types = append(v.Types, goType{id, of.name, t.description(of)})
	}
	for _, e := range t.Errors {
		v.Errors = append(v.Errors, goError{e.Code, consts[e.Type], e.Description, e.Any})
	}
	for _, m := range t.Methods {
		if len(m.Errors) > 0 {
			v.Methods = append(v.Methods, goMethod{m.Name, m.Errors})
		}
	}
	return v
}

var notWord = regexp.MustCompile(`[^A-Za-z0-9]+`)

// goName returns ErrFloodWaitX for FLOOD_WAIT_%d.
func goName(typ string) string {
	name := "Err"
	for _, word := range notWord.Split(hole.ReplaceAllString(typ, "_X_"), -1) {
		if word == "" {
			continue
		}
		if word == strings.ToUpper(word) {
			word = strings.ToLower(word)
		}
		name += strings.ToUpper(word[:1]) + word[1:]
	}
	return name
}

// comment returns a text for one line of a comment. The template puts a name before it, so
// that it is not a directive like +build.
func comment(s string) string { return terminal.Line(terminal.Visible(s)) }
