package cli

import (
	"bytes"
	"io/fs"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/data"
)

// rules checks what a recipe wrote against what the library's generator enforces.
var rules = map[string]func(t *testing.T){
	"Telethon 1": func(t *testing.T) {
		tlFile(t, "telethon_generator/data/api.tl")
		telethonFiles(t, "telethon_generator/data")
	},
	"Pyrogram, Pyrofork and Kurigram": func(t *testing.T) {
		pyrogramFiles(t, "compiler/errors/source")
		pyrogramDocs(t, noCore(t, "compiler/api/source/main_api.tl"), "docs.json")
	},
	"Hydrogram": func(t *testing.T) {
		pyrogramFiles(t, "compiler/errors/source")
		pyrogramDocs(t, noCore(t, "compiler/api/source/main_api.tl"), "compiler/api/docs.json")
	},
	"gotd/td": func(t *testing.T) { getdocFile(t, noCore(t, "api.tl"), "getdoc.json") },
	"mtcute": func(t *testing.T) {
		mtcuteDocs(t, tlFile(t, "data/api.tl"), "data/documentation.cache.json")
		compatFile(t, "data/compat.tl")
		officialErrors(t, "data/errors.json")
	},
	"teleproto": func(t *testing.T) {
		officialErrors(t, "teleproto_generator/static/errors/errors.json")
		teleprotoDocs(t, tlFile(t, "teleproto_generator/static/tl/api.tl"), "teleproto_generator/static/docs/methods.json")
	},
	"gogram":        func(t *testing.T) { tlFile(t, "schemes/api.tl") },
	"grammers":      func(t *testing.T) { tlFile(t, "grammers-tl-types/tl/api.tl") },
	"MadelineProto": func(t *testing.T) { tlFile(t, "src/TL_telegram_v223.tl"); madelineErrors(t, "src/v3.json") },
	"Telegram Web K (tweb)": func(t *testing.T) {
		var doc struct {
			Layer        int
			MTProto, API jsonSchema
		}
		readJSON(t, "src/scripts/in/schema.json", &doc)
		if doc.Layer != 203 {
			t.Errorf("layer %d", doc.Layer)
		}
		schemaJSON(t, doc.API)
		schemaJSON(t, doc.MTProto)
	},
	"LL-mtproto": func(t *testing.T) { tlFile(t, "ll_mtproto/resources/tl/application.tl") },
	"mtproto-core": func(t *testing.T) {
		for _, name := range []string{"scheme/api.json", "scheme/mtproto.json"} {
			var doc jsonSchema
			readJSON(t, name, &doc)
			schemaJSON(t, doc)
		}
	},
	"Another generator": func(*testing.T) {},
}

// TestGenerators runs the commands of each recipe twice, in an empty folder and on top of
// what they wrote, and checks the files.
func TestGenerators(t *testing.T) {
	text, err := os.ReadFile("../../docs/generators.md")
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(data.Handler())
	defer server.Close()
	snapshots := t.TempDir()
	t.Chdir(snapshots)
	for _, command := range []string{
		"tlcrawl nightly --data history --layer 186", "tlcrawl nightly --data history --layer 203", "tlcrawl crawl --out today.json --layer 203",
	} {
		runReadmeCommand(t, command, server.URL)
	}
	seen := 0
	for _, section := range strings.Split(string(text), "\n## ")[1:] {
		title, body, _ := strings.Cut(section, "\n")
		check := rules[title]
		if check == nil {
			t.Errorf("nothing checks the recipe %q", title)
			continue
		}
		seen++
		t.Run(title, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if err := os.CopyFS(".", os.DirFS(snapshots)); err != nil {
				t.Fatal(err)
			}
			runRecipe(t, body, server.URL)
			check(t)
			first := contents(t)
			runRecipe(t, body, server.URL)
			if d := cmp.Diff(first, contents(t)); d != "" {
				t.Errorf("the second time the files are others: %s", d)
			}
		})
	}
	if seen != len(rules) {
		t.Errorf("%d recipes, and rules for %d", seen, len(rules))
	}
}

func runRecipe(t *testing.T, body, site string) {
	t.Helper()
	for _, block := range readmeBlocks(body) {
		for line := range strings.Lines(block.text) {
			if block.language == "sh" {
				runReadmeCommand(t, strings.TrimSpace(line), site)
			}
		}
	}
}

// contents are the files in the current folder.
func contents(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(name)
		all[name] = string(bytes.ToValidUTF8(b, nil))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
