-- Seals of the service on what was frozen: asked for by the reaction to an act, set by a job, since the timestamping
-- authority is outside. What is sealed is a new file; the frozen one, to which hashes are bound, never changes.
CREATE TABLE seals (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  -- « signature », « countersignature », « handover-record »: a field of that sense in the PDF
  purpose      text NOT NULL,
  about        jsonb NOT NULL,
  -- what the seal says: who signed, when, how
  reason       text NOT NULL,
  asked_at     timestamptz NOT NULL,
  state        text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'set', 'without')),
  set_at       timestamptz,
  -- B-T or B-LT
  level        text,
  -- when the documents left without it, the authority being out of reach
  deferred_at  timestamptz,
  -- why the last try failed, in French
  failure      text,
  CHECK ((state = 'set') = (set_at IS NOT NULL))
);
CREATE INDEX seals_waiting ON seals (asked_at) WHERE state = 'waiting';

CREATE TABLE sealed_documents (
  seal_id         uuid NOT NULL REFERENCES seals,
  -- as it was frozen
  file_id         uuid NOT NULL REFERENCES files,
  -- with this seal and those before it
  sealed_file_id  uuid REFERENCES files,
  PRIMARY KEY (seal_id, file_id)
);
CREATE INDEX sealed_documents_by_file ON sealed_documents (file_id, seal_id);

-- Timestamps (RFC 3161) over exports of the journal's heads.
CREATE TABLE head_timestamps (
  file_id   uuid PRIMARY KEY REFERENCES files,
  asked_at  timestamptz NOT NULL,
  token     bytea,
  -- as the token says
  at        timestamptz,
  failure   text,
  CHECK ((token IS NULL) = (at IS NULL))
);
CREATE INDEX head_timestamps_waiting ON head_timestamps (asked_at) WHERE token IS NULL;
