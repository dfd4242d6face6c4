-- What awaits somebody is counted on every page: these views are made to be planned fast. A LEFT JOIN, whose row there
-- always is, costs nothing where a count reads none of its columns.
CREATE OR REPLACE VIEW order_queue AS
  SELECT o.id, o.number, o.state, o.since, o.organisation_id, g.name AS organisation_name, o.quantity,
         o.purchasing_body_id, o.delivery_centre_id, o.author_id, o.entered_on_behalf, o.signatory_email
    FROM orders o LEFT JOIN organisations g ON g.id = o.organisation_id;

CREATE OR REPLACE VIEW file_queue AS
  SELECT f.id, f.order_id, f.state, f.since, f.office_id, f.email, f.token_ready,
         o.organisation_id, o.author_id, o.entered_on_behalf, o.purchasing_body_id, f.delivery_centre_id,
         counted_file_state(f.state, f.token_ready) AS counted_state
    FROM holder_files f LEFT JOIN orders o ON o.id = f.order_id;

-- Those on hold, or whose call the authority has not confirmed, are few: whose they are is read one by one.
CREATE VIEW certificate_queue AS
  SELECT c.id, c.state, c.since,
         (SELECT f.email FROM holder_files f WHERE f.id = c.file_id) AS email,
         (SELECT o.signatory_email FROM orders o WHERE o.id = c.order_id) AS signatory_email,
         (SELECT o.purchasing_body_id FROM orders o WHERE o.id = c.order_id) AS purchasing_body_id
    FROM certificates c WHERE c.serial IS NOT NULL;
