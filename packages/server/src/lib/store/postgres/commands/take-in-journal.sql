-- Has the history take in what batches had to tell. One process at a time does it. A batch with usage events stays until they are claimed.
-- :limit   how many batches at the most
-- Result:  none of interest
WITH
taken AS MATERIALIZED (
  SELECT j AS batch, seq, events FROM plimsoll.journal AS j WHERE NOT told ORDER BY seq LIMIT :limit::bigint
),
hours AS (
  INSERT INTO plimsoll.history AS h (customer_id, meter, hour, user_id, units)
  SELECT k.customer_id COLLATE "C", k.meter COLLATE "C", k.hour, k.user_id COLLATE "C", least(sum(k.units), 9007199254740991)
  FROM taken
  CROSS JOIN LATERAL plimsoll.changes_of(batch) AS k
  GROUP BY 1, 2, 3, 4
  ORDER BY 1, 2, 3, 4
  ON CONFLICT (customer_id, meter, hour, user_id) DO UPDATE
  SET units = greatest(0, least(h.units + excluded.units, 9007199254740991))
),
told AS (
  UPDATE plimsoll.journal SET told = true WHERE seq = ANY (ARRAY(SELECT seq FROM taken WHERE events > 0))
)
DELETE FROM plimsoll.journal WHERE seq = ANY (ARRAY(SELECT seq FROM taken WHERE events = 0));
