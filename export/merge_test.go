package export_test

import (
	"bytes"
	"errors"
	"io/fs"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/export"
)

func TestMerge(t *testing.T) {
	csv := func(rows string) []export.File {
		return []export.File{{Name: "errors.csv", Data: []byte("name,codes,description\n" + rows)}}
	}
	const header = "name,codes,description\n"
	for _, tc := range []struct {
		why      string
		ours     []export.File
		existing string
		want     string
		kept     []string
	}{
		{"no existing rows", csv("B,400,b\n"), header, header + "B,400,b\n", nil},
		{"an unknown row is kept, in order", csv("B,400,b\n"), header + "A,500,old\nC,400,old\n", header + "A,500,old\nB,400,b\nC,400,old\n", []string{"errors.csv: A", "errors.csv: C"}},
		{"ours wins", csv("B,400,b\n"), header + "B,500,old\n", header + "B,400,b\n", nil},
		{"an unknown row twice is kept once", csv("B,400,b\n"), header + "A,1,x\nA,2,y\n", header + "A,1,x\nB,400,b\n", []string{"errors.csv: A"}},
		{"an empty file", csv("B,400,b\n"), "", header + "B,400,b\n", nil},
		{"cells with quotes and commas", csv("B,400,b\n"), header + "A,1,\"x, \"\"y\"\"\"\n", header + "A,1,\"x, \"\"y\"\"\"\nB,400,b\n", []string{"errors.csv: A"}},
		{"tabs, and literal quotes", []export.File{{Name: "400_BAD_REQUEST.tsv", Data: []byte("id\tmessage\nB\tb\n")}}, "id\tmessage\nA\tsay \"x\"\n",
			"id\tmessage\nA\t\"say \"\"x\"\"\"\nB\tb\n", []string{"400_BAD_REQUEST.tsv: A"}},
	} {
		merged, kept, err := export.Merge(tc.ours, func(string) ([]byte, error) { return []byte(tc.existing), nil })
		if err != nil {
			t.Errorf("%s: %v", tc.why, err)
			continue
		}
		if d := cmp.Diff(tc.want, string(merged[0].Data)); d != "" {
			t.Errorf("%s: %s", tc.why, d)
		}
		if d := cmp.Diff(tc.kept, kept); d != "" {
			t.Errorf("%s: kept %s", tc.why, d)
		}
	}
}

func TestMergeOfNothing(t *testing.T) {
	ours := []export.File{{Name: "errors.csv", Data: []byte("name\nA\n")}}
	merged, kept, err := export.Merge(ours, func(string) ([]byte, error) { return nil, fs.ErrNotExist })
	if d := cmp.Diff(ours, merged); d != "" || len(kept) > 0 || err != nil {
		t.Errorf("%s, kept %v, %v", d, kept, err)
	}
}

func TestMergeRejects(t *testing.T) {
	ours := []export.File{{Name: "errors.csv", Data: []byte("name,codes\nA,1\n")}}
	for why, existing := range map[string]func(string) ([]byte, error){
		"another header": func(string) ([]byte, error) { return []byte("name,text\nB,2\n"), nil },
		"uneven rows":    func(string) ([]byte, error) { return []byte("name,codes\nB\n"), nil },
		"a broken disk":  func(string) ([]byte, error) { return nil, errors.New("input/output error") },
	} {
		_, _, err := export.Merge(ours, existing)
		var merge *export.MergeError
		if !errors.As(err, &merge) || merge.Name != "errors.csv" {
			t.Errorf("%s: %v", why, err)
		}
	}
}

// Types that a generator maps to one class are listed together.
func TestClashes(t *testing.T) {
	for _, tc := range []struct {
		why   string
		types []string
		want  [][]string
	}{
		{"different classes", []string{"A_B", "A_C", "FLOOD_WAIT_%d"}, nil},
		{"a value in the middle", []string{"FILE_REFERENCE_EXPIRED", "FILE_REFERENCE_%d_EXPIRED"}, [][]string{{"FILE_REFERENCE_%d_EXPIRED", "FILE_REFERENCE_EXPIRED"}}},
		{"case", []string{"Timeout", "TIMEOUT"}, [][]string{{"TIMEOUT", "Timeout"}}},
		{"omitted types do not clash", []string{"Try later", "try later"}, nil},
	} {
		table := &export.Table{}
		for _, typ := range tc.types {
			table.Errors = append(table.Errors, export.Error{Code: 400, Type: typ})
		}
		if d := cmp.Diff(tc.want, export.Clashes(table)); d != "" {
			t.Errorf("%s: %s", tc.why, d)
		}
	}
}

func TestMadelineProto(t *testing.T) {
	files := table(t, export.Options{Method: "auth.sign*"})
	var b bytes.Buffer
	if err := export.MadelineProto(&b, files); err != nil {
		t.Fatal(err)
	}
	golden(t, "madelineproto.json", b.Bytes())
	b.Reset()
	if err := export.MadelineProtoV3(&b, files); err != nil {
		t.Fatal(err)
	}
	golden(t, "madelineproto-v3.json", b.Bytes())
}
