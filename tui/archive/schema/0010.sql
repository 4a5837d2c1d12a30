-- Where an item stood until its publisher moved it: what hangs on that address follows the item.

ALTER TABLE edits ADD COLUMN link TEXT NOT NULL DEFAULT '';
CREATE INDEX edits_link ON edits (link) WHERE link <> '';
