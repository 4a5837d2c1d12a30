-- A poll of many feeds writes the search index piece by piece: pieces are joined when there are eight of a size, not four, so
-- that each word is written anew less often on the way.

INSERT INTO search (search, rank) VALUES ('automerge', 8);
