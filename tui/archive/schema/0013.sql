-- Reports off the beat are settled last, when nothing else is to be done: they tell stories that others make.

ALTER TABLE unsettled ADD COLUMN deferred INTEGER NOT NULL DEFAULT 0;
DROP INDEX unsettled_published;
CREATE INDEX unsettled_published ON unsettled (deferred, published, item);
