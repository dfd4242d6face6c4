-- How many things a body has in each state: what menus, boards and lists say without counting rows. A step appends a
-- change in its own transaction and touches no shared row; a job folds the changes into the counts. See decision 0010.
CREATE TABLE state_counts (
  kind   text NOT NULL,
  body   uuid NOT NULL,
  state  text NOT NULL,
  count  bigint NOT NULL,
  PRIMARY KEY (kind, body, state)
);

CREATE TABLE state_count_changes (
  kind    text NOT NULL,
  body    uuid NOT NULL,
  state   text NOT NULL,
  change  smallint NOT NULL
);
CREATE INDEX state_count_changes_by_body ON state_count_changes (kind, body);

CREATE VIEW state_counts_now AS
  SELECT kind, body, state, count FROM state_counts
  UNION ALL
  SELECT kind, body, state, change FROM state_count_changes;

-- An order counts for the officers of a body once they may see it: signed, or typed by them for the organisation.
CREATE FUNCTION count_order_states() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.submitted_at IS NOT NULL OR OLD.entered_on_behalf) THEN
    INSERT INTO state_count_changes VALUES ('bought-order', OLD.purchasing_body_id, OLD.state, -1);
  END IF;
  IF NEW.submitted_at IS NOT NULL OR NEW.entered_on_behalf THEN
    INSERT INTO state_count_changes VALUES ('bought-order', NEW.purchasing_body_id, NEW.state, 1);
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.submitted_at IS NOT NULL THEN
    INSERT INTO state_count_changes VALUES ('delivered-order', OLD.delivery_centre_id, OLD.state, -1);
  END IF;
  IF NEW.submitted_at IS NOT NULL THEN
    INSERT INTO state_count_changes VALUES ('delivered-order', NEW.delivery_centre_id, NEW.state, 1);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER orders_counted AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION count_order_states();
CREATE TRIGGER orders_counted_again AFTER UPDATE ON orders FOR EACH ROW
  WHEN ((OLD.state, OLD.submitted_at IS NULL, OLD.purchasing_body_id, OLD.delivery_centre_id)
    IS DISTINCT FROM (NEW.state, NEW.submitted_at IS NULL, NEW.purchasing_body_id, NEW.delivery_centre_id))
  EXECUTE FUNCTION count_order_states();

-- A validated file whose token has come stands as « validated-ready »: from then on the delivery centre has the turn.
CREATE FUNCTION counted_file_state(state text, token_ready boolean) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN state = 'validated' AND token_ready THEN 'validated-ready' ELSE state END;

CREATE FUNCTION count_file_states() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  centre uuid;
  buyer uuid;
BEGIN
  SELECT delivery_centre_id, purchasing_body_id INTO centre, buyer FROM orders WHERE id = NEW.order_id;
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO state_count_changes VALUES
      ('delivered-file', centre, counted_file_state(OLD.state, OLD.token_ready), -1),
      ('bought-file', buyer, counted_file_state(OLD.state, OLD.token_ready), -1);
  END IF;
  INSERT INTO state_count_changes VALUES
    ('delivered-file', centre, counted_file_state(NEW.state, NEW.token_ready), 1),
    ('bought-file', buyer, counted_file_state(NEW.state, NEW.token_ready), 1);
  RETURN NULL;
END $$;
CREATE TRIGGER holder_files_states_counted AFTER INSERT ON holder_files
  FOR EACH ROW EXECUTE FUNCTION count_file_states();
CREATE TRIGGER holder_files_states_counted_again AFTER UPDATE ON holder_files FOR EACH ROW
  WHEN (counted_file_state(OLD.state, OLD.token_ready) <> counted_file_state(NEW.state, NEW.token_ready))
  EXECUTE FUNCTION count_file_states();

-- Missions and tokens, by the delivery centre that answers for them.
CREATE FUNCTION count_states() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO state_count_changes VALUES (TG_ARGV[0], OLD.delivery_centre_id, OLD.state, -1);
  END IF;
  INSERT INTO state_count_changes VALUES (TG_ARGV[0], NEW.delivery_centre_id, NEW.state, 1);
  RETURN NULL;
