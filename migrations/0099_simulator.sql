-- The simulated certification authority of the demonstration and the tests: outside the relay, and beside it only
-- so that it survives a restart. No slice reads these tables.
CREATE TABLE simulator_state (
  name   text PRIMARY KEY,
  value  jsonb NOT NULL
);

CREATE TABLE simulator_requests (
  key     text PRIMARY KEY,
  answer  jsonb NOT NULL,
  at      timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE simulator_answers (
  id      text PRIMARY KEY,
  answer  jsonb NOT NULL,
  at      timestamptz NOT NULL DEFAULT now(),
  heard   boolean NOT NULL DEFAULT false
);
CREATE INDEX simulator_answers_unheard ON simulator_answers (at) WHERE NOT heard;
