package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
)

func main() {
	out := flag.String("out", "", "the `file` to write")
	check := flag.String("check", "", "write nothing; compare with this `file`")
	flag.Parse()
	if err := run(context.Background(), *out, *check); err != nil {
		fmt.Fprintln(os.Stderr, "thirdparty:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out, check string) error {
	modules, err := linked(ctx, "./cmd/tlcrawl")
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := write(&b, modules); err != nil {
		return err
	}
	switch {
	case check != "":
		old, err := os.ReadFile(check)
		if err != nil {
			return err
		}
		if !bytes.Equal(old, b.Bytes()) {
			return fmt.Errorf("%s is out of date; run go run ./internal/thirdparty -out %s", check, check)
		}
	case out != "":
		if err := atomicfile.WriteBytes(out, b.Bytes()); err != nil {
			return err
		}
	}
	for _, m := range modules {
		fmt.Printf("%-14s %s %s\n", m.license, m.Path, m.Version)
	}
	return nil
}
