-- The holder's file. Identity data start as the order gave them and are then the holder's own; the order keeps its copy.
CREATE TABLE holder_files (
  id                  uuid PRIMARY KEY DEFAULT uuidv7(),
  order_id            uuid NOT NULL REFERENCES orders,
  holder_id           uuid NOT NULL REFERENCES order_holders,
  office_id           uuid REFERENCES organisations,
  state               text NOT NULL,
  since               timestamptz NOT NULL,
  version             integer NOT NULL DEFAULT 1,
  created_at          timestamptz NOT NULL,
  email               text NOT NULL,
  given_names         text NOT NULL,
  surname             text NOT NULL,
  birth_name          text NOT NULL DEFAULT '',
  birth_date          date,
  birth_place         text NOT NULL DEFAULT '',
  function            text NOT NULL,
  phone               text NOT NULL,
  address             text NOT NULL DEFAULT '',
  postal_code         text NOT NULL DEFAULT '',
  city                text NOT NULL DEFAULT '',
  situation           text NOT NULL CHECK (situation IN ('legal-representative', 'elected-member', 'agent')),
  usages              text[] NOT NULL,
  -- the identity document is known by references only: its kind, the last four characters of its number, its end
  identity_kind       text CHECK (identity_kind IN ('identity-card', 'passport', 'residence-permit')),
  identity_last4      text CHECK (identity_last4 ~ '^[0-9A-Z]{4}$'),
  identity_expires    date,
  -- what is typed and not yet right, as typed; empty once it is kept
  draft               jsonb,
  -- everybody but the holder who typed something here: none of them may judge or hand over this file
  prepared_by         uuid[] NOT NULL DEFAULT '{}',
  -- first visit of the holder, and when they confirmed the data as they stand
  opened_at           timestamptz,
  confirmed_at        timestamptz,
  submitted_at        timestamptz,
  validated_at        timestamptz,
  validated_by        uuid REFERENCES people,
  -- set by the custody of tokens and by appointments: what `whose turn` needs of them
  token_ready         boolean NOT NULL DEFAULT false,
  visit_at            timestamptz,
  reason              jsonb,
  warned              integer NOT NULL DEFAULT 0,
  ended_at            timestamptz,
  UNIQUE (order_id, holder_id)
);
CREATE INDEX holder_files_by_order ON holder_files (order_id);
CREATE INDEX holder_files_by_email ON holder_files (email);
CREATE INDEX holder_files_queue ON holder_files (office_id, state, since, id);
CREATE INDEX holder_files_recent ON holder_files (office_id, since DESC, id DESC);
CREATE INDEX holder_files_by_state ON holder_files (state, since, id);
CREATE INDEX holder_files_identity ON holder_files (identity_expires)
  WHERE state IN ('validated', 'to-arrange', 'proposed', 'scheduled');
CREATE INDEX holder_files_search ON holder_files
  USING gin (lower(f_unaccent(given_names || ' ' || surname || ' ' || email)) gin_trgm_ops);

-- How many files each office has in each state, kept in the transaction that moves them: a menu never counts rows.
CREATE TABLE file_counts (
  office_id  uuid NOT NULL REFERENCES organisations,
  state      text NOT NULL,
  files      integer NOT NULL,
  PRIMARY KEY (office_id, state)
);

CREATE FUNCTION count_files() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.state = OLD.state AND NEW.office_id IS NOT DISTINCT FROM OLD.office_id THEN
    RETURN NULL;
  END IF;
  -- in the order of the keys, so that two acts never wait for each other in a circle
  INSERT INTO file_counts AS c (office_id, state, files)
    SELECT office, state, sum(step) FROM (
      SELECT NEW.office_id AS office, NEW.state AS state, 1 AS step
      UNION ALL
      SELECT OLD.office_id, OLD.state, -1 WHERE TG_OP = 'UPDATE'
    ) AS changes
    WHERE office IS NOT NULL
    GROUP BY office, state HAVING sum(step) <> 0
    ORDER BY office, state
  ON CONFLICT (office_id, state) DO UPDATE SET files = c.files + EXCLUDED.files;
  RETURN NULL;
END $$;

CREATE TRIGGER holder_files_counted AFTER INSERT OR UPDATE OF state, office_id ON holder_files
  FOR EACH ROW EXECUTE FUNCTION count_files();

