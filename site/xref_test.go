package site_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/site"
)

var typeName = regexp.MustCompile(`[A-Za-z][A-Za-z0-9_.]*`)

// mentions reports whether a type is or has another one: InputUser in flags.0?Vector<InputUser>.
func mentions(typ, name string) bool {
	return slices.Contains(typeName.FindAllString(typ[strings.IndexByte(typ, '?')+1:], -1), name)
}

// TestCrossReferences compares the cross references of every type with a plain search
// through the schema.
func TestCrossReferences(t *testing.T) {
	_, s := sample(t)
	out := write(t, site.Options{}, one(s))
	uses := 0
	for name := range s.Types {
		want := map[string][]string{}
		add := func(title, of string, params ...string) {
			if len(params) > 0 {
				want[title] = append(want[title], strings.TrimSpace(of+" "+strings.Join(params, ", ")))
			}
		}
		having := func(params []model.Param) (list []string) {
			for _, p := range params {
				if mentions(p.Type, name) {
					list = append(list, p.Name)
				}
			}
			return list
		}
		for _, of := range slices.Sorted(maps.Keys(s.Methods)) {
			add("Taken by", of, having(s.Methods[of].Params)...)
			if mentions(s.Methods[of].Result, name) {
				add("Returned by", of, "")
			}
		}
		for _, of := range slices.Sorted(maps.Keys(s.Constructors)) {
			add("Held by", of, having(s.Constructors[of].Params)...)
		}
		got := map[string][]string{}
		out.page(t, "type/"+name+".html").Find("main > h2").Each(func(_ int, h *goquery.Selection) {
			title := strings.TrimSpace(h.Clone().Children().Remove().End().Text())
			if title == "Constructors" {
				return
			}
			h.NextUntil("h2, section").Find("li").AddSelection(h.NextUntil("h2, section").Filter("li")).Each(func(_ int, li *goquery.Selection) {
				got[title] = append(got[title], li.Text())
				uses++
			})
		})
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: -schema +page\n%s", name, d)
		}
	}
	if uses < 20 {
		t.Errorf("only %d uses were compared", uses)
	}
}

// reach is what can be reached from some types through the fields of their constructors.
func reach(s *model.Snapshot, types map[string]bool) map[string]bool {
	for more := true; more; {
		more = false
		for _, c := range s.Constructors {
			for _, p := range c.Params {
				for name := range s.Types {
					if types[c.Type] && !types[name] && mentions(p.Type, name) {
						types[name], more = true, true
					}
				}
			}
		}
	}
	return types
}

// TestDirections compares the direction on the pages of types with a plain closure.
func TestDirections(t *testing.T) {
	_, s := sample(t)
	sent, received := map[string]bool{}, map[string]bool{"Updates": true}
	for _, m := range s.Methods {
		for name := range s.Types {
			for _, p := range m.Params {
				sent[name] = sent[name] || mentions(p.Type, name)
			}
			received[name] = received[name] || mentions(m.Result, name)
		}
	}
	sent, received = reach(s, sent), reach(s, received)
	words := map[[2]bool]string{{true, false}: "sent to the server", {false, true}: "received from the server", {true, true}: "sent and received"}
	out := write(t, site.Options{}, one(s))
	for name, typ := range s.Types {
		want := words[[2]bool{sent[name], received[name]}]
		for _, page := range append([]string{"type/" + name}, prefixed("constructor/", typ.Constructors)...) {
			if got := fact(out.page(t, page+".html"), "Direction"); got != want {
				t.Errorf("%s: %q, want %q", page, got, want)
			}
		}
	}
}

func prefixed(prefix string, names []string) []string {
	var list []string
	for _, name := range names {
		list = append(list, prefix+name)
	}
	return list
}

// fact is what a page says about an entity.
func fact(page *goquery.Document, name string) string {
	return strings.Join(strings.Fields(page.Find(".facts dt:contains('"+name+"') + dd").Text()), " ")
}

// TestEveryTypeIsLinked checks that each type of each line links to its page.
func TestEveryTypeIsLinked(t *testing.T) {
	_, s := sample(t)
	out := write(t, site.Options{}, one(s))
	check := func(page string, params []model.Param, result string) {
		linked := map[string]bool{}
		out.page(t, page).Find("pre.line a").Each(func(_ int, a *goquery.Selection) { linked[a.Text()] = true })
		for name := range s.Types {
			used := mentions(result, name) || slices.ContainsFunc(params, func(p model.Param) bool { return mentions(p.Type, name) })
			if used && !linked[name] {
				t.Errorf("%s: the line does not link %s", page, name)
			}
		}
	}
	for name, m := range s.Methods {
		check("method/"+name+".html", m.Params, m.Result)
	}
	for name, c := range s.Constructors {
		check("constructor/"+name+".html", c.Params, c.Type)
	}
}

// TestFacts checks what a page says about an entity.
func TestFacts(t *testing.T) {
	a, b := reference(), reference()
	b.Layer = 215
	for _, s := range []*model.Snapshot{a, b} {
		m := s.Methods["messages.readHistory"]
		m.TL = "messages.readHistory#0e306d3a peer:InputPeer = Updates"
		m.Result, m.Access = "Updates", &model.Access{Users: new(true), Bots: new(false)}
	}
	b.Methods["messages.readHistory"].Errors = []model.Error{{Code: 400, Type: "PEER_ID_INVALID"}}
	page := write(t, site.Options{}, one(a, b)).page(t, "method/messages.readHistory.html")
	for name, want := range map[string]string{
		"ID": "0e306d3a 238054714", "Result": "Updates", "Since": "layer 214, 2026-01-01, or earlier", "Who may call it": "users no bots",
		"Last change": "layer 215, 2026-02-01: new error 400 PEER_ID_INVALID", "Official page": "https://example.org/method/messages.readHistory",
	} {
		if got := fact(page, name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
