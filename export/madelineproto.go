package export

import (
	"io"
	"strconv"
)

// MadelineProto writes the table in the shape of MadelineProto's error database:
// {"result": {CODE: {TYPE: [METHOD]}}, "human_result": {TYPE: TEXT}}. An error without
// methods may come from any method.
func MadelineProto(w io.Writer, t *Table) error {
	t = t.generated()
	result := map[string]map[string][]string{}
	for _, e := range t.Errors {
		code := strconv.Itoa(e.Code)
		if result[code] == nil {
			result[code] = map[string][]string{}
		}
		result[code][e.Type] = append([]string{}, e.Methods...)
	}
	texts := map[string]string{}
	for _, of := range t.types() {
		texts[of.name] = t.description(of)
	}
	return encode(w, map[string]any{"result": result, "human_result": texts})
}
