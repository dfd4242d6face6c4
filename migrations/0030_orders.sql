CREATE TABLE order_counters (
  year        integer NOT NULL,
  department  text NOT NULL,
  last        integer NOT NULL,
  PRIMARY KEY (year, department)
);

CREATE TABLE orders (
  id                    uuid PRIMARY KEY DEFAULT uuidv7(),
  number                text NOT NULL UNIQUE,
  state                 text NOT NULL,
  came_from             text,
  since                 timestamptz NOT NULL,
  version               integer NOT NULL DEFAULT 1,
  created_at            timestamptz NOT NULL,
  author_id             uuid NOT NULL REFERENCES people,
  entered_on_behalf     boolean NOT NULL DEFAULT false,
  author_confirmed_at   timestamptz,
  organisation_id       uuid NOT NULL REFERENCES organisations,
  purchasing_body_id    uuid NOT NULL REFERENCES organisations,
  delivery_centre_id    uuid NOT NULL REFERENCES organisations,
  -- both forms, as typed: checked whole when the signature is asked for
  answers               jsonb NOT NULL,
  signatory_email       text,
  -- frozen with the forms: product, prices, mission and texts, with the version they were read from
  terms                 jsonb,
  quantity              integer NOT NULL DEFAULT 0,
  form_file_id          uuid REFERENCES files,
  mission_file_id       uuid REFERENCES files,
  -- SHA-256 over both frozen files: what every signature is bound to
  documents_hash        bytea,
  examined_by           uuid REFERENCES people,
  examined_hash         bytea,
  signatory_confirmed_by uuid REFERENCES people,
  authority_reference   text,
  -- last reason given for a return, a refusal, a withdrawal …: catalogue code, comment, fields to mend
  reason                jsonb,
  submitted_at          timestamptz,
  transmitted_at        timestamptz,
  ended_at              timestamptz,
  warned                integer NOT NULL DEFAULT 0
);
CREATE INDEX orders_by_purchasing_body ON orders (purchasing_body_id, state, since, id);
CREATE INDEX orders_by_delivery_centre ON orders (delivery_centre_id, state, since, id);
CREATE INDEX orders_by_organisation ON orders (organisation_id, created_at DESC, id DESC);
CREATE INDEX orders_by_author ON orders (author_id, created_at DESC, id DESC);
CREATE INDEX orders_by_signatory ON orders (signatory_email, state);
CREATE INDEX orders_recent ON orders (created_at DESC, id DESC);

CREATE TABLE order_holders (
  id                uuid PRIMARY KEY DEFAULT uuidv7(),
  order_id          uuid NOT NULL REFERENCES orders,
  position          integer NOT NULL,
  given_name        text NOT NULL,
  surname           text NOT NULL,
  function          text NOT NULL,
  email             text NOT NULL,
  phone             text NOT NULL,
  situation         text NOT NULL CHECK (situation IN ('legal-representative', 'elected-member', 'agent')),
  usages            text[] NOT NULL,
  UNIQUE (order_id, position),
  UNIQUE (order_id, email)
);
CREATE INDEX order_holders_by_email ON order_holders (email);

CREATE TABLE signatures (
  id              uuid PRIMARY KEY DEFAULT uuidv7(),
  order_id        uuid NOT NULL REFERENCES orders,
  kind            text NOT NULL CHECK (kind IN ('signature', 'countersignature')),
  person_id       uuid NOT NULL REFERENCES people,
  name            text NOT NULL,
  function        text NOT NULL,
  email           text NOT NULL,
  at              timestamptz NOT NULL,
  level           text NOT NULL,
  documents_hash  bytea NOT NULL,
  acceptances     jsonb NOT NULL,
  -- made by a job from the written line of the journal, hence a moment later
  sheet_file_id   uuid REFERENCES files,
  void_at         timestamptz
);
CREATE INDEX signatures_by_order ON signatures (order_id, at);

CREATE TABLE missions (
  id                  uuid PRIMARY KEY DEFAULT uuidv7(),
  order_id            uuid NOT NULL REFERENCES orders,
  delivery_centre_id  uuid NOT NULL REFERENCES organisations,
  state               text NOT NULL,
  since               timestamptz NOT NULL,
  reason              jsonb
);
CREATE INDEX missions_by_order ON missions (order_id, since DESC);
CREATE INDEX missions_by_centre ON missions (delivery_centre_id, state, since, id);

-- What later slices may read of an order.
CREATE VIEW order_facts AS
  SELECT o.id, o.number, o.state, o.since, o.created_at, o.submitted_at, o.transmitted_at,
         o.organisation_id, g.name AS organisation_name, g.siret, g.siren, g.department,
         coalesce(o.answers->'organisation'->>'address', g.address) AS address,
         coalesce(o.answers->'organisation'->>'postalCode', g.postal_code) AS postal_code,
         coalesce(o.answers->'organisation'->>'city', g.city) AS city,
         o.purchasing_body_id, o.delivery_centre_id, o.author_id, o.signatory_email,
         o.answers, o.terms, o.quantity, o.authority_reference
    FROM orders o JOIN organisations g ON g.id = o.organisation_id;

CREATE VIEW order_holder_facts AS
  SELECT h.id, h.order_id, h.position, h.given_name, h.surname, h.function, h.email, h.phone, h.situation, h.usages
    FROM order_holders h;

-- Codes that confirm one act of one person, kept as keyed hashes; a new one replaces the one before.
CREATE TABLE codes (
  purpose     text NOT NULL,
  person_id   uuid NOT NULL REFERENCES people,
  hash        bytea NOT NULL,
  bound_to    text NOT NULL,
  expires_at  timestamptz NOT NULL,
  tries       integer NOT NULL DEFAULT 0,
  PRIMARY KEY (purpose, person_id)
);

-- Answers of the certification authority already heard: one that comes again changes nothing.
CREATE TABLE authority_answers (
  id    text PRIMARY KEY,
  kind  text NOT NULL,
  at    timestamptz NOT NULL
);
