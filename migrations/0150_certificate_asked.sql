-- Since when the authority may hold a certificate for this request, whether or not its answer came back: one called off
-- after that is fetched once more, and revoked.
ALTER TABLE certificates ADD COLUMN asked_at timestamptz;
UPDATE certificates SET asked_at = requested_at WHERE state = 'requested' OR serial IS NOT NULL;
