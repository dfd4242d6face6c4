-- Everybody but its author who filled in an order or asked for its signature, correspondents among them: an officer
-- who is one of them does not examine it. Whether any did it for the organisation is a fact of its own.
ALTER TABLE orders ADD COLUMN completed_on_behalf boolean NOT NULL DEFAULT false;
UPDATE orders SET completed_on_behalf = true WHERE cardinality(prepared_by) > 0;
