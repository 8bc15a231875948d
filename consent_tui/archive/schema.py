"""The tables of an index, and the file that holds them. Another program version has another file."""

from __future__ import annotations

VERSION = 6

TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS told (  -- counts that were asked for, as of an edition of this index
  asked TEXT PRIMARY KEY, edition INTEGER NOT NULL, answer TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS folder (path TEXT PRIMARY KEY, changed INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (
  key INTEGER PRIMARY KEY,            -- by time; the lower bits tell those of one millisecond apart
  path TEXT NOT NULL, size INTEGER NOT NULL, changed INTEGER NOT NULL,
  state TEXT NOT NULL, said TEXT NOT NULL,  -- said: the state as the file alone tells it
  number TEXT NOT NULL, "by" TEXT NOT NULL, sequence INTEGER NOT NULL, namespace TEXT NOT NULL, public TEXT NOT NULL,
  id TEXT NOT NULL, digest TEXT NOT NULL, kind TEXT NOT NULL, time TEXT NOT NULL, day TEXT NOT NULL,
  initials TEXT NOT NULL, name TEXT NOT NULL, standing TEXT NOT NULL, flags INTEGER NOT NULL, gravest INTEGER NOT NULL,
  language TEXT NOT NULL, pack TEXT NOT NULL, version TEXT NOT NULL, practitioner TEXT NOT NULL, named TEXT NOT NULL,
  outcome TEXT NOT NULL, about TEXT NOT NULL, rehearsal INTEGER NOT NULL, apart INTEGER NOT NULL,
  stale INTEGER NOT NULL, turns INTEGER
);
CREATE INDEX IF NOT EXISTS file_path ON file (path, size, changed, state);
CREATE INDEX IF NOT EXISTS file_id ON file (id);
CREATE INDEX IF NOT EXISTS file_number ON file (number);
CREATE INDEX IF NOT EXISTS file_digest ON file (digest);
CREATE INDEX IF NOT EXISTS file_name ON file (name, key DESC);
CREATE INDEX IF NOT EXISTS file_gravest ON file (gravest, key DESC);
CREATE INDEX IF NOT EXISTS file_standing ON file (standing, key DESC);
CREATE INDEX IF NOT EXISTS file_pack ON file (pack);
CREATE INDEX IF NOT EXISTS file_counted ON file (apart, rehearsal, flags, standing, practitioner);  -- counts
CREATE INDEX IF NOT EXISTS file_missing ON file (path) WHERE state = 'missing';
CREATE INDEX IF NOT EXISTS file_stale ON file (key) WHERE stale;
CREATE INDEX IF NOT EXISTS file_turns ON file (turns) WHERE turns IS NOT NULL;
CREATE INDEX IF NOT EXISTS file_closed ON file (id) WHERE state = 'encrypted';
CREATE TABLE IF NOT EXISTS core (key INTEGER PRIMARY KEY, core BLOB NOT NULL, measures TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS mention (id TEXT NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (id, key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mention_key ON mention (key);
CREATE TABLE IF NOT EXISTS line (
  "by" TEXT NOT NULL, sequence INTEGER NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, here INTEGER NOT NULL,
  PRIMARY KEY ("by", sequence, id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS line_id ON line (id);
CREATE INDEX IF NOT EXISTS line_gone ON line (id) WHERE NOT here;
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (
  name, born, reference, number, day, flags, answers, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4 5 6'
);
"""

PRAGMAS = """
PRAGMA busy_timeout = 30000;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA secure_delete = ON;
PRAGMA temp_store = MEMORY;
"""
