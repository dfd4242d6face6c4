-- What the authority is told of the status of a certificate that it issued: a line a call, in the order decided. The
-- line's identifier is the key of the request, so that a call repeated after a failure is done once.
CREATE TABLE certificate_calls (
  id              uuid PRIMARY KEY DEFAULT uuidv7(),
  number          bigint GENERATED ALWAYS AS IDENTITY,
  certificate_id  uuid NOT NULL REFERENCES certificates,
  step            text NOT NULL CHECK (step IN ('revoke', 'suspend', 'resume')),
  -- of a revocation: one of RFC 5280, 5.3.1
  reason          text,
  asked_at        timestamptz NOT NULL,
  confirmed_at    timestamptz,
  CHECK ((step = 'revoke') = (reason IS NOT NULL))
);
CREATE INDEX certificate_calls_open ON certificate_calls (certificate_id, number) WHERE confirmed_at IS NULL;

-- Revocations decided before this table, and not confirmed yet: their key was the certificate's identifier.
INSERT INTO certificate_calls (id, certificate_id, step, reason, asked_at)
  SELECT id, id, 'revoke',
         CASE reason->>'code' WHEN 'data-changed' THEN 'superseded' WHEN 'data-refused' THEN 'affiliationChanged'
           WHEN 'token-gone' THEN 'keyCompromise' ELSE 'cessationOfOperation' END,
         revoked_at
    FROM certificates WHERE state = 'revoked' AND revocation_confirmed IS NULL AND serial IS NOT NULL;

CREATE INDEX certificates_suspended ON certificates (since) WHERE state = 'suspended';
CREATE INDEX certificates_by_order ON certificates (order_id);

-- The key of the latest sending of an order to the authority: one that was refused is sent again under another.
ALTER TABLE orders ADD COLUMN sending uuid;

-- The file's facts, with who signed its order: the legal representative has steps on the certificate.
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
         o.author_id, r.entered_on_behalf, r.signatory_email
    FROM holder_files f
    JOIN order_facts o ON o.id = f.order_id
    JOIN orders r ON r.id = f.order_id
    LEFT JOIN LATERAL (
      SELECT * FROM certificates k WHERE k.file_id = f.id
       ORDER BY (k.state IN ('requested', 'issued', 'live', 'suspended')) DESC, k.requested_at DESC
       LIMIT 1
    ) c ON true;

-- A certificate that was issued, with the file and the order that it belongs to: whose it is, who may see it.
CREATE VIEW certificate_facts AS
  SELECT c.id, c.state, c.since, c.serial, c.subject, c.issuer, c.token_serial, c.not_before, c.not_after, c.reason,
         c.revoked_at, c.successor_id,
         EXISTS (SELECT FROM certificate_calls k
                  WHERE k.certificate_id = c.id AND k.confirmed_at IS NULL) AS unconfirmed,
         c.file_id, f.state AS file_state, f.ended_at AS file_ended_at, f.given_names, f.surname, f.email, f.phone,
         f.function, f.office_id,
         c.order_id, o.number AS order_number, o.organisation_id, o.organisation_name, o.purchasing_body_id,
         o.delivery_centre_id, o.author_id, r.entered_on_behalf, r.signatory_email
    FROM certificates c
    JOIN holder_files f ON f.id = c.file_id
    JOIN order_facts o ON o.id = c.order_id
    JOIN orders r ON r.id = c.order_id
   WHERE c.serial IS NOT NULL;
