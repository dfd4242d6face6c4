-- A part played in a body, from when to when and by whose hand. Never deleted: what somebody did is judged by the
-- roles of that day. No body: the installation itself.
CREATE TABLE roles (
  id               uuid PRIMARY KEY DEFAULT uuidv7(),
  person_id        uuid NOT NULL REFERENCES people,
  part             text NOT NULL CHECK (part IN (
    'correspondent', 'certification-agent', 'purchasing-officer', 'registration-officer', 'delivery-officer',
    'accountant', 'administrator', 'auditor')),
  organisation_id  uuid REFERENCES organisations,
  granted_at       timestamptz NOT NULL,
  -- null: on the command line, or by a step of the procedure
  granted_by       uuid REFERENCES people,
  ended_at         timestamptz,
  ended_by         uuid REFERENCES people,
  CHECK (organisation_id IS NOT NULL OR part IN ('administrator', 'auditor')),
  CHECK (ended_at IS NOT NULL OR ended_by IS NULL)
);
CREATE UNIQUE INDEX roles_in_force_once ON roles (person_id, part, organisation_id) NULLS NOT DISTINCT
  WHERE ended_at IS NULL;
CREATE INDEX roles_by_body ON roles (organisation_id, part) WHERE ended_at IS NULL;
CREATE INDEX roles_recent ON roles (granted_at DESC, id DESC);

-- What sign-in reads with each request.
CREATE VIEW roles_in_force AS
  SELECT person_id, part, organisation_id FROM roles WHERE ended_at IS NULL;
