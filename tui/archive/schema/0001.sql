-- The first shape of the archive. Moments are microseconds since 1970 UTC, so that they sort, index and come back exactly.

CREATE TABLE feeds (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT '',
  state TEXT,                      -- FeedState as JSON
  holder TEXT,                     -- who polls it now (JSON), NULL when nobody does
  lease_ends INTEGER
);

-- One row an item, small, so that a page of the news list touches few pages of the file.
CREATE TABLE items (
  id INTEGER PRIMARY KEY,
  feed INTEGER NOT NULL REFERENCES feeds (id),
  guid TEXT NOT NULL,
  digest TEXT NOT NULL,
  link TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  prior TEXT,                      -- the language that the feed claims
  dated INTEGER NOT NULL,          -- 0: the publisher gave no date, and the first fetch stands in for it
  published INTEGER NOT NULL,
  fetched INTEGER NOT NULL,
  twin INTEGER REFERENCES items (id),  -- the item of another feed that stands for this same link
  lang TEXT NOT NULL DEFAULT '',
  relevant INTEGER NOT NULL DEFAULT 0,
  is_foreign INTEGER NOT NULL DEFAULT 0,
  score REAL NOT NULL DEFAULT 0,
  is_read INTEGER NOT NULL DEFAULT 0,
  is_starred INTEGER NOT NULL DEFAULT 0,
  UNIQUE (feed, guid)
);
CREATE INDEX items_page ON items (published, id) WHERE twin IS NULL;
CREATE INDEX items_beat ON items (published, id) WHERE twin IS NULL AND relevant = 1;
CREATE INDEX items_unread ON items (published, id) WHERE twin IS NULL AND relevant = 1 AND is_read = 0;
CREATE INDEX items_of_feed ON items (feed, relevant);
CREATE INDEX items_link ON items (link) WHERE link <> '';
CREATE INDEX items_twin ON items (twin) WHERE twin IS NOT NULL;

CREATE TABLE documents (
  item INTEGER PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  stems TEXT NOT NULL
);

-- What an item said before its publisher changed it.
CREATE TABLE edits (
  item INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  digest TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  seen INTEGER NOT NULL,           -- when the change was noticed
  PRIMARY KEY (item, digest)
) WITHOUT ROWID;

CREATE TABLE readings (
  item INTEGER PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
  version TEXT NOT NULL,
  reading TEXT NOT NULL            -- Reading as JSON
);
CREATE INDEX readings_version ON readings (version);

-- One row a fact: the columns that queries ask for, and the whole fact as JSON. "day" is what the fact sorts by.
CREATE TABLE deals (
  item INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,          -- the fact's place in the reading
  kind TEXT NOT NULL,
  stage TEXT NOT NULL,
  amount REAL,
  currency TEXT,
  day TEXT,                        -- NULL: a background deal that the text does not date
  background INTEGER NOT NULL,
  reported INTEGER NOT NULL,
  fact TEXT NOT NULL,
  PRIMARY KEY (item, place)
);
CREATE INDEX deals_day ON deals (day);

CREATE TABLE metrics (
  item INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  series TEXT NOT NULL,            -- subject, metric, commodity, unit and basis as one key
  reported INTEGER NOT NULL,
  fact TEXT NOT NULL,
  PRIMARY KEY (item, place)
);
CREATE INDEX metrics_series ON metrics (series);
CREATE INDEX metrics_reported ON metrics (reported);

CREATE TABLE events (
  item INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  kind TEXT NOT NULL,
  day TEXT NOT NULL,
  reported INTEGER NOT NULL,
  fact TEXT NOT NULL,
  PRIMARY KEY (item, place)
);
CREATE INDEX events_day ON events (day);

CREATE TABLE tags (
  item INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,              -- country, company, commodity, place
  place INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (item, kind, place)
) WITHOUT ROWID;
CREATE INDEX tags_value ON tags (kind, value, item);

CREATE VIRTUAL TABLE search USING fts5 (
  title, text, stems,
  content = 'documents', content_rowid = 'item',
  tokenize = 'unicode61 remove_diacritics 0'
);
CREATE TRIGGER documents_added AFTER INSERT ON documents BEGIN
  INSERT INTO search (rowid, title, text, stems) VALUES (new.item, new.title, new.text, new.stems);
END;
CREATE TRIGGER documents_removed AFTER DELETE ON documents BEGIN
  INSERT INTO search (search, rowid, title, text, stems) VALUES ('delete', old.item, old.title, old.text, old.stems);
END;
CREATE TRIGGER documents_changed AFTER UPDATE ON documents BEGIN
  INSERT INTO search (search, rowid, title, text, stems) VALUES ('delete', old.item, old.title, old.text, old.stems);
  INSERT INTO search (rowid, title, text, stems) VALUES (new.item, new.title, new.text, new.stems);
END;
