-- What a report is found by among thousands that it may be compared with; NULL where an older kenwatch signed it.

ALTER TABLE signatures ADD COLUMN marks TEXT;
