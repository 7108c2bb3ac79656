package upstream_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
	"github.com/tlcrawl/tlcrawl/upstream"
)

// folderOf is a data folder with snapshots of layers on days of June 2026, by repository or
// site: {source: {day, layer, day, layer}}.
func folderOf(t *testing.T, histories map[string][]int) store.Folder {
	t.Helper()
	f := store.Dir(t.TempDir())
	for source, list := range model.Sorted(histories) {
		for i := 0; i < len(list); i += 2 {
			s := model.New(source, list[i+1])
			e, err := f.Next(s, time.Date(2026, 6, list[i], 0, 0, 0, 0, time.UTC))
			if err == nil {
				err = f.Write(e, s)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	return f
}

// leadFolder is a folder with a site and two clients.
func leadFolder(t *testing.T) store.Folder {
	return folderOf(t, map[string][]int{
		"https://corefork.telegram.org":               {1, 224, 15, 225, 20, 225, 29, 226},
		"https://github.com/telegramdesktop/tdesktop": {1, 224, 5, 225, 6, 225, 25, 226, 28, 227},
		"https://github.com/tdlib/td":                 {3, 225, 20, 226},
	})
}

func TestLeads(t *testing.T) {
	list, err := upstream.Leads(leadFolder(t), upstream.Defaults())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range list {
		line := fmt.Sprintf("%d %q:", l.Layer, l.First)
		for _, a := range l.Seen {
			line += fmt.Sprintf(" %s +%g", a.Source, a.Days)
			if a.OrEarlier {
				line += "-"
			}
		}
		got = append(got, line)
	}
	want := []string{
		`224 "": corefork.telegram.org +0- tdesktop +0-`,
		`225 "": corefork.telegram.org +12 tdesktop +2 tdlib +0-`,
		`226 "tdlib": corefork.telegram.org +9 tdesktop +5 tdlib +0`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	ahead := []upstream.Ahead{
		{Source: "tdesktop", Site: "corefork.telegram.org", Layers: 2, First: 2, Median: 7},
		{Source: "tdlib", Site: "corefork.telegram.org", Layers: 1, First: 1, Median: 9},
	}
	if d := cmp.Diff(ahead, upstream.Summarize(list)); d != "" {
		t.Error(d)
	}
}

// Layers that were crawled long after they were current have no time.
func TestLeadsWithoutTimes(t *testing.T) {
	f := folderOf(t, map[string][]int{"https://github.com/tdlib/td": {3, 225, 20, 226}})
	for layer := 225; layer < 228; layer++ {
		s := model.New("https://corefork.telegram.org", layer)
		if err := f.Write(f.At("corefork.telegram.org", layer, time.Unix(int64(layer), 0)), s); err != nil {
			t.Fatal(err)
		}
	}
	if list, err := upstream.Leads(f, upstream.Defaults()); err != nil || len(list) > 0 {
		t.Errorf("%v, %v", list, err)
	}
}

// The plot is XML with a mark for each arrival, with nothing that runs or has a color of its
// own, and the same every time.
func TestLeadPlot(t *testing.T) {
	list, err := upstream.Leads(leadFolder(t), upstream.Defaults())
	if err != nil {
		t.Fatal(err)
	}
	list[0].Seen[0].Source = `<script>&"`
	draw := func(list []upstream.Lead) string {
		var b strings.Builder
		if err := upstream.LeadPlot(&b, list); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	svg := draw(list)
	marks := 0
	dec := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "title":
			marks++
		case "script", "style", "a", "image":
			t.Errorf("it has an element %s", start.Name.Local)
		}
		for _, a := range start.Attr {
			if (a.Name.Local == "fill" || a.Name.Local == "stroke") && a.Value != "currentColor" && a.Value != "none" {
				t.Errorf("%s has the color %s", start.Name.Local, a.Value)
			}
		}
	}
	if marks != 9 { // eight arrivals, and the title of the plot
		t.Errorf("%d titles, want 9", marks)
	}
	if svg != draw(list) {
		t.Error("the same list gives another plot")
	}
	if empty := draw(nil); !strings.Contains(empty, "No layer") || strings.Contains(empty, "NaN") {
		t.Errorf("of nothing: %s", empty)
	}
}
