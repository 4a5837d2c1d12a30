-- Which items' facts changed, in the order of their last change: who keeps the panels filled reads only those again.

CREATE TABLE changes (
  at INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice, so that it tells how far one has read
  item INTEGER NOT NULL UNIQUE           -- no reference: that an item is gone is a change
);

-- Not "INSERT OR REPLACE": what a statement with a conflict clause of its own sets off keeps to that clause.
CREATE TRIGGER deals_come AFTER INSERT ON deals BEGIN
  DELETE FROM changes WHERE item = new.item;
  INSERT INTO changes (item) VALUES (new.item);
END;
CREATE TRIGGER deals_go AFTER DELETE ON deals BEGIN
  DELETE FROM changes WHERE item = old.item;
  INSERT INTO changes (item) VALUES (old.item);
END;
CREATE TRIGGER metrics_come AFTER INSERT ON metrics BEGIN
  DELETE FROM changes WHERE item = new.item;
  INSERT INTO changes (item) VALUES (new.item);
END;
CREATE TRIGGER metrics_go AFTER DELETE ON metrics BEGIN
  DELETE FROM changes WHERE item = old.item;
  INSERT INTO changes (item) VALUES (old.item);
END;
CREATE TRIGGER events_come AFTER INSERT ON events BEGIN
  DELETE FROM changes WHERE item = new.item;
  INSERT INTO changes (item) VALUES (new.item);
END;
CREATE TRIGGER events_go AFTER DELETE ON events BEGIN
  DELETE FROM changes WHERE item = old.item;
  INSERT INTO changes (item) VALUES (old.item);
END;

-- What a fact shows of its report.
CREATE TRIGGER entries_change AFTER UPDATE OF entry ON deals
WHEN old.entry IS NOT new.entry BEGIN
  DELETE FROM changes WHERE item = new.item;
  INSERT INTO changes (item) VALUES (new.item);
END;
CREATE TRIGGER reports_change AFTER UPDATE OF twin, story, link, source, lang, published ON items
WHEN (old.twin, old.story, old.link, old.source, old.lang, old.published)
  IS NOT (new.twin, new.story, new.link, new.source, new.lang, new.published) BEGIN
  DELETE FROM changes WHERE item = new.id;
  INSERT INTO changes (item) VALUES (new.id);
END;
CREATE TRIGGER titles_change AFTER UPDATE OF title ON documents
WHEN old.title IS NOT new.title BEGIN
  DELETE FROM changes WHERE item = new.item;
  INSERT INTO changes (item) VALUES (new.item);
END;
CREATE TRIGGER feeds_change AFTER UPDATE OF title, kind ON feeds
WHEN (old.title, old.kind) IS NOT (new.title, new.kind) BEGIN
  DELETE FROM changes WHERE item IN (SELECT id FROM items WHERE feed = new.id);
  INSERT INTO changes (item) SELECT id FROM items WHERE feed = new.id;
END;
