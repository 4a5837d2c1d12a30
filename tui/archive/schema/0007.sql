-- Reports of the very same words: one stands for the others where reports are compared, as there may be thousands.

ALTER TABLE signatures ADD COLUMN wording INTEGER;
ALTER TABLE signatures ADD COLUMN original INTEGER;  -- the eldest report of these words; NULL where that is the item itself
CREATE INDEX signatures_wording ON signatures (wording, published);
CREATE INDEX signatures_original ON signatures (original) WHERE original IS NOT NULL;
