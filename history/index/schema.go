package index

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/tlcrawl/tlcrawl/diff"
)

// schemaVersion is the database's user_version. It increases whenever the tables, or what
// is written to them, change.
const schemaVersion = 1

// madeBy identifies what the rows depend on besides the snapshots: the version of
// comparisons and the table of rules.
func madeBy() string {
	b, err := json.Marshal(diff.Rules)
	if err != nil {
		panic(err) // strings: there is no such input
	}
	sum := sha256.Sum256(fmt.Appendf(b, " %d", diff.Version))
	return hex.EncodeToString(sum[:8])
}

// The tables, whose names begin with an underscore, may change with each version. The views
// and the table texts are documented in docs/index.md and stay.
const tables = `
CREATE TABLE _meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- The snapshots that can be read, oldest first. knows is a set of classes, see runs.go.
CREATE TABLE _snapshots (
  id INTEGER PRIMARY KEY,
  stem TEXT NOT NULL UNIQUE, form TEXT NOT NULL, size INTEGER NOT NULL, changed INTEGER NOT NULL, digest BLOB NOT NULL,
  name TEXT NOT NULL, time INTEGER NOT NULL, layer INTEGER NOT NULL, own_layer INTEGER NOT NULL, source TEXT NOT NULL,
  knows INTEGER NOT NULL,
  methods INTEGER NOT NULL, constructors INTEGER NOT NULL, errors INTEGER NOT NULL,
  documented INTEGER NOT NULL, known INTEGER NOT NULL,
  -- What changed since the snapshot before, NULL for the oldest.
  breaking INTEGER, compatible INTEGER, docs INTEGER, entities TEXT
);
CREATE TABLE _unreadable (
  stem TEXT PRIMARY KEY, form TEXT NOT NULL, size INTEGER NOT NULL, changed INTEGER NOT NULL,
  opened INTEGER NOT NULL, reason TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE _changes (
  id INTEGER PRIMARY KEY, -- snapshot << 24 | place in the report
  snapshot INTEGER NOT NULL,
  rule TEXT NOT NULL, level TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
  param TEXT NOT NULL, error TEXT NOT NULL, code INTEGER NOT NULL, section TEXT NOT NULL,
  old TEXT NOT NULL, new TEXT NOT NULL, text TEXT NOT NULL, change_id TEXT NOT NULL,
  because TEXT NOT NULL, direction TEXT NOT NULL, grouped TEXT NOT NULL, schema TEXT NOT NULL, replacement TEXT NOT NULL,
  renamed INTEGER NOT NULL
);
CREATE INDEX _changes_name ON _changes (name);
CREATE INDEX _changes_error ON _changes (error) WHERE error <> '';
CREATE INDEX _changes_renamed ON _changes (old) WHERE renamed;
CREATE TABLE _lines (
  snapshot INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, schema TEXT NOT NULL, section TEXT NOT NULL,
  old TEXT NOT NULL, new TEXT NOT NULL, PRIMARY KEY (snapshot, kind, name, schema, section)
) WITHOUT ROWID;

-- Entities as they last were.
CREATE TABLE _entities (
  id INTEGER PRIMARY KEY,
  schema TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, schema_layer INTEGER NOT NULL,
  crc TEXT NOT NULL, tl TEXT NOT NULL, result TEXT NOT NULL, available_as_of INTEGER NOT NULL,
  description TEXT NOT NULL, definition TEXT NOT NULL,
  UNIQUE (name, kind, schema, schema_layer)
);
CREATE TABLE _errors (
  id INTEGER PRIMARY KEY,
  type TEXT NOT NULL, code INTEGER NOT NULL, description TEXT NOT NULL,
  UNIQUE (type, code)
);
CREATE TABLE _error_methods (
  error INTEGER NOT NULL, source TEXT NOT NULL, method TEXT NOT NULL, description TEXT NOT NULL,
  PRIMARY KEY (error, source, method)
) WITHOUT ROWID;

-- In which snapshots something was there, without a gap. subject is an entity or an error.
CREATE TABLE _runs (
  class INTEGER NOT NULL, subject INTEGER NOT NULL, detail TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  PRIMARY KEY (class, subject, detail, first)
) WITHOUT ROWID;
CREATE INDEX _runs_detail ON _runs (detail) WHERE detail <> '';

-- rowid is 2*id of an entity, 2*id+1 of an error.
CREATE VIRTUAL TABLE texts USING fts5 (kind UNINDEXED, name, words, params, description, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
`

