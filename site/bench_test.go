package site_test

import (
	"fmt"
	"io"
	"testing"

	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/site"
)

// nowhere discards what is written.
type nowhere struct{}

func (nowhere) Create(_ string, write func(io.Writer) error) error { return write(io.Discard) }

// BenchmarkWrite writes the site of ten snapshots of 700 methods.
func BenchmarkWrite(b *testing.B) {
	var list []history.Snapshot
	for layer := range 10 {
		texts := map[string]string{}
		for i := range 700 {
			texts[fmt.Sprintf("space%d.method%d", i%40, i)] = fmt.Sprintf("Performs action %d.", i+(layer*i)%7)
		}
		s := months(side(layer, texts))[0]
		s.Time = s.Time.AddDate(0, layer, 0)
		list = append(list, s)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := site.Write(b.Context(), nowhere{}, []site.Site{{Name: "example.org", Snapshots: list}}, site.Options{URL: "https://example.org"}); err != nil {
			b.Fatal(err)
		}
	}
}
