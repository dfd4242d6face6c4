-- What the authority answered by telephone or by post, as a purchasing officer noted it.
ALTER TABLE certificate_calls ADD COLUMN reference text;

-- The calls that it has not confirmed, for the list of what awaits the purchasing officers.
CREATE VIEW unconfirmed_calls AS
  SELECT certificate_id, min(asked_at) AS asked_at FROM certificate_calls WHERE confirmed_at IS NULL
   GROUP BY certificate_id;
