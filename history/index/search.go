package index

import (
	"context"
	"errors"
	"strings"
	"unicode"
)

// Hit is what a search found.
type Hit struct {
	Kind string `json:"kind"`
	Name string `json:"name"`
	// Code is that of an error.
	Code int `json:"code,omitempty"`
	// Schema is the name of a schema other than the API's.
	Schema      string `json:"schema,omitempty"`
	Description string `json:"description,omitempty"`
	// Match is the part of the text that matches, if that is not in the name.
	Match string `json:"match,omitempty"`
	// LastSeen is the newest snapshot that has it, empty if that is the newest of all.
	LastSeen string `json:"last_seen,omitempty"`
}

// ErrNoWords says that there is nothing to search for.
var ErrNoWords = errors.New("no words to search for (want letters or digits)")

// Search finds entities and errors whose name, parameters or description have all words, or
// words that begin with them; the best first, at most limit.
func (x *Index) Search(ctx context.Context, query string, limit int) ([]Hit, error) {
	match := matching(query)
	if match == "" {
		return nil, ErrNoWords
	}
	name := strings.ToLower(strings.TrimSpace(query))
	rows, err := x.db.QueryContext(ctx, `
WITH newest AS (SELECT max(id) AS id FROM _snapshots),
named AS (SELECT rowid AS id FROM texts WHERE texts MATCH ?4),
found AS (SELECT rowid AS id, bm25(texts, 0, 10, 8, 2, 1) AS score FROM texts WHERE texts MATCH ?1 ORDER BY score LIMIT 2000),
seen AS (
  SELECT f.id, f.score, f.id IN (SELECT id FROM named) AS named, CASE f.id % 2
    WHEN 0 THEN (SELECT max(last) FROM _runs WHERE class IN (0, 1, 2, 3) AND subject = f.id / 2)
    ELSE (SELECT max(last) FROM _runs WHERE class IN (4, 5) AND subject = f.id / 2) END AS last
  FROM found f
)
SELECT coalesce(e.kind, 'error'), coalesce(e.name, x.type) AS title, coalesce(x.code, 0), coalesce(nullif(e.schema, 'api'), '') AS other, s.id,
  CASE WHEN s.last < newest.id THEN (SELECT name FROM _snapshots WHERE id = s.last) ELSE '' END
FROM seen s JOIN newest LEFT JOIN _entities e ON s.id % 2 = 0 AND e.id = s.id / 2 LEFT JOIN _errors x ON s.id % 2 = 1 AND x.id = s.id / 2
ORDER BY lower(title) = ?2 DESC, substr(lower(title), -length(?2) - 1) = '.' || ?2 DESC, s.named DESC, s.last < newest.id, other <> '',
  CASE WHEN s.named THEN length(title) END, s.score, title, 1, x.code
LIMIT ?3`, match, name, limit, "{name words} : ("+match+")")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	hits := []Hit{}
	var ids []int64
	for rows.Next() {
		var h Hit
		var id int64
		if err := rows.Scan(&h.Kind, &h.Name, &h.Code, &h.Schema, &id, &h.LastSeen); err != nil {
			return nil, err
		}
		hits, ids = append(hits, h), append(ids, id)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	for i := range hits {
		if err := x.excerpt(ctx, &hits[i], ids[i], match); err != nil {
			return nil, err
		}
	}
	return hits, nil
}

// excerpt adds what a hit says, and where it matches.
func (x *Index) excerpt(ctx context.Context, h *Hit, id int64, match string) error {
	err := x.db.QueryRowContext(ctx, "SELECT description, snippet(texts, -1, '', '', '…', 16) FROM texts WHERE texts MATCH ? AND rowid = ?", match, id).Scan(&h.Description, &h.Match)
	h.Match = strings.Join(strings.Fields(h.Match), " ")
	plain := strings.Trim(h.Match, "…")
	if strings.EqualFold(plain, h.Name) || strings.EqualFold(plain, words(h.Name)) || strings.Contains(h.Description, plain) {
		h.Match = ""
	}
	return err
}

// matching is the expression of FTS5 for all words of a query as prefixes. Each is quoted,
// so that nothing in it is an operator (https://www.sqlite.org/fts5.html#fts5_strings).
func matching(query string) string {
	var terms []string
	for _, word := range strings.Fields(strings.ToValidUTF8(query, " ")) {
		if strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			terms = append(terms, `"`+strings.ReplaceAll(strings.ReplaceAll(word, "\x00", " "), `"`, `""`)+`"*`)
		}
	}
	return strings.Join(terms, " AND ")
}
