-- Appointments are counted as orders, files, missions and tokens are, by the delivery centre: see decision 0010.
CREATE TRIGGER appointments_counted AFTER INSERT ON appointments
  FOR EACH ROW EXECUTE FUNCTION count_states('appointment');
CREATE TRIGGER appointments_counted_again AFTER UPDATE ON appointments
  FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION count_states('appointment');

INSERT INTO state_counts
  SELECT 'appointment', delivery_centre_id, state, count(*) FROM appointments GROUP BY 2, 3;
