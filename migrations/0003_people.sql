-- People, and what better-auth keeps of them under names of our own. A person exists once their address has been
-- verified, or once an administrator has named them.
CREATE TABLE people (
  id              uuid PRIMARY KEY DEFAULT uuidv7(),
  name            text NOT NULL CHECK (length(name) <= 200),
  email           text NOT NULL UNIQUE CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
  phone           text CHECK (length(phone) <= 40),
  email_verified  boolean NOT NULL DEFAULT false,
  image           text,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now()
);

-- What a mail may hold instead of a key: a page that names no one, whose button mails a code to the door's address.
CREATE TABLE doors (
  id             uuid PRIMARY KEY DEFAULT uuidv7(),
  token_hash     bytea NOT NULL UNIQUE,
  -- what a session opened here is limited to: order:ID or file:ID
  subject        text NOT NULL,
  purpose        text NOT NULL,
  email          text NOT NULL CHECK (email = lower(email)),
  -- who is expected: names the person who opens the door for the first time; never shown by the door itself
  name           text NOT NULL DEFAULT '',
  -- what the door leads to, for the mail that brings a fresh one
  label          text NOT NULL,
  path           text NOT NULL CHECK (path LIKE '/%' AND path NOT LIKE '//%'),
  opened_at      timestamptz NOT NULL,
  closed_at      timestamptz,
  -- the sentence that the closed door shows; null where a newer door took its place
  closed_reason  text
);
CREATE UNIQUE INDEX doors_one_open ON doors (subject, purpose, email) WHERE closed_at IS NULL;
CREATE INDEX doors_by_subject ON doors (subject, purpose);
CREATE INDEX doors_open_by_email ON doors (email) WHERE closed_at IS NULL;

CREATE TABLE sessions (
  id          uuid PRIMARY KEY DEFAULT uuidv7(),
  token       text NOT NULL UNIQUE,
  person_id   uuid NOT NULL REFERENCES people ON DELETE CASCADE,
  expires_at  timestamptz NOT NULL,
  ip_address  text,
  user_agent  text,
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sessions_person_id_idx ON sessions (person_id);
CREATE INDEX sessions_expired ON sessions (expires_at);

-- The sessions that a door limits to its subject.
CREATE TABLE door_sessions (
  session_id  uuid PRIMARY KEY REFERENCES sessions ON DELETE CASCADE,
  door_id     uuid NOT NULL REFERENCES doors
);
CREATE INDEX door_sessions_by_door ON door_sessions (door_id);

-- Wanted by better-auth; a row stands here for each outside identity of a person, none so far.
CREATE TABLE accounts (
  id                        uuid PRIMARY KEY DEFAULT uuidv7(),
  account_id                text NOT NULL,
  provider_id               text NOT NULL,
  person_id                 uuid NOT NULL REFERENCES people ON DELETE CASCADE,
  access_token              text,
  refresh_token             text,
  id_token                  text,
  access_token_expires_at   timestamptz,
  refresh_token_expires_at  timestamptz,
  scope                     text,
  password                  text,
  created_at                timestamptz NOT NULL DEFAULT now(),
  updated_at                timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX accounts_person_id_idx ON accounts (person_id);

-- Codes on their way, as keyed hashes, with the tries made.
CREATE TABLE verifications (
  id          uuid PRIMARY KEY DEFAULT uuidv7(),
  identifier  text NOT NULL,
  value       text NOT NULL,
  expires_at  timestamptz NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX verifications_identifier_idx ON verifications (identifier);

-- Counters of codes sent and tried, in the shape that rate-limiter-flexible expects; keys are hashes.
CREATE TABLE rate_limits (
  key     varchar(255) PRIMARY KEY,
  points  integer NOT NULL DEFAULT 0,
  expire  bigint
);

ALTER TABLE mails
  ADD COLUMN reply_to       text,
  -- without a mail server, the demonstration keeps the mail to be read on its page
  ADD COLUMN kept_at        timestamptz,
  -- set where the body holds a code: blanked once sent, and at the latest then
  ADD COLUMN secret_until   timestamptz;
CREATE INDEX mails_secret ON mails (secret_until) WHERE secret_until IS NOT NULL;
CREATE INDEX mails_to ON mails (recipient, queued_at DESC);
