-- Reports of the same names and things in one language: of a crowd of them only the first are compared with all others.

ALTER TABLE signatures ADD COLUMN crowd INTEGER;
CREATE INDEX signatures_crowd ON signatures (crowd, published);
