-- The list of a body's orders in every state at once, oldest or latest first: the indexes by state can't give that
-- order, and the whole body's orders were read and sorted for one page.
CREATE INDEX orders_of_purchasing_body ON orders (purchasing_body_id, since, id);
CREATE INDEX orders_of_delivery_centre ON orders (delivery_centre_id, since, id);
