-- Keeps the units of a customer per day, under another name and without users. Days are those of UTC.
-- :customerId
-- :mark    the other name
-- Result:  none
INSERT INTO plimsoll_history (customer_id, meter, hour, user_id, units)
SELECT :mark, meter, hour - hour % 86400000 AS day, '', min(sum(units), 9007199254740991)
FROM plimsoll_history
WHERE customer_id = :customerId
GROUP BY meter, day
HAVING sum(units) > 0
ON CONFLICT (customer_id, meter, hour, user_id) DO UPDATE SET units = min(units + excluded.units, 9007199254740991);
