-- How surely two items tell the same event, from 0 to 1.

ALTER TABLE likenesses ADD COLUMN surety REAL NOT NULL DEFAULT 1;
