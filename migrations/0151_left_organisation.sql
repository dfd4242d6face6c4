-- Whoever wrote an order has the correspondent's steps on it until they are confirmed; confirmed, they have them as a
-- correspondent. Somebody whose role of correspondent ended has left the organisation: what they wrote stays with it.
CREATE VIEW people_who_left AS
  SELECT DISTINCT person_id, organisation_id FROM roles r
   WHERE part = 'correspondent' AND ended_at IS NOT NULL
     AND NOT EXISTS (SELECT FROM roles_in_force f
                      WHERE f.person_id = r.person_id AND f.part = r.part AND f.organisation_id = r.organisation_id);
