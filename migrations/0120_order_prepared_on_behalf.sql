-- The purchasing officers who filled in an order for its organisation, or asked for its signature: said on its pages,
-- and none of them examines or countersigns it.
ALTER TABLE orders ADD COLUMN prepared_by uuid[] NOT NULL DEFAULT '{}';
UPDATE orders SET prepared_by = ARRAY[author_id] WHERE entered_on_behalf;
