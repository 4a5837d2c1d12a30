-- Many reports, one story and one deal: what was worked out of which reports belong together, and what is still to be done.

ALTER TABLE items ADD COLUMN story TEXT;      -- the story's name; NULL while the item stands alone
CREATE INDEX items_story ON items (story) WHERE story IS NOT NULL;

ALTER TABLE deals ADD COLUMN entry TEXT;      -- the ledger's name of the deal; NULL until it is settled
CREATE INDEX deals_entry ON deals (entry);

CREATE INDEX items_starred ON items (published, id) WHERE is_starred = 1;

-- Items that came, changed or went since the ledger last looked.
CREATE TABLE unsettled (
  item INTEGER PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
  published INTEGER NOT NULL       -- neighbours in time are settled together
);
CREATE INDEX unsettled_published ON unsettled (published, item);
INSERT INTO unsettled SELECT id, published FROM items WHERE relevant = 1;

-- What an item is compared by.
CREATE TABLE signatures (
  item INTEGER PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
  published INTEGER NOT NULL,
  lang TEXT NOT NULL,
  clues TEXT NOT NULL,
  shingles BLOB NOT NULL
);
CREATE INDEX signatures_published ON signatures (published);

-- Which items tell the same event; each pair stands here both ways.
CREATE TABLE likenesses (
  one INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX likenesses_other ON likenesses (other);

-- What deals are found by, and which two may be one. A deal's number is item * 1024 + place.
CREATE TABLE deal_clues (
  clue TEXT NOT NULL,
  deal INTEGER NOT NULL,
  PRIMARY KEY (clue, deal)
) WITHOUT ROWID;
CREATE INDEX deal_clues_deal ON deal_clues (deal);
CREATE TABLE deal_matches (
  one INTEGER NOT NULL,
  other INTEGER NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX deal_matches_other ON deal_matches (other);
