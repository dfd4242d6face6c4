-- What will be invoiced: one line for each order and visit (certificates), one for each visit (the intervention).
-- Price and VAT are those frozen on the order. A line is worked by one accountant at a time: its row is the lock.
CREATE TABLE billable_lines (
  id                 uuid PRIMARY KEY DEFAULT uuidv7(),
  issuer_id          uuid NOT NULL REFERENCES organisations,
  order_id           uuid NOT NULL REFERENCES orders,
  appointment_id     uuid NOT NULL,
  kind               text NOT NULL CHECK (kind IN ('certificate', 'intervention', 'fruitless-visit')),
  state              text NOT NULL CHECK (state IN ('visit-running', 'to-issue', 'invoiced', 'closed')),
  since              timestamptz NOT NULL,
  created_at         timestamptz NOT NULL,
  version            integer NOT NULL DEFAULT 1,
  quantity           integer NOT NULL CHECK (quantity > 0),
  quantity_reason    text NOT NULL DEFAULT '',
  label              text NOT NULL,
  -- cents, excluding tax
  unit_price         integer NOT NULL CHECK (unit_price >= 0),
  vat_regime         text NOT NULL CHECK (vat_regime IN ('standard', 'outside-scope', 'exempt')),
  -- 200 is 20 %
  vat_per_mille      integer NOT NULL CHECK (vat_per_mille BETWEEN 0 AND 1000),
  vat_mention        text NOT NULL DEFAULT '',
  delivered_on       date NOT NULL,
  engagement_number  text NOT NULL DEFAULT '',
  service_code       text NOT NULL DEFAULT '',
  -- why a visit without a handover is charged
  reason             jsonb,
  CHECK (vat_regime = 'standard' OR vat_per_mille = 0),
  CHECK ((kind = 'fruitless-visit') = (reason IS NOT NULL))
);
-- Two handovers of one visit meet in one line while it is not invoiced; the visit is charged once for ever.
CREATE UNIQUE INDEX billable_lines_certificates ON billable_lines (order_id, appointment_id)
  WHERE kind = 'certificate' AND state IN ('visit-running', 'to-issue');
CREATE UNIQUE INDEX billable_lines_visits ON billable_lines (appointment_id) WHERE kind <> 'certificate';
CREATE INDEX billable_lines_queue ON billable_lines (issuer_id, state, since, id);
CREATE INDEX billable_lines_by_appointment ON billable_lines (appointment_id);
CREATE INDEX billable_lines_running ON billable_lines (delivered_on) WHERE state = 'visit-running';
CREATE INDEX billable_lines_by_order ON billable_lines (order_id);

-- Which handovers a line counts: none is ever counted twice.
CREATE TABLE billable_line_handovers (
  handover_id  uuid PRIMARY KEY,
  line_id      uuid NOT NULL REFERENCES billable_lines
);
CREATE INDEX billable_line_handovers_by_line ON billable_line_handovers (line_id);

-- Numbers without gaps: the row stays locked until the invoice that takes the number is committed, and a number
-- that is not committed was never taken. `last_on` keeps dates in the order of numbers.
CREATE TABLE invoice_counters (
  issuer_id  uuid NOT NULL REFERENCES organisations,
  series     text NOT NULL CHECK (series IN ('invoice', 'credit-note')),
  year       integer NOT NULL,
  last       integer NOT NULL,
  last_on    date NOT NULL,
  PRIMARY KEY (issuer_id, series, year)
);

-- Everything that is printed stands here as it was printed; sums in cents.
CREATE TABLE invoices (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  issuer_id     uuid NOT NULL REFERENCES organisations,
  buyer_id      uuid NOT NULL REFERENCES organisations,
  order_id      uuid NOT NULL REFERENCES orders,
  line_id       uuid NOT NULL REFERENCES billable_lines,
  year          integer NOT NULL,
  sequence      integer NOT NULL CHECK (sequence > 0),
  number        text NOT NULL,
  state         text NOT NULL CHECK (state IN ('issued', 'sent', 'paid', 'credited')),
  since         timestamptz NOT NULL,
  version       integer NOT NULL DEFAULT 1,
  issued_at     timestamptz NOT NULL,
  issued_by     uuid NOT NULL REFERENCES people,
  issued_on     date NOT NULL,
  delivered_on  date NOT NULL,
  due_on        date NOT NULL,
  issuer        jsonb NOT NULL,
  buyer         jsonb NOT NULL,
  lines         jsonb NOT NULL,
  vat_breakdown jsonb NOT NULL,
  net           bigint NOT NULL,
  vat           bigint NOT NULL,
  gross         bigint NOT NULL CHECK (gross = net + vat),
  file_id       uuid NOT NULL REFERENCES files,
  sent_at       timestamptz,
  sent_to       text[] NOT NULL DEFAULT '{}',
  paid_on       date,
  UNIQUE (issuer_id, year, sequence),
  UNIQUE (issuer_id, number),
  CHECK ((state = 'paid') = (paid_on IS NOT NULL)),
  CHECK (due_on >= issued_on)
);
CREATE UNIQUE INDEX invoices_of_line ON invoices (line_id) WHERE state <> 'credited';
CREATE INDEX invoices_by_issuer ON invoices (issuer_id, id);
CREATE INDEX invoices_by_state ON invoices (issuer_id, state, id);
CREATE INDEX invoices_by_due ON invoices (issuer_id, due_on, id);
CREATE INDEX invoices_by_day ON invoices (issuer_id, issued_on, id);
CREATE INDEX invoices_by_order ON invoices (order_id, id);

