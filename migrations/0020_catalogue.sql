-- What an administrator may change, with dates: never edited, each change is a new version. In force from the first
-- day to the one before valid_to; a version replaced on its own first day keeps an empty span.
CREATE TABLE catalogue_entries (
  id          uuid PRIMARY KEY DEFAULT uuidv7(),
  kind        text NOT NULL,
  code        text NOT NULL CHECK (length(code) BETWEEN 1 AND 80),
  valid_from  date NOT NULL,
  valid_to    date,
  data        jsonb NOT NULL,
  position    integer NOT NULL,
  created_at  timestamptz NOT NULL,
  -- null: by the programme itself, when the installation was filled
  created_by  uuid REFERENCES people,
  CHECK (valid_to >= valid_from),
  CONSTRAINT catalogue_one_version_a_day
    EXCLUDE USING gist (kind WITH =, code WITH =, daterange(valid_from, valid_to) WITH &&)
);
CREATE INDEX catalogue_by_kind ON catalogue_entries (kind, position, code, valid_from);

CREATE FUNCTION refuse_catalogue_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'valid_to' = to_jsonb(OLD) - 'valid_to' THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'an entry of the catalogue never changes: add a version';
END $$;

CREATE TRIGGER catalogue_versions_kept BEFORE UPDATE OR DELETE ON catalogue_entries
  FOR EACH ROW EXECUTE FUNCTION refuse_catalogue_edit();
