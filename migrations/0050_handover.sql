-- Keys (USB tokens). One is born with each certificate, nominative, and has one keeper at every instant.
CREATE TABLE tokens (
  id                  uuid PRIMARY KEY DEFAULT uuidv7(),
  -- capitals, without blanks: as it is compared with what is typed or scanned
  serial              text NOT NULL CHECK (serial ~ '^[0-9A-Z][0-9A-Z._/:-]{2,63}$'),
  file_id             uuid NOT NULL REFERENCES holder_files,
  order_id            uuid NOT NULL REFERENCES orders,
  certificate_id      uuid NOT NULL UNIQUE REFERENCES certificates,
  delivery_centre_id  uuid NOT NULL REFERENCES organisations,
  purchasing_body_id  uuid NOT NULL REFERENCES organisations,
  state               text NOT NULL,
  since               timestamptz NOT NULL,
  keeper              text NOT NULL,
  received_at         timestamptz,
  reason              jsonb,
  -- the sender keeps it until the receiver confirms; a lost one stays on its last keeper's account
  CONSTRAINT tokens_keeper CHECK (CASE state
    WHEN 'at-authority' THEN keeper = 'authority'
    WHEN 'in-transit' THEN keeper = 'authority'
    WHEN 'received' THEN keeper = 'centre'
    WHEN 'returning' THEN keeper = 'centre'
    WHEN 'returned' THEN keeper = 'authority'
    WHEN 'handed-over' THEN keeper = 'holder'
    ELSE state IN ('lost', 'damaged', 'destroyed') AND keeper IN ('authority', 'centre') END)
);
-- a serial comes again only after its key went back or was destroyed
CREATE UNIQUE INDEX tokens_serial ON tokens (serial) WHERE state NOT IN ('returned', 'destroyed');
CREATE INDEX tokens_by_file ON tokens (file_id);
CREATE INDEX tokens_by_order ON tokens (order_id);
CREATE INDEX tokens_by_centre ON tokens (delivery_centre_id, state, since, id);
CREATE INDEX tokens_by_body ON tokens (purchasing_body_id, state, since, id);
CREATE INDEX tokens_search ON tokens USING gin (serial gin_trgm_ops);

-- The chain of custody: who kept the key is told, for any instant, by the last line before it.
CREATE TABLE token_moves (
  token_id   uuid NOT NULL REFERENCES tokens,
  number     integer NOT NULL CHECK (number > 0),
  step       text NOT NULL,
  state      text NOT NULL,
  keeper     text NOT NULL CHECK (keeper IN ('authority', 'centre', 'holder')),
  at         timestamptz NOT NULL,
  -- null where the authority or the calendar acted
  person_id  uuid REFERENCES people,
  reason     jsonb,
  -- of a destruction: how, and before whom
  record     jsonb,
  PRIMARY KEY (token_id, number)
);
CREATE TRIGGER token_moves_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON token_moves
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The authority may announce a shipment before its certificate is recorded here.
CREATE TABLE early_shipments (
  serial  text PRIMARY KEY,
  at      timestamptz NOT NULL
);

