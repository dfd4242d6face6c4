-- The journal: one chain for each order and one for the installation. A line carries the SHA-256 of the one
-- before it; length and head of each chain stand apart, so that a cut tail shows.
CREATE TABLE journal_lines (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  chain     text NOT NULL,
  position  integer NOT NULL,
  at        timestamptz(3) NOT NULL,
  actor     text NOT NULL,
  type      text NOT NULL,
  about     jsonb NOT NULL,
  data      jsonb NOT NULL,
  previous  bytea NOT NULL,
  hash      bytea NOT NULL,
  UNIQUE (chain, position)
);

CREATE TABLE journal_chains (
  chain   text PRIMARY KEY,
  length  integer NOT NULL,
  head    bytea NOT NULL
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the table % is append-only', TG_TABLE_NAME;
END $$;

CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_lines
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Which reactions to which line have run: a job that is run twice acts once.
CREATE TABLE reactions_done (
  line      bigint NOT NULL REFERENCES journal_lines,
  reaction  text NOT NULL,
  at        timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (line, reaction)
);

-- Documents, frozen or uploaded. In the database rather than beside it: a document and the step that made it
-- are one transaction, one backup.
CREATE TABLE files (
  id          uuid PRIMARY KEY DEFAULT uuidv7(),
  name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  media_type  text NOT NULL,
  size        integer NOT NULL,
  sha256      bytea NOT NULL,
  bytes       bytea,
  created_at  timestamptz NOT NULL DEFAULT now(),
  erased_at   timestamptz,
  CHECK ((bytes IS NULL) = (erased_at IS NOT NULL))
);
ALTER TABLE files ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE FUNCTION refuse_file_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.bytes IS NULL AND OLD.erased_at IS NULL AND NEW.sha256 = OLD.sha256 THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a stored file never changes';
END $$;

CREATE TRIGGER files_frozen BEFORE UPDATE ON files FOR EACH ROW EXECUTE FUNCTION refuse_file_change();

-- The mail: written with the step that causes it, sent by a job, kept with its fate.
CREATE TABLE mails (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  key           text NOT NULL UNIQUE,
  message_id    text NOT NULL UNIQUE,
  kind          text NOT NULL,
  about         jsonb NOT NULL DEFAULT '{}',
  recipient     text NOT NULL,
  subject       text NOT NULL,
  text_body     text NOT NULL,
  html_body     text NOT NULL,
  attachments   jsonb NOT NULL DEFAULT '[]',
  queued_at     timestamptz NOT NULL,
  sent_at       timestamptz,
  failed_at     timestamptz,
  failure       text,
  tries         integer NOT NULL DEFAULT 0
);
CREATE INDEX mails_recent ON mails (queued_at DESC, id DESC);
CREATE INDEX mails_failed ON mails (failed_at) WHERE failed_at IS NOT NULL AND sent_at IS NULL;
CREATE INDEX mails_about_order ON mails ((about->>'order'), queued_at DESC);
