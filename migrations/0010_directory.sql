-- Organisations that order, and those that operate the relay. A SIRET made from a SIREN is presumed until confirmed.
CREATE TABLE organisations (
  id              uuid PRIMARY KEY DEFAULT uuidv7(),
  kind            text NOT NULL,
  name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  siren           text CHECK (siren ~ '^[0-9]{9}$'),
  siret           text UNIQUE CHECK (siret ~ '^[0-9]{14}$'),
  siret_presumed  boolean NOT NULL DEFAULT false,
  address         text NOT NULL DEFAULT '',
  postal_code     text NOT NULL DEFAULT '',
  city            text NOT NULL DEFAULT '',
  department      text NOT NULL,
  insee_code      text,
  postal_codes    text[] NOT NULL DEFAULT '{}',
  source          text NOT NULL,
  search          text GENERATED ALWAYS AS (lower(f_unaccent(name))) STORED,
  created_at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX organisations_search ON organisations USING gin (search gin_trgm_ops);
CREATE INDEX organisations_postal_codes ON organisations USING gin (postal_codes);
CREATE INDEX organisations_siren ON organisations (siren);

-- The bodies of the relay. One organisation may be several of them.
CREATE TABLE operators (
  organisation_id  uuid NOT NULL REFERENCES organisations,
  kind             text NOT NULL CHECK (kind IN ('purchasing-body', 'delivery-centre', 'registration-office')),
  short_name       text NOT NULL,
  contact_name     text NOT NULL,
  contact_phone    text NOT NULL,
  contact_email    text NOT NULL,
  hours            text NOT NULL,
  departments      text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (organisation_id, kind)
);
CREATE INDEX operators_departments ON operators USING gin (departments);