CREATE TABLE credit_notes (
  id          uuid PRIMARY KEY DEFAULT uuidv7(),
  issuer_id   uuid NOT NULL REFERENCES organisations,
  invoice_id  uuid NOT NULL UNIQUE REFERENCES invoices,
  year        integer NOT NULL,
  sequence    integer NOT NULL CHECK (sequence > 0),
  number      text NOT NULL,
  issued_at   timestamptz NOT NULL,
  issued_by   uuid NOT NULL REFERENCES people,
  issued_on   date NOT NULL,
  reason      jsonb NOT NULL,
  -- the line may be invoiced anew
  billable_again boolean NOT NULL,
  file_id     uuid NOT NULL REFERENCES files,
  UNIQUE (issuer_id, year, sequence),
  UNIQUE (issuer_id, number)
);

CREATE TRIGGER invoices_never_deleted BEFORE DELETE OR TRUNCATE ON invoices
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credit_notes_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON credit_notes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What was printed is never changed: only the state of an invoice, and what the state brings.
CREATE FUNCTION keep_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.issuer_id, NEW.buyer_id, NEW.order_id, NEW.line_id, NEW.year, NEW.sequence, NEW.number, NEW.issued_on,
      NEW.delivered_on, NEW.due_on, NEW.issuer, NEW.buyer, NEW.lines, NEW.vat_breakdown, NEW.net, NEW.vat, NEW.gross,
      NEW.file_id)
     IS DISTINCT FROM
     (OLD.issuer_id, OLD.buyer_id, OLD.order_id, OLD.line_id, OLD.year, OLD.sequence, OLD.number, OLD.issued_on,
      OLD.delivered_on, OLD.due_on, OLD.issuer, OLD.buyer, OLD.lines, OLD.vat_breakdown, OLD.net, OLD.vat, OLD.gross,
      OLD.file_id) THEN
    RAISE EXCEPTION 'invoice % is issued: it is corrected by a credit note', OLD.number;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER invoices_kept BEFORE UPDATE ON invoices FOR EACH ROW EXECUTE FUNCTION keep_invoice();

-- How many lines and invoices each issuer has in each state, kept in the transaction that moves them.
CREATE TABLE billing_counts (
  issuer_id  uuid NOT NULL REFERENCES organisations,
  state      text NOT NULL,
  number     integer NOT NULL,
  PRIMARY KEY (issuer_id, state)
);

CREATE FUNCTION count_billing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.state = OLD.state THEN RETURN NULL; END IF;
  -- in the order of the keys, so that two acts never wait for each other in a circle
  INSERT INTO billing_counts AS c (issuer_id, state, number)
    SELECT NEW.issuer_id, state, sum(step) FROM (
      SELECT NEW.state AS state, 1 AS step
      UNION ALL
      SELECT OLD.state, -1 WHERE TG_OP = 'UPDATE'
    ) AS changes
    GROUP BY state ORDER BY state
  ON CONFLICT (issuer_id, state) DO UPDATE SET number = c.number + EXCLUDED.number;
  RETURN NULL;
END $$;
CREATE TRIGGER billable_lines_counted AFTER INSERT OR UPDATE OF state ON billable_lines
  FOR EACH ROW EXECUTE FUNCTION count_billing();
CREATE TRIGGER invoices_counted AFTER INSERT OR UPDATE OF state ON invoices
  FOR EACH ROW EXECUTE FUNCTION count_billing();

-- Several lines issued at one press, one after another, by a job: what became of each.
CREATE TABLE invoice_batches (
  id         uuid PRIMARY KEY DEFAULT uuidv7(),
  issuer_id  uuid NOT NULL REFERENCES organisations,
  person_id  uuid NOT NULL REFERENCES people,
  at         timestamptz NOT NULL
);
CREATE TABLE invoice_batch_lines (
  batch_id    uuid NOT NULL REFERENCES invoice_batches,
  position    integer NOT NULL,
  line_id     uuid NOT NULL REFERENCES billable_lines,
  invoice_id  uuid REFERENCES invoices,
  refusal     text,
  PRIMARY KEY (batch_id, position),
  UNIQUE (batch_id, line_id)
);

-- What lists, exports and later slices read of an invoice. Issued ones are shown to the organisation.
CREATE VIEW invoice_facts AS
  SELECT i.id, i.issuer_id, i.buyer_id, i.order_id, i.line_id, i.number, i.state, i.since, i.version, i.issued_at,
         i.issued_on, i.delivered_on, i.due_on, i.issuer, i.buyer, i.lines, i.vat_breakdown, i.net, i.vat, i.gross,
         i.file_id, i.sent_at, i.sent_to, i.paid_on, l.kind, l.appointment_id,
         o.number AS order_number, o.author_id, o.entered_on_behalf,
         g.name AS organisation_name, g.search AS organisation_search,
         c.number AS credit_number, c.issued_on AS credited_on, c.reason AS credit_reason,
         c.billable_again, c.file_id AS credit_file_id
    FROM invoices i
    JOIN billable_lines l ON l.id = i.line_id
    JOIN orders o ON o.id = i.order_id
    JOIN organisations g ON g.id = i.buyer_id
    LEFT JOIN credit_notes c ON c.invoice_id = i.id;

CREATE VIEW billed_order_facts AS
  SELECT f.id, f.number, f.organisation_id, f.organisation_name, g.search AS organisation_search, f.siret, f.address, f.postal_code, f.city,
         f.purchasing_body_id, f.author_id, o.entered_on_behalf, f.answers, f.terms
    FROM order_facts f JOIN orders o ON o.id = f.id JOIN organisations g ON g.id = f.organisation_id;
