-- A document and where its newest version stands.
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    document_type TEXT NOT NULL,
    version INTEGER NOT NULL,
    updated TEXT NOT NULL,
    away INTEGER NOT NULL DEFAULT 0,
    -- Which document it was begun from.
    earlier INTEGER REFERENCES documents (id)
) STRICT;

CREATE INDEX documents_by_time ON documents (away, updated DESC);

-- Every save, data deflated; rows are only ever added.
CREATE TABLE versions (
    document INTEGER NOT NULL REFERENCES documents (id),
    version INTEGER NOT NULL,
    saved TEXT NOT NULL,
    title TEXT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (document, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE files (
    document INTEGER NOT NULL REFERENCES documents (id),
    name TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (document, name)
) STRICT;

-- Files that were to be checked.
CREATE TABLE uploads (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- Words without diacritics, folded by the program; rowid is the document's id.
CREATE VIRTUAL TABLE search USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'unicode61');
