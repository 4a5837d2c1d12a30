-- What queries ask of facts, beside the facts: narrow enough that a question to ten thousand of them takes milliseconds.

CREATE INDEX deals_asked ON deals (background, item, kind, stage, amount, currency, day);
CREATE INDEX metrics_asked ON metrics (series, item);
CREATE INDEX events_asked ON events (kind, item);
CREATE INDEX items_source ON items (source);
DROP INDEX metrics_series;         -- metrics_asked begins with the same