END $$;
CREATE TRIGGER missions_counted AFTER INSERT ON missions
  FOR EACH ROW EXECUTE FUNCTION count_states('mission');
CREATE TRIGGER missions_counted_again AFTER UPDATE ON missions
  FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION count_states('mission');
CREATE TRIGGER tokens_counted AFTER INSERT ON tokens
  FOR EACH ROW EXECUTE FUNCTION count_states('token');
CREATE TRIGGER tokens_counted_again AFTER UPDATE ON tokens
  FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION count_states('token');

INSERT INTO state_counts
  SELECT 'bought-order', purchasing_body_id, state, count(*) FROM orders
   WHERE submitted_at IS NOT NULL OR entered_on_behalf GROUP BY 2, 3
  UNION ALL
  SELECT 'delivered-order', delivery_centre_id, state, count(*) FROM orders
   WHERE submitted_at IS NOT NULL GROUP BY 2, 3
  UNION ALL
  SELECT 'delivered-file', o.delivery_centre_id, counted_file_state(f.state, f.token_ready), count(*)
    FROM holder_files f JOIN orders o ON o.id = f.order_id GROUP BY 2, 3
  UNION ALL
  SELECT 'bought-file', o.purchasing_body_id, counted_file_state(f.state, f.token_ready), count(*)
    FROM holder_files f JOIN orders o ON o.id = f.order_id GROUP BY 2, 3
  UNION ALL
  SELECT 'mission', delivery_centre_id, state, count(*) FROM missions GROUP BY 2, 3
  UNION ALL
  SELECT 'token', delivery_centre_id, state, count(*) FROM tokens GROUP BY 2, 3;

-- Holders to arrange a visit with, and files that wait for the authority or the post: the oldest first.
CREATE INDEX holder_files_ready ON holder_files (since, id) WHERE state = 'validated' AND token_ready;
CREATE INDEX holder_files_outside ON holder_files (since, id)
  WHERE state = 'to-reissue' OR state = 'validated' AND NOT token_ready;

-- The pages of the journal: the latest first, of all or of one type.
CREATE INDEX journal_by_type ON journal_lines (type, at DESC, id DESC);
CREATE INDEX journal_by_day ON journal_lines (at DESC, id DESC);

-- Heads of the chains, exported each day.
CREATE TABLE journal_exports (
  file_id      uuid PRIMARY KEY REFERENCES files,
  exported_at  timestamptz NOT NULL,
  chains       integer NOT NULL,
  lines        bigint NOT NULL,
  sha256       bytea NOT NULL
);
CREATE INDEX journal_exports_recent ON journal_exports (exported_at DESC);

-- What first pages read: no more than what stands in a queue.
CREATE VIEW order_queue AS
  SELECT o.id, o.number, o.state, o.since, o.organisation_id, g.name AS organisation_name, o.quantity,
         o.purchasing_body_id, o.delivery_centre_id, o.author_id, o.entered_on_behalf, o.signatory_email
    FROM orders o JOIN organisations g ON g.id = o.organisation_id;

CREATE VIEW mission_queue AS
  SELECT m.id, m.order_id, m.state, m.since, m.delivery_centre_id FROM missions m;

CREATE VIEW file_queue AS
  SELECT f.id, f.order_id, f.state, f.since, f.office_id, f.email, f.token_ready,
         o.organisation_id, o.author_id, o.entered_on_behalf, o.purchasing_body_id, o.delivery_centre_id
    FROM holder_files f JOIN orders o ON o.id = f.order_id;

CREATE VIEW token_queue AS
  SELECT t.id, t.serial, t.state, t.since, t.delivery_centre_id, f.given_names, f.surname,
         g.name AS organisation_name
    FROM tokens t
    JOIN holder_files f ON f.id = t.file_id
    JOIN orders o ON o.id = f.order_id
    JOIN organisations g ON g.id = o.organisation_id;
