-- What the analyst knows better, and what money was worth. Neither depends on any reading.

-- Corrections hang on links and quoted sentences inside "correction", never on a row: rows come and go with readings.
CREATE TABLE corrections (
  place INTEGER PRIMARY KEY,       -- of corrections made at one moment, which came first
  id TEXT NOT NULL UNIQUE,
  made INTEGER NOT NULL,
  correction TEXT NOT NULL         -- Correction as JSON
);
CREATE INDEX corrections_made ON corrections (made, place);

-- The central bank's rate of a day: tenge for one unit. A day without rates has one row without a currency.
CREATE TABLE rates (
  day TEXT NOT NULL,
  currency TEXT NOT NULL,
  tenge REAL NOT NULL,
  PRIMARY KEY (day, currency)
) WITHOUT ROWID;