-- An expected piece (its kind is a code of the catalogue), its versions, their verdicts.
CREATE TABLE documents (
  id          uuid PRIMARY KEY DEFAULT uuidv7(),
  file_id     uuid NOT NULL REFERENCES holder_files,
  kind        text NOT NULL,
  -- date that the document bears, where its age counts
  dated       date,
  -- last day of validity that it bears
  expires     date,
  current_id  uuid,
  UNIQUE (file_id, kind)
);

CREATE TABLE document_versions (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  document_id  uuid NOT NULL REFERENCES documents,
  number       integer NOT NULL,
  stored_id    uuid NOT NULL REFERENCES files,
  uploaded_by  uuid NOT NULL REFERENCES people,
  uploaded_at  timestamptz NOT NULL,
  UNIQUE (document_id, number)
);
ALTER TABLE documents ADD FOREIGN KEY (current_id) REFERENCES document_versions;

-- A verdict is bound to the bytes that the officer saw. A later verdict on the same version takes its place.
CREATE TABLE verdicts (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  version_id   uuid NOT NULL REFERENCES document_versions,
  officer_id   uuid NOT NULL REFERENCES people,
  outcome      text NOT NULL CHECK (outcome IN ('accepted', 'to-replace')),
  reason       jsonb,
  seen_sha256  bytea NOT NULL,
  at           timestamptz NOT NULL,
  replaced_at  timestamptz,
  CHECK ((outcome = 'to-replace') = (reason IS NOT NULL))
);
CREATE UNIQUE INDEX verdicts_in_force ON verdicts (version_id) WHERE replaced_at IS NULL;

CREATE TABLE certificates (
  id                    uuid PRIMARY KEY DEFAULT uuidv7(),
  file_id               uuid NOT NULL REFERENCES holder_files,
  order_id              uuid NOT NULL REFERENCES orders,
  state                 text NOT NULL,
  since                 timestamptz NOT NULL,
  requested_at          timestamptz NOT NULL,
  -- SHA-256 over the data asked to be certified: the same data are never issued twice at once
  data_hash             bytea NOT NULL,
  -- what the authority was asked, as it was asked
  request               jsonb NOT NULL,
  der                   bytea,
  fingerprint           bytea,
  -- serial of the key on which it stands
  token_serial          text,
  serial                text,
  subject               text,
  issuer                text,
  not_before            timestamptz,
  not_after             timestamptz,
  failure               text,
  reason                jsonb,
  revoked_at            timestamptz,
  -- when the authority confirmed the revocation
  revocation_confirmed  timestamptz,
  successor_id          uuid REFERENCES certificates,
  CHECK (state IN ('requested', 'called-off') OR der IS NOT NULL)
);
CREATE INDEX certificates_by_file ON certificates (file_id, requested_at DESC);
CREATE UNIQUE INDEX certificates_running ON certificates (file_id)
  WHERE state IN ('requested', 'issued', 'live', 'suspended');
CREATE UNIQUE INDEX certificates_serial ON certificates (issuer, serial);
CREATE INDEX certificates_by_end ON certificates (not_after) WHERE state IN ('live', 'suspended');

-- What later slices may read of a file, with the certificate that runs, or else the last one that ran.
CREATE VIEW file_facts AS
  SELECT f.id, f.order_id, o.number AS order_number, f.holder_id, f.office_id, f.state, f.since, f.version,
         f.given_names, f.surname, f.email, f.phone, f.function, f.situation, f.usages,
         f.birth_date, f.address, f.postal_code, f.city, f.prepared_by,
         f.identity_kind, f.identity_last4, f.identity_expires,
         f.submitted_at, f.validated_at, f.validated_by, f.token_ready, f.visit_at, f.reason, f.ended_at,
         c.id AS certificate_id, c.state AS certificate_state, c.serial AS certificate_serial,
         c.token_serial,
         c.subject AS certificate_subject, c.not_before AS certificate_not_before,
         c.not_after AS certificate_not_after, c.requested_at AS certificate_requested_at,
         o.organisation_id, o.organisation_name, o.purchasing_body_id, o.delivery_centre_id,
         o.author_id, r.entered_on_behalf
    FROM holder_files f
    JOIN order_facts o ON o.id = f.order_id
    JOIN orders r ON r.id = f.order_id
    LEFT JOIN LATERAL (
      SELECT * FROM certificates k WHERE k.file_id = f.id
       ORDER BY (k.state IN ('requested', 'issued', 'live', 'suspended')) DESC, k.requested_at DESC
       LIMIT 1
    ) c ON true;