-- One visit to one organisation, for one or several holders.
CREATE TABLE appointments (
  id                  uuid PRIMARY KEY DEFAULT uuidv7(),
  delivery_centre_id  uuid NOT NULL REFERENCES organisations,
  organisation_id     uuid NOT NULL REFERENCES organisations,
  -- who goes
  officer_id          uuid NOT NULL REFERENCES people,
  state               text NOT NULL CHECK (state IN
                        ('proposed', 'agreed', 'held', 'no-show', 'excused', 'cancelled')),
  since               timestamptz NOT NULL,
  created_at          timestamptz NOT NULL,
  version             integer NOT NULL DEFAULT 1,
  minutes             integer NOT NULL CHECK (minutes BETWEEN 15 AND 480),
  place               text NOT NULL,
  note                text NOT NULL DEFAULT '',
  starts_at           timestamptz,
  ends_at             timestamptz,
  by_phone            boolean NOT NULL DEFAULT false,
  -- of the calendar event; each message about it carries a higher one
  sequence            integer NOT NULL DEFAULT 0,
  reminded_at         timestamptz,
  -- party that cancelled or missed, and why
  ended_by            text,
  reason              jsonb,
  CHECK ((starts_at IS NULL) = (ends_at IS NULL)),
  CHECK (starts_at < ends_at),
  CHECK (state NOT IN ('agreed', 'held', 'no-show', 'excused') OR starts_at IS NOT NULL),
  CONSTRAINT officer_in_one_visit EXCLUDE USING gist
    (officer_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (state IN ('agreed', 'held'))
);
CREATE INDEX appointments_by_centre ON appointments (delivery_centre_id, state, starts_at);
CREATE INDEX appointments_by_officer ON appointments (officer_id, starts_at);
CREATE INDEX appointments_by_organisation ON appointments (organisation_id, since DESC);
CREATE INDEX appointments_coming ON appointments (starts_at) WHERE state = 'agreed';

-- Times proposed by the centre: one of them is picked.
CREATE TABLE appointment_times (
  appointment_id  uuid NOT NULL REFERENCES appointments,
  starts_at       timestamptz NOT NULL,
  PRIMARY KEY (appointment_id, starts_at)
);

-- Holders of a visit, and what became of each. A file is in one open visit at most.
CREATE TABLE appointment_files (
  appointment_id  uuid NOT NULL REFERENCES appointments,
  file_id         uuid NOT NULL REFERENCES holder_files,
  open            boolean NOT NULL DEFAULT true,
  outcome         text CHECK (outcome IN ('handed-over', 'data-refused', 'absent', 'excused', 'left')),
  at              timestamptz,
  reason          jsonb,
  PRIMARY KEY (appointment_id, file_id),
  CHECK (open = (outcome IS NULL))
);
CREATE UNIQUE INDEX appointment_files_open ON appointment_files (file_id) WHERE open;
CREATE INDEX appointment_files_by_file ON appointment_files (file_id);

-- Times that the organisation or the holder offers when none suited.
CREATE TABLE offered_times (
  id         uuid PRIMARY KEY DEFAULT uuidv7(),
  file_id    uuid NOT NULL REFERENCES holder_files,
  from_at    timestamptz NOT NULL,
  until_at   timestamptz NOT NULL,
  note       text NOT NULL DEFAULT '',
  person_id  uuid NOT NULL REFERENCES people,
  at         timestamptz NOT NULL,
  CHECK (from_at < until_at)
);
CREATE INDEX offered_times_by_file ON offered_times (file_id, from_at);

CREATE TABLE handover_counters (
  year  integer PRIMARY KEY,
  last  integer NOT NULL
);

-- What was verified and declared face to face, as it was; its PDF is made from it.
CREATE TABLE handover_records (
  id              uuid PRIMARY KEY DEFAULT uuidv7(),
  number          text NOT NULL UNIQUE,
  outcome         text NOT NULL CHECK (outcome IN ('handed-over', 'data-refused')),
  at              timestamptz NOT NULL,
  appointment_id  uuid NOT NULL REFERENCES appointments,
  file_id         uuid NOT NULL REFERENCES holder_files,
  order_id        uuid NOT NULL REFERENCES orders,
  certificate_id  uuid NOT NULL REFERENCES certificates,
  token_id        uuid NOT NULL REFERENCES tokens,
  officer_id      uuid NOT NULL REFERENCES people,
  statement       jsonb NOT NULL,
  -- made by a job from the written line of the journal, hence a moment later
  pdf_file_id     uuid REFERENCES files
);
CREATE UNIQUE INDEX handover_records_file ON handover_records (file_id) WHERE outcome = 'handed-over';
CREATE UNIQUE INDEX handover_records_token ON handover_records (token_id);
CREATE INDEX handover_records_by_order ON handover_records (order_id, at);
CREATE INDEX handover_records_by_appointment ON handover_records (appointment_id);

-- What later slices may read of a handover: what was delivered, when, by whom, in which visit.
CREATE VIEW handover_facts AS
  SELECT r.id, r.number, r.at, r.file_id, r.order_id, r.appointment_id, a.delivery_centre_id, a.organisation_id,
         r.certificate_id, r.token_id, t.serial AS token_serial, r.officer_id, r.pdf_file_id
    FROM handover_records r
    JOIN appointments a ON a.id = r.appointment_id
    JOIN tokens t ON t.id = r.token_id
   WHERE r.outcome = 'handed-over';

-- And of a visit that was agreed: whether it took place, and for how many holders.
CREATE VIEW appointment_facts AS
  SELECT a.id, a.state, a.since, a.starts_at, a.ends_at, a.minutes, a.place, a.delivery_centre_id,
         a.organisation_id, a.officer_id, a.reason, a.ended_by,
         (SELECT count(*) FROM appointment_files f WHERE f.appointment_id = a.id) AS holders,
         (SELECT count(*) FROM appointment_files f
           WHERE f.appointment_id = a.id AND f.outcome = 'handed-over') AS handed_over,
         -- a visit is for one organisation, mostly for one order: the oldest names it
         (SELECT h.order_id FROM appointment_files f JOIN holder_files h ON h.id = f.file_id
           WHERE f.appointment_id = a.id ORDER BY h.order_id LIMIT 1) AS order_id
    FROM appointments a;
