-- A key may be handed over to the certification agent of the holder's organisation, where the product's policy allows it.
ALTER TABLE tokens DROP CONSTRAINT tokens_keeper;
ALTER TABLE tokens ADD CONSTRAINT tokens_keeper CHECK (CASE state
    WHEN 'at-authority' THEN keeper = 'authority'
    WHEN 'in-transit' THEN keeper = 'authority'
    WHEN 'received' THEN keeper = 'centre'
    WHEN 'returning' THEN keeper = 'centre'
    WHEN 'returned' THEN keeper = 'authority'
    WHEN 'handed-over' THEN keeper IN ('holder', 'agent')
    ELSE state IN ('lost', 'damaged', 'destroyed') AND keeper IN ('authority', 'centre') END);
ALTER TABLE token_moves DROP CONSTRAINT token_moves_keeper_check;
ALTER TABLE token_moves ADD CONSTRAINT token_moves_keeper_check
  CHECK (keeper IN ('authority', 'centre', 'holder', 'agent'));
