-- The file's facts, with what its holder reads of it before it is submitted, and what is judged under its lock.
CREATE OR REPLACE VIEW file_facts AS
  SELECT f.id, f.order_id, o.number AS order_number, f.holder_id, f.office_id, f.state, f.since, f.version,
         f.given_names, f.surname, f.email, f.phone, f.function, f.situation, f.usages,
         f.birth_date, f.address, f.postal_code, f.city, f.prepared_by,
         f.identity_kind, f.identity_last4, f.identity_expires,
         f.submitted_at, f.validated_at, f.validated_by, f.token_ready, f.visit_at, f.reason, f.ended_at,
         c.id AS certificate_id, c.state AS certificate_state, c.serial AS certificate_serial,
         c.token_serial,
         c.subject AS certificate_subject, c.not_before AS certificate_not_before,
         c.not_after AS certificate_not_after, c.requested_at AS certificate_requested_at,
         o.organisation_id, o.organisation_name, o.purchasing_body_id, o.delivery_centre_id,
         o.author_id, r.entered_on_behalf, r.signatory_email,
         f.birth_name, f.birth_place, f.opened_at, f.warned
    FROM holder_files f
    JOIN order_facts o ON o.id = f.order_id
    JOIN orders r ON r.id = f.order_id
    LEFT JOIN LATERAL (
      SELECT * FROM certificates k WHERE k.file_id = f.id
       ORDER BY (k.state IN ('requested', 'issued', 'live', 'suspended')) DESC, k.requested_at DESC
       LIMIT 1
    ) c ON true;

-- Locks a file, then reads its facts. Two statements, not one: the second sees what was committed while the first waited.
CREATE FUNCTION lock_file(wanted uuid) RETURNS SETOF file_facts LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM holder_files WHERE id = wanted FOR UPDATE;
  RETURN QUERY SELECT * FROM file_facts WHERE id = wanted;
END $$;
