-- Takes a customer out of the tables. Units stay per day, under another name and without users; days are those of UTC. All of the outbox
-- is looked through: an index would make every delivery dearer.
-- :customerId
-- :mark    the other name
-- Result:  none
WITH
hours AS (DELETE FROM plimsoll.history WHERE customer_id = :customerId RETURNING meter, hour, units),
accounts AS (DELETE FROM plimsoll.account WHERE customer_id = :customerId),
entries AS (DELETE FROM plimsoll.entry WHERE customer_id = :customerId),
books AS (DELETE FROM plimsoll.customer WHERE customer_id = :customerId),
snapshots AS (DELETE FROM plimsoll.snapshot WHERE customer_id = :customerId),
payments AS (DELETE FROM plimsoll.payment WHERE customer_id = :customerId),
events AS (DELETE FROM plimsoll.outbox WHERE seq >= 0 AND customer_id = :customerId)
INSERT INTO plimsoll.history AS h (customer_id, meter, hour, user_id, units)
SELECT :mark, meter, hour - hour % 86400000, '', least(sum(units), 9007199254740991)
FROM hours
GROUP BY 2, 3
HAVING sum(units) > 0
ON CONFLICT (customer_id, meter, hour, user_id) DO UPDATE SET units = least(h.units + excluded.units, 9007199254740991);
