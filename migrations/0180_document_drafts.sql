-- What a holder typed or chose for a piece that cannot be deposited yet: kept until its form is mended. Seen by its
-- holder only, never judged; gone once the piece is deposited or the file leaves the holder's hands.
CREATE TABLE document_drafts (
  file_id    uuid NOT NULL REFERENCES holder_files,
  kind       text NOT NULL,
  typed      jsonb NOT NULL,
  stored_id  uuid REFERENCES files,
  PRIMARY KEY (file_id, kind)
);
