-- What the officers' lists rest on: each list is read from one index, in the order in which it is shown.

-- Orders: those of one's own, of one organisation, by number; and the beginning of a number.
DROP INDEX orders_by_author;
DROP INDEX orders_by_organisation;
CREATE INDEX orders_by_author ON orders (author_id, since, id);
CREATE INDEX orders_by_organisation ON orders (organisation_id, since, id);
CREATE INDEX orders_by_signatory_since ON orders (signatory_email, since, id);
CREATE INDEX orders_numbers_of_purchasing_body ON orders (purchasing_body_id, number, id);
CREATE INDEX orders_numbers_of_delivery_centre ON orders (delivery_centre_id, number, id);
CREATE INDEX orders_number_begins ON orders (number text_pattern_ops);

-- Files: the delivery centre and the organisation of their order, which never change once files stand, so that the
-- lists of a centre need no join to be in order; and the words that are searched, unaccented once when written.
ALTER TABLE holder_files
  ADD COLUMN delivery_centre_id uuid REFERENCES organisations,
  ADD COLUMN organisation_id uuid REFERENCES organisations,
  ADD COLUMN search text GENERATED ALWAYS AS (
    lower(f_unaccent(given_names || ' ' || surname || ' ' || email))) STORED;
UPDATE holder_files f SET delivery_centre_id = o.delivery_centre_id, organisation_id = o.organisation_id
  FROM orders o WHERE o.id = f.order_id;
ALTER TABLE holder_files
  ALTER COLUMN delivery_centre_id SET NOT NULL,
  ALTER COLUMN organisation_id SET NOT NULL;

CREATE FUNCTION place_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT delivery_centre_id, organisation_id INTO NEW.delivery_centre_id, NEW.organisation_id
    FROM orders WHERE id = NEW.order_id;
  RETURN NEW;
END $$;
CREATE TRIGGER holder_files_placed BEFORE INSERT ON holder_files FOR EACH ROW EXECUTE FUNCTION place_file();

DROP INDEX holder_files_search;
CREATE INDEX holder_files_search ON holder_files USING gin (search gin_trgm_ops);
-- an office's list, with the words beside: a common word is sought along the list, without the table
DROP INDEX holder_files_queue;
CREATE INDEX holder_files_queue ON holder_files (office_id, state, since, id) INCLUDE (search);
DROP INDEX holder_files_recent;
CREATE INDEX holder_files_of_organisation ON holder_files (organisation_id, office_id, state, since, id);
-- a centre's lists, an organisation's share of them, and what waits anywhere for the authority or the post
CREATE INDEX holder_files_of_centre ON holder_files
  (delivery_centre_id, counted_file_state(state, token_ready), since, id);
CREATE INDEX holder_files_waiting ON holder_files
  (organisation_id, counted_file_state(state, token_ready), since, id);
DROP INDEX holder_files_ready;
DROP INDEX holder_files_outside;
CREATE INDEX holder_files_outside ON holder_files (counted_file_state(state, token_ready), since, id);

-- What the lists of later slices read of a file before they know which rows they show.
CREATE VIEW file_places AS
  SELECT f.id, f.order_id, f.organisation_id, f.delivery_centre_id, f.since, f.search,
         counted_file_state(f.state, f.token_ready) AS counted_state
    FROM holder_files f;

CREATE OR REPLACE VIEW file_queue AS
  SELECT f.id, f.order_id, f.state, f.since, f.office_id, f.email, f.token_ready,
         o.organisation_id, o.author_id, o.entered_on_behalf, o.purchasing_body_id, f.delivery_centre_id,
         counted_file_state(f.state, f.token_ready) AS counted_state
    FROM holder_files f JOIN orders o ON o.id = f.order_id;

-- The words by which organisations are found in lists.
CREATE VIEW organisation_words AS SELECT id, search FROM organisations;

-- Visits agreed, in the order of their times.
CREATE INDEX appointments_in_order ON appointments (delivery_centre_id, state, starts_at, id);
DROP INDEX appointments_by_centre;

-- Invoices and lines: the beginning of a number; those of one organisation.
CREATE INDEX invoices_number_begins ON invoices (issuer_id, number text_pattern_ops);
CREATE INDEX invoices_by_buyer ON invoices (issuer_id, buyer_id, id);

-- Mails: those that wait and those that failed are few; addresses by their beginning.
DROP INDEX mails_failed;
CREATE INDEX mails_failed ON mails (queued_at, id)
  WHERE failed_at IS NOT NULL AND sent_at IS NULL AND kept_at IS NULL;
CREATE INDEX mails_waiting ON mails (queued_at, id)
  WHERE failed_at IS NULL AND sent_at IS NULL AND kept_at IS NULL;
CREATE INDEX mails_recipient ON mails (recipient text_pattern_ops);
