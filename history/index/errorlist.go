package index

import (
	"context"

	"github.com/tlcrawl/tlcrawl/history"
)

// Error is an error as it last was.
type Error struct {
	history.ErrorKey
	Description string
	// First and Last are the positions of the first and the last snapshot that has it.
	First, Last int
	// Pages are the methods whose pages listed it, Table those in the site's table.
	Pages, Table []string
}

// Errors lists the errors of all snapshots, in the order in which they came; what came at
// once by type and code.
func (x *Index) Errors(ctx context.Context) ([]Error, error) {
	methods, err := x.errorMethods(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := x.db.QueryContext(ctx, `
WITH place AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM _snapshots),
r AS (SELECT subject, min(first) AS first, max(last) AS last FROM _runs WHERE class >= 4 GROUP BY subject)
SELECT e.id, e.code, e.type, e.description, f.n, l.n
FROM r JOIN _errors e ON e.id = r.subject JOIN place f ON f.id = r.first JOIN place l ON l.id = r.last ORDER BY f.n, e.type, e.code`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Error
	for rows.Next() {
		var id int64
		var e Error
		if err := rows.Scan(&id, &e.Code, &e.Type, &e.Description, &e.First, &e.Last); err != nil {
			return nil, err
		}
		e.Pages, e.Table = methods[mentioned{id, sourcePages}], methods[mentioned{id, sourceTable}]
		list = append(list, e)
	}
	return list, rows.Err()
}

// mentioned is an error in one of the two sources.
type mentioned struct {
	id     int64
	source string
}

// errorMethods are the methods of every error.
func (x *Index) errorMethods(ctx context.Context) (map[mentioned][]string, error) {
	rows, err := x.db.QueryContext(ctx, "SELECT error, source, method FROM _error_methods WHERE method <> '' ORDER BY error, source, method")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[mentioned][]string{}
	for rows.Next() {
		var of mentioned
		var method string
		if err := rows.Scan(&of.id, &of.source, &method); err != nil {
			return nil, err
		}
		all[of] = append(all[of], method)
	}
	return all, rows.Err()
}
