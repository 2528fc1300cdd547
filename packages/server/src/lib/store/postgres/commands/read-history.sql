-- Reads units per hour and user, oldest first, without the hours from which everything was refunded.
-- :customerId :meter
-- :from :to  from <= hour < to
-- Result:  hour, userId, units
WITH
recent AS (
  SELECT k.hour, k.user_id COLLATE "C" AS user_id, k.units
  FROM plimsoll.journal AS j
  CROSS JOIN LATERAL plimsoll.changes_of(j) AS k
  WHERE NOT j.told AND k.customer_id = :customerId AND k.meter = :meter AND k.hour >= :from::bigint AND k.hour < :to::bigint
),
kept AS (
  SELECT hour, user_id, units
  FROM plimsoll.history
  WHERE customer_id = :customerId AND meter = :meter AND hour >= :from::bigint AND hour < :to::bigint
),
both_parts AS (SELECT * FROM recent UNION ALL SELECT * FROM kept)
SELECT hour, nullif(user_id, '') AS "userId", least(sum(units), 9007199254740991)::bigint AS units
FROM both_parts
GROUP BY hour, user_id
HAVING sum(units) > 0
ORDER BY hour, user_id;
