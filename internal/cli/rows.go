package cli

import (
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tlcrawl/tlcrawl/export"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// rowPrinter prints the rows of a query.
type rowPrinter interface {
	columns(names []string) error
	row(values []any) error
	end() error
}

// rowPrinters are the values of --format.
var rowPrinters = map[string]func(console) rowPrinter{
	"auto": func(c console) rowPrinter {
		if c.screen != nil {
			return &tablePrinter{console: c}
		}
		return &separatedPrinter{console: c}
	},
	"table": func(c console) rowPrinter { return &tablePrinter{console: c} },
	"tsv":   func(c console) rowPrinter { return &separatedPrinter{console: c} },
	"csv":   func(c console) rowPrinter { return &csvPrinter{csv.NewWriter(c.out)} },
	"json":  func(c console) rowPrinter { return &jsonPrinter{console: c} },
}

// cell is a value as text; NULL is empty.
func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case []byte:
		return hex.EncodeToString(v)
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	default:
		return fmt.Sprint(v)
	}
}

// separatedPrinter prints tab-separated values: control characters in them are escaped or
// become spaces, so that each row is one line.
type separatedPrinter struct {
	console
	b strings.Builder
}

func (p *separatedPrinter) columns(names []string) error { return p.line(names) }

func (p *separatedPrinter) row(values []any) error {
	var cells []string
	for _, v := range values {
		cells = append(cells, cell(v))
	}
	return p.line(cells)
}

func (p *separatedPrinter) line(cells []string) error {
	for i, s := range cells {
		if i > 0 {
			p.b.WriteByte('\t')
		}
		p.b.WriteString(terminal.Line(s))
	}
	p.b.WriteByte('\n')
	if p.b.Len() < 1<<16 {
		return nil
	}
	return p.end()
}

func (p *separatedPrinter) end() error {
	_, err := p.out.Write([]byte(p.b.String()))
	p.b.Reset()
	return err
}

// csvPrinter prints RFC 4180. Cells that a spreadsheet would interpret as a formula get an
// apostrophe.
type csvPrinter struct{ w *csv.Writer }

func (p *csvPrinter) columns(names []string) error { return p.w.Write(names) }

func (p *csvPrinter) row(values []any) error {
	var cells []string
	for _, v := range values {
		s := cell(v)
		if text, ok := v.(string); ok {
			s = export.GuardFormulas(text)
		}
		cells = append(cells, s)
	}
	return p.w.Write(cells)
}

func (p *csvPrinter) end() error {
	p.w.Flush()
	return p.w.Error()
}

// jsonPrinter prints an object per line, with its columns in order.
type jsonPrinter struct {
	console
	names []string
}

func (p *jsonPrinter) columns(names []string) error {
	p.names = names
	return nil
}

func (p *jsonPrinter) row(values []any) error {
	var b strings.Builder
	b.WriteByte('{')
	for i, v := range values {
		if i > 0 {
			b.WriteByte(',')
		}
		if raw, ok := v.([]byte); ok {
			v = hex.EncodeToString(raw)
		}
		name, err := jsonText(p.names[i])
		if err != nil {
			return err
		}
		value, err := jsonText(v)
		if err != nil {
			return err
		}
		b.WriteString(name + ":" + value)
	}
	b.WriteString("}\n")
	_, err := p.out.Write([]byte(b.String()))
	return err
}

func (p *jsonPrinter) end() error { return nil }

func jsonText(v any) (string, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return strings.TrimSuffix(b.String(), "\n"), err
}

// tablePrinter prints columns as wide as their values, when it has all of them.
type tablePrinter struct {
	console
	rows [][]string
}

// maxCell is the maximum width of a column of a table, in characters.
const maxCell = 60

func (p *tablePrinter) columns(names []string) error {
	p.rows = append(p.rows, names)
	return nil
}

func (p *tablePrinter) row(values []any) error {
	var cells []string
	for _, v := range values {
		s := terminal.Line(cell(v))
		if utf8.RuneCountInString(s) > maxCell {
			s = string([]rune(s)[:maxCell-1]) + "…"
		}
		cells = append(cells, s)
	}
	p.rows = append(p.rows, cells)
	return nil
}

func (p *tablePrinter) end() error {
	widths := make([]int, len(p.rows[0]))
	for _, row := range p.rows {
		for i, s := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(s))
		}
	}
	var b strings.Builder
	for n, row := range p.rows {
		line := ""
		for i, s := range row {
			line += s + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(s)+2)
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
		if n == 0 {
			for i, w := range widths {
				b.WriteString(strings.Repeat("-", w))
				if i < len(widths)-1 {
					b.WriteString("  ")
				}
			}
			b.WriteString("\n")
		}
	}
	_, err := p.out.Write([]byte(b.String()))
	return err
}