// rfc3339 formats the time of a snapshot.
const rfc3339 = `strftime('%Y-%m-%dT%H:%M:%SZ', time, 'unixepoch')`

const views = `
CREATE VIEW snapshots AS
SELECT stem AS snapshot, ` + rfc3339 + ` AS time, layer, source, methods, constructors, errors, documented, known AS pages,
  breaking + compatible + docs AS changes, breaking, compatible, docs
FROM _snapshots ORDER BY id;

CREATE VIEW changes AS
SELECT s.stem AS snapshot, ` + rfc3339 + ` AS time, s.layer, c.change_id AS id, c.rule, c.level, c.kind, c.name, nullif(c.param, '') AS param,
  nullif(c.error, '') AS error, nullif(c.code, 0) AS code, nullif(c.section, '') AS section, c.old, c.new, c.text,
  nullif(c.because, '') AS because, nullif(c.direction, '') AS direction, coalesce(nullif(c.schema, ''), 'api') AS schema, nullif(c.replacement, '') AS replacement
FROM _changes c JOIN _snapshots s ON s.id = c.snapshot ORDER BY c.id;

CREATE VIEW entities AS
SELECT e.schema, e.kind, e.name, nullif(e.schema_layer, 0) AS schema_layer, nullif(e.crc, '') AS id, nullif(e.tl, '') AS tl, nullif(e.result, '') AS result,
  nullif(e.available_as_of, 0) AS available_as_of, e.description, f.stem AS first_snapshot, f.first AS first_seen, l.stem AS last_snapshot, l.last AS last_seen,
  l.id = (SELECT max(id) FROM _snapshots) AS current, e.definition
FROM _entities e
JOIN (SELECT subject, min(first) AS first, max(last) AS last FROM _runs WHERE class < 4 GROUP BY subject) r ON r.subject = e.id
JOIN (SELECT id, stem, ` + rfc3339 + ` AS first FROM _snapshots) f ON f.id = r.first
JOIN (SELECT id, stem, ` + rfc3339 + ` AS last FROM _snapshots) l ON l.id = r.last
ORDER BY e.schema, e.kind, e.name, e.schema_layer;

CREATE VIEW ids AS
SELECT r.detail AS id, e.schema, e.kind, e.name, nullif(e.schema_layer, 0) AS schema_layer,
  (SELECT ` + rfc3339 + ` FROM _snapshots WHERE id = r.first) AS first_seen, (SELECT ` + rfc3339 + ` FROM _snapshots WHERE id = r.last) AS last_seen
FROM (SELECT detail, subject, min(first) AS first, max(last) AS last FROM _runs WHERE class < 4 AND detail <> '' GROUP BY detail, subject) r
JOIN _entities e ON e.id = r.subject ORDER BY r.detail, e.schema, e.kind, e.name, e.schema_layer;

CREATE VIEW errors AS
SELECT e.code, e.type, e.description,
  (SELECT count(DISTINCT nullif(method, '')) FROM _error_methods m WHERE m.error = e.id) AS methods, r.on_pages, r.in_table,
  (SELECT ` + rfc3339 + ` FROM _snapshots WHERE id = r.first) AS first_seen, (SELECT ` + rfc3339 + ` FROM _snapshots WHERE id = r.last) AS last_seen
FROM (SELECT subject, max(class = 4) AS on_pages, max(class = 5) AS in_table, min(first) AS first, max(last) AS last FROM _runs WHERE class >= 4 GROUP BY subject) r
JOIN _errors e ON e.id = r.subject ORDER BY e.code, e.type;

CREATE VIEW error_methods AS
SELECT e.code, e.type, nullif(m.method, '') AS method, m.source, m.description
FROM _error_methods m JOIN _errors e ON e.id = m.error ORDER BY e.code, e.type, m.method, m.source;
`
