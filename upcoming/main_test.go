package upcoming_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
	"github.com/tlcrawl/tlcrawl/store"
	"github.com/tlcrawl/tlcrawl/upcoming"
	"github.com/tlcrawl/tlcrawl/upstream"
)

const (
	site     = "https://corefork.telegram.org"
	tdesktop = "https://github.com/telegramdesktop/tdesktop"
	tdlib    = "https://github.com/tdlib/td"
	web      = "https://github.com/morethanwords/tweb"
)

// day is a day of June 2026.
func day(n int) time.Time { return time.Date(2026, 6, n, 3, 0, 0, 0, time.UTC) }

// folder is a data folder in the making.
type folder struct {
	store.Folder
	t *testing.T
}

func newFolder(t *testing.T) folder { return folder{store.Dir(t.TempDir()), t} }

// keep stores a snapshot of a day with the methods of the lines, and with what a function
// adds.
func (f folder) keep(source string, layer, on int, lines string, adds ...func(*model.Snapshot)) {
	f.t.Helper()
	s, err := schema.Read(strings.NewReader("---types---\nboolTrue#997275b5 = Bool;\n" + lines))
	if err != nil {
		f.t.Fatal(err)
	}
	s.Source, s.Layer = source, layer
	if !strings.Contains(source, "github") {
		s.Lacks = nil
	}
	for _, add := range adds {
		add(s)
	}
	e, err := f.Next(s, day(on))
	if err == nil {
		err = f.Write(e, s)
	}
	if err != nil {
		f.t.Fatal(err)
	}
}

// announces adds an announced method.
func announces(name string, layer int) func(*model.Snapshot) {
	return func(s *model.Snapshot) {
		if s.Announced == nil {
			s.Announced = &model.Announced{Methods: map[string]*model.Method{}}
		}
		s.Announced.Methods[name] = &model.Method{Name: name, AvailableAsOf: layer, Description: "Is coming.", Documented: new(true),
			Params: []model.Param{{Name: "title", Type: "string", Description: "The title"}}}
	}
}

func (f folder) list() []upcoming.Item {
	f.t.Helper()
	list, err := upcoming.List(f.t.Context(), f.Folder, upstream.Defaults())
	if err != nil {
		f.t.Fatal(err)
	}
	return list
}
