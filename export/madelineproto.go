package export

import (
	"io"
	"strconv"
)

// MadelineProto writes the table in the shape of the first version of MadelineProto's
// error database: {"result": {CODE: {TYPE: [METHOD]}}, "human_result": {TYPE: TEXT}}. An
// error without methods may come from any method.
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
	return encode(w, map[string]any{"result": result, "human_result": t.texts()})
}

// MadelineProtoV3 writes the table as MadelineProto 8 loads it: {"ok": true, "result":
// {CODE: {METHOD: {TYPE: TYPE}}}, "human_result": {TYPE: TEXT}}. An error without methods
// has a text only.
func MadelineProtoV3(w io.Writer, t *Table) error {
	t = t.generated()
	result := map[string]map[string]map[string]string{}
	for _, e := range t.Errors {
		code := strconv.Itoa(e.Code)
		for _, method := range e.Methods {
			if result[code] == nil {
				result[code] = map[string]map[string]string{}
			}
			if result[code][method] == nil {
				result[code][method] = map[string]string{}
			}
			result[code][method][e.Type] = e.Type
		}
	}
	return encode(w, map[string]any{"ok": true, "result": result, "human_result": t.texts()})
}

// texts returns the description of each type.
func (t *Table) texts() map[string]string {
	texts := map[string]string{}
	for _, of := range t.types() {
		texts[of.name] = t.description(of)
	}
	return texts
}
