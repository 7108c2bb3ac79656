package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"

	"github.com/tlcrawl/tlcrawl/internal/jsonlimit"
)

// MaxSize is the size in bytes of the largest document that Decode reads. A snapshot
// of a full layer has about 6 MB.
const MaxSize = 64 << 20

// maxValues limits the values of a document, so that a small compressed file cannot take
// gigabytes of memory. A snapshot of a full layer has about 200,000.
const maxValues = 2 << 20

// DecodeError says why a document is not a snapshot, and where.
type DecodeError struct {
	// Field is the path of the field, as in methods.auth.sendCode.id. It is empty if
	// the whole document is wrong.
	Field string
	Err   error
}

func (e *DecodeError) Error() string {
	if e.Field == "" {
		return e.Err.Error()
	}
	return fmt.Sprintf("field %s: %v", shorten(e.Field, 300), e.Err)
}

func (e *DecodeError) Unwrap() error { return e.Err }

// VersionError is the cause of a DecodeError for a snapshot of another version.
type VersionError struct{ Version int }

func (e *VersionError) Error() string {
	if e.Version > SchemaVersion {
		return fmt.Sprintf("schema_version is %d, this tlcrawl reads %d: update tlcrawl", e.Version, SchemaVersion)
	}
	return fmt.Sprintf("schema_version is %d, this tlcrawl reads %d: crawl again", e.Version, SchemaVersion)
}

var errNoSnapshot = errors.New("not a tlcrawl snapshot (no schema_version); create one with `tlcrawl crawl`")

// Decode reads a snapshot. Its errors are DecodeErrors, except for errors of r. A byte
// order mark at the beginning is ignored.
func Decode(r io.Reader) (*Snapshot, error) {
	b, err := jsonlimit.Read(r, MaxSize, maxValues)
	if limit := (*jsonlimit.Error)(nil); errors.As(err, &limit) {
		return nil, &DecodeError{Err: fmt.Errorf("not a tlcrawl snapshot (%w)", err)}
	}
	if err != nil {
		return nil, err
	}
	var s Snapshot
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&s); err != nil {
		return nil, explain(b, err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, &DecodeError{Err: errors.New("unexpected data after the end of the snapshot")}
	}
	if err := checkVersion(s.SchemaVersion); err != nil {
		return nil, err
	}
	if err := s.Validate(); err != nil {
		return nil, err
	}
	if s.ErrorTable != nil {
		s.ErrorTable.sortOther()
	}
	return &s, nil
}

func checkVersion(v int) error {
	switch v {
	case SchemaVersion:
		return nil
	case 0:
		return &DecodeError{Err: errNoSnapshot}
	default:
		return &DecodeError{Field: "schema_version", Err: &VersionError{v}}
	}
}

var unknownField = regexp.MustCompile(`unknown field ("[^"]*")`)

// explain turns an error of encoding/json into one for users who did not write the
// document.
func explain(b []byte, err error) error {
	var probe struct {
		SchemaVersion int `json:"schema_version"`
	}
	if json.Unmarshal(b, &probe) == nil {
		if err := checkVersion(probe.SchemaVersion); err != nil {
			return err
		}
	}
	var (
		syntax *json.SyntaxError
		shape  *json.UnmarshalTypeError
	)
	switch {
	case len(bytes.TrimSpace(b)) == 0:
		return &DecodeError{Err: errors.New("not a tlcrawl snapshot (empty file)")}
	case errors.Is(err, io.ErrUnexpectedEOF):
		return &DecodeError{Err: errors.New("the snapshot is truncated")}
	case errors.As(err, &syntax):
		return &DecodeError{Err: fmt.Errorf("not a tlcrawl snapshot (not JSON at byte %d: %w)", syntax.Offset, err)}
	case errors.As(err, &shape):
		return &DecodeError{Field: fieldAt(b, shape.Offset), Err: fmt.Errorf("a JSON %.40s before byte %d (want %s)", shape.Value, shape.Offset, expected(shape))}
	}
	if m := unknownField.FindStringSubmatch(err.Error()); m != nil {
		return &DecodeError{Err: fmt.Errorf("not a tlcrawl snapshot of this version (unknown field %.80s)", m[1])}
	}
	return &DecodeError{Err: err}
}

func expected(e *json.UnmarshalTypeError) string {
	switch e.Type.Kind().String() {
	case "map", "struct", "ptr":
		return "an object"
	case "slice":
		return "a list"
	case "int":
		return "a whole number"
	case "bool":
		return "true or false"
	default:
		return "a " + e.Type.Kind().String()
	}
}
