package site_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/site"
)

// heaviest is how many bytes a page may have when it is compressed, and the search.
const heaviest, heaviestSearch = 60 << 10, 150 << 10

// large returns two snapshots of the size of the real site, with many differences. Words
// differ from each other, so that they do not compress better than those of a real one.
func large() (old, new *model.Snapshot) {
	sides := []*model.Snapshot{model.New("https://example.org", 213), model.New("https://example.org", 214)}
	for i := range 800 {
		for n, s := range sides {
			name := fmt.Sprintf("%s.%sThe%s", noun(i%37), noun(i), noun(i*7+3))
			m := &model.Method{Name: name, ID: fmt.Sprintf("%08x", i*2654435761%(1<<32)), Documented: pointer(true), Description: sentence(i + n*i%3*1000), Result: "Updates"}
			for j := range 3 + i%5 + n*(i%4/3) {
				m.Params = append(m.Params, model.Param{Name: noun(i + j*31), Type: "Thing" + noun((i+j)%300), Description: sentence(i*10 + j)})
			}
			for j := range i % 8 {
				m.Errors = append(m.Errors, model.Error{Code: 400, Type: strings.ToUpper(noun(i%90+j*8) + "_INVALID"), Description: sentence(i%90 + j*8)})
			}
			m.TL = line(m.Name, m.ID, m.Params, m.Result)
			s.Methods[name] = m
		}
	}
	for i := range 1500 {
		for n, s := range sides {
			if n == 0 && i%6 == 0 {
				continue
			}
			typ := "Thing" + noun(i%300)
			c := &model.Constructor{Name: fmt.Sprintf("%s%s", noun(i), strings.ToUpper(noun(i + 1)[:1])+noun(i + 1)[1:]), ID: fmt.Sprintf("%08x", i*40503*2654435%(1<<32)), Type: typ, Documented: pointer(true), Description: sentence(i)}
			for j := range 2 + i%7 + n*(i%5/4) {
				c.Params = append(c.Params, model.Param{Name: noun(i + j*17), Type: "long", Description: sentence(i*20 + j)})
			}
			c.TL = line(c.Name, c.ID, c.Params, typ)
			s.Constructors[c.Name] = c
			if s.Types[typ] == nil {
				s.Types[typ] = &model.Type{Name: typ, Documented: pointer(true)}
			}
			s.Types[typ].Constructors = append(s.Types[typ].Constructors, c.Name)
		}
	}
	return sides[0], sides[1]
}

func pointer[T any](v T) *T { return &v }

func line(name, id string, params []model.Param, result string) string {
	var b strings.Builder
	b.WriteString(name + "#" + id)
	for _, p := range params {
		b.WriteString(" " + p.Name + ":" + p.Type)
	}
	return b.String() + " = " + result
}

// noun is a made-up word of a number.
func noun(i int) string {
	const first, second = "bdfgklmnprst", "aeiou"
	var b strings.Builder
	for n := uint32(i)*2246822519 + 374761393; b.Len() < 6; n /= 60 {
		b.WriteByte(first[n%12])
		b.WriteByte(second[n/12%5])
	}
	return b.String()
}

func sentence(i int) string {
	var words []string
	for j := range 7 + i%9 {
		words = append(words, noun(i*13+j*j))
	}
	return strings.Join(words, " ") + "."
}

// weigh fails the test if a page, or the search, is heavy.
func weigh(t *testing.T, out *memory) {
	t.Helper()
	for _, name := range out.names() {
		most := heaviest
		switch {
		case name == "search.js":
			most = heaviestSearch
		case !strings.HasSuffix(name, ".html"):
			continue
		}
		if len(out.files[name]) < most { // not even compressed
			continue
		}
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = z.Write([]byte(out.files[name]))
		_ = z.Close()
		if b.Len() > most {
			t.Errorf("%s has %d KB, compressed; at most %d", name, b.Len()>>10, most>>10)
		}
	}
}

// TestWeights checks a site of the real size.
func TestWeights(t *testing.T) {
	weigh(t, largeSite(t))
}

// TestNights checks a site of 400 nights with changes: the index has the newest year, each
// year has a page, and none is heavy.
func TestNights(t *testing.T) {
	var list []history.Snapshot
	for i := range 400 {
		texts := map[string]string{}
		for j := range 6 {
			texts[noun(j)+"."+noun(i/30*7+j)+"The"+noun(j)] = sentence(i*7 + j)
		}
		s := months(side(200+i/30, texts))[0]
		s.Time = time.Date(2025, 1, 1+i, 3, 0, 0, 0, time.UTC)
		list = append(list, s)
	}
	out := write(t, site.Options{}, site.Site{Name: "sample.test", Snapshots: list})
	weigh(t, out)
	for page, want := range map[string]int{"year/2025.html": 364, "year/2026.html": 35, "index.html": 35} {
		if n := out.page(t, page).Find(".timeline .sets > li").Length(); n != want {
			t.Errorf("%s has %d change sets, want %d", page, n, want)
		}
	}
	if earlier := out.page(t, "index.html").Find(".letters a").Text(); earlier != "2025 364" {
		t.Errorf("earlier years: %q", earlier)
	}
}

// TestParts checks that the pages of a large change set have all of its changes, each once,
// in pages of one level that do not divide an entity, and that they lead to each other.
func TestParts(t *testing.T) {
	old, new := large()
	out := largeSite(t)
	const first = "changes/20260101T120000Z-20260201T120000Z.html"
	pages := out.page(t, first).Find(".parts a").Map(func(_ int, a *goquery.Selection) string {
		return strings.TrimPrefix(a.AttrOr("href", ""), "../")
	})
	if len(pages) < 3 || pages[0] != first {
		t.Fatalf("pages %v", pages)
	}
	seen, levels := map[string]string{}, map[string][]string{}
	for _, page := range pages {
		doc := out.page(t, page)
		if n := doc.Find(".parts a").Length(); n != len(pages) {
			t.Errorf("%s leads to %d of %d pages", page, n, len(pages))
		}
		doc.Find(".change").Each(func(_ int, c *goquery.Selection) {
			id := c.AttrOr("id", "")
			if seen[id] != "" {
				t.Errorf("%s is on %s and on %s", id, seen[id], page)
			}
			seen[id] = page
		})
		levels[page] = doc.Find("section.level").Map(func(_ int, s *goquery.Selection) string { return s.AttrOr("aria-labelledby", "") })
	}
	entities := map[string]string{}
	for _, c := range diff.Compare(old, new).Changes {
		page := seen["c-"+c.ID]
		if page == "" {
			t.Errorf("no page has %s", c.Text)
		}
		if key := string(c.Level) + " " + string(c.Kind) + " " + c.Name; c.Group == "" && c.Because == "" {
			if entities[key] == "" {
				entities[key] = page
			}
			if entities[key] != page {
				t.Errorf("%s is on %s and on %s", key, entities[key], page)
			}
			if !slices.Contains(levels[page], string(c.Level)) {
				t.Errorf("%s is on a page of %v", c.Text, levels[page])
			}
		}
	}
}
