-- What the reader keeps out of sight, and what was told already.

ALTER TABLE items ADD COLUMN is_hidden INTEGER NOT NULL DEFAULT 0;
DROP INDEX items_unread;
CREATE INDEX items_unread ON items (published, id) WHERE twin IS NULL AND relevant = 1 AND is_read = 0 AND is_hidden = 0;

-- Items that an alert told, or that were there before it; each is told once. The item 0 says that the alert was ever asked.
CREATE TABLE alerted (
  alert TEXT NOT NULL,
  item INTEGER NOT NULL,
  PRIMARY KEY (alert, item)
) WITHOUT ROWID;
