-- Organisations that order, and those that operate the relay. A SIRET made from a SIREN is presumed until confirmed.
CREATE TABLE organisations (
  id              uuid PRIMARY KEY DEFAULT uuidv7(),
  kind            text NOT NULL,
  -- as documents print it: « Commune d’Acigné »
  name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  -- as people look for it: « Acigné »; empty where there is no shorter one
  short_name      text NOT NULL DEFAULT '' CHECK (length(short_name) <= 200),
  siren           text CHECK (siren ~ '^[0-9]{9}$'),
  siret           text UNIQUE CHECK (siret ~ '^[0-9]{14}$'),
  siret_presumed  boolean NOT NULL DEFAULT false,
  address         text NOT NULL DEFAULT '',
  postal_code     text NOT NULL DEFAULT '',
  city            text NOT NULL DEFAULT '',
  department      text NOT NULL,
  -- made from what is known of another (an EPCI by its most populous member), until confirmed
  place_presumed  boolean NOT NULL DEFAULT false,
  insee_code      text,
  postal_codes    text[] NOT NULL DEFAULT '{}',
  -- 'register', 'typed' by a person, or the name of a data set
  source          text NOT NULL,
  added_by        uuid REFERENCES people,
  -- when a register or an officer vouched for what was typed
  confirmed_at    timestamptz,
  search          text GENERATED ALWAYS AS (
                    lower(f_unaccent(CASE short_name WHEN '' THEN name ELSE short_name END))) STORED,
  created_at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX organisations_search ON organisations USING gin (search gin_trgm_ops);
CREATE INDEX organisations_postal_codes ON organisations USING gin (postal_codes);
CREATE INDEX organisations_siren ON organisations (siren);
CREATE INDEX organisations_typed ON organisations (id DESC) WHERE source = 'typed';

-- The bodies of the relay. One organisation may be several of them.
CREATE TABLE operators (
  organisation_id  uuid NOT NULL REFERENCES organisations,
  kind             text NOT NULL CHECK (kind IN ('purchasing-body', 'delivery-centre', 'registration-office')),
  short_name       text NOT NULL,
  contact_name     text NOT NULL,
  contact_phone    text NOT NULL,
  contact_email    text NOT NULL,
  website          text,
  hours            text NOT NULL,
  departments      text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (organisation_id, kind)
);
CREATE INDEX operators_departments ON operators USING gin (departments);

-- Where a register says otherwise than what was typed: shown until somebody settles it.
CREATE TABLE organisation_differences (
  organisation_id  uuid NOT NULL REFERENCES organisations,
  field            text NOT NULL CHECK (field IN ('name', 'address', 'postal_code', 'city')),
  registered       text NOT NULL,
  noticed_at       timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, field)
);
