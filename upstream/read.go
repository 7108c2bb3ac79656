package upstream

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
	"github.com/tlcrawl/tlcrawl/store"
)

// maxSources bounds a file of sources, in bytes, and maxCount their number.
const (
	maxSources = 1 << 20
	maxCount   = 100
)

// SourceError says which source of a list is invalid, and why.
type SourceError struct {
	// File is empty where the list is not of a file.
	File string
	// Position counts from 1; Name may be empty.
	Position int
	Name     string
	// Field is empty if the whole entry is meant.
	Field string
	Err   error
}

func (e *SourceError) Error() string {
	var b strings.Builder
	if e.File != "" {
		b.WriteString(e.File + ": ")
	}
	fmt.Fprintf(&b, "source %d", e.Position)
	if e.Name != "" {
		fmt.Fprintf(&b, " (%.40s)", e.Name)
	}
	if e.Field != "" {
		b.WriteString(", " + e.Field)
	}
	return b.String() + ": " + e.Err.Error()
}

func (e *SourceError) Unwrap() error { return e.Err }

// ReadSources reads a list of sources in YAML or JSON, which `tlcrawl schema sources`
// describes. Its errors are a SourceError if an entry is invalid, else a store.FileError.
func ReadSources(file string) ([]Source, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, &store.FileError{Name: file, Err: atomicfile.Reason(err)}
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxSources+1))
	switch {
	case err != nil:
		return nil, &store.FileError{Name: file, Err: atomicfile.Reason(err)}
	case len(b) > maxSources:
		return nil, &store.FileError{Name: file, Err: fmt.Errorf("larger than %d MB", maxSources>>20)}
	}
	list, err := parseSources(b)
	if err != nil {
		return nil, &store.FileError{Name: file, Err: err}
	}
	return list, inFile(file, Check(list))
}

// inFile adds the name of a file to the error of Check.
func inFile(file string, err error) error {
	var invalid *SourceError
	if errors.As(err, &invalid) {
		invalid.File = file
	}
	return err
}

// parseSources parses a list. JSON is YAML.
func parseSources(b []byte) (list []Source, err error) {
	dec := yaml.NewDecoder(bytes.NewReader(b))
	dec.KnownFields(true)
	var typed *yaml.TypeError
	switch err := dec.Decode(&list); {
	case errors.As(err, &typed):
		return nil, fmt.Errorf("not a list of sources: %s; `tlcrawl upstream sources` prints one", typed.Errors[0])
	case errors.Is(err, io.EOF) || err == nil && len(list) == 0:
		return nil, errors.New("no sources; `tlcrawl upstream sources` prints a list")
	case err != nil:
		return nil, fmt.Errorf("neither YAML nor JSON: %w", err)
	case len(list) > maxCount:
		return nil, fmt.Errorf("%d sources (want at most %d)", len(list), maxCount)
	}
	return list, nil
}

var (
	validName  = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,39}$`)
	errNoGroup = errors.New(`it has no group for the number (want one, as in LAYER = (\d+))`)
)

// Check checks a list of sources: the fields of each, and that no two share a name or a
// history. Its error is a SourceError.
func Check(list []Source) error {
	names, sites := map[string]int{}, map[string]int{}
	for i, s := range list {
		field, err := s.check()
		switch {
		case err != nil:
		case names[s.Name] > 0:
			field, err = "name", fmt.Errorf("source %d has the same one", names[s.Name])
		case sites[s.Site()] > 0:
			field, err = "repository", fmt.Errorf("source %d has the same one (want an address of its own: its history is stored in %s)", sites[s.Site()], s.Site())
		}
		if err != nil {
			return &SourceError{Position: i + 1, Name: s.Name, Field: field, Err: err}
		}
		names[s.Name], sites[s.Site()] = i+1, i+1
	}
	return nil
}

// check checks the fields, and returns the invalid one.
func (s Source) check() (field string, err error) {
	switch {
	case !validName.MatchString(s.Name):
		return "name", fmt.Errorf("invalid name %.60q (want lower-case letters, digits and hyphens, as in tdesktop)", s.Name)
	case s.Repository == "":
		return "repository", errors.New("missing (want an address, as in https://github.com/telegramdesktop/tdesktop)")
	case s.Kind != "" && !slices.Contains(kinds, s.Kind):
		return "kind", fmt.Errorf("invalid kind %.60q (want tl, tweb or errors)", s.Kind)
	case s.Against != "" && !slices.Contains(against, s.Against):
		return "against", fmt.Errorf("invalid schema %.60q (want %s)", s.Against, strings.Join(against, ", "))
	case slices.Contains(s.Drop, ""):
		return "drop", errors.New("a name is empty")
	}
	site, err := store.SiteName(s.Repository)
	if err == nil && !strings.Contains(site, "/") {
		err = fmt.Errorf("%.200q is the address of a site (want one with a path, as in https://github.com/tdlib/td)", s.Repository)
	}
	if err != nil {
		return "repository", err
	}
	if err := checkURL(s.Schema); err != nil {
		return "schema", err
	}
	for i, l := range s.Layer {
		if _, err := l.pattern(); err != nil {
			return fmt.Sprintf("layer[%d].pattern", i), err
		}
		if l.URL == "" {
			continue
		}
		if err := checkURL(l.URL); err != nil {
			return fmt.Sprintf("layer[%d].url", i), err
		}
	}
	return "", nil
}

// checkURL checks the address of a file.
func checkURL(address string) error {
	u, err := url.Parse(address)
	switch {
	case address == "":
		return errors.New("missing (want the URL of a file)")
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.Fragment != "":
		return fmt.Errorf("invalid URL %.200q (want http:// or https://, a host and a path)", address)
	}
	return nil
}
