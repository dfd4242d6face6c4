-- The records of one file, refusals of data included: the unique index holds handovers only.
CREATE INDEX handover_records_by_file ON handover_records (file_id, at DESC);

-- Words of a mail's subject: the page of mails read them all.
CREATE INDEX mails_subject ON mails USING gin (subject gin_trgm_ops);
