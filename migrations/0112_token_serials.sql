-- A key is sought by the beginning of its serial, as it is scanned or read from its label. The parts of all serials are
-- the same few, and a search for them read most of the table.
DROP INDEX tokens_search;
CREATE INDEX tokens_serial_begins ON tokens (serial text_pattern_ops);
