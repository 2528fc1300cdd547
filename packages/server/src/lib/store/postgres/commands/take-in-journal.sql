-- Moves what batches had to tell into the history and the outbox. One process at a time does it, so that the outbox keeps the order.
-- :now     store's clock, null for the server's
-- :limit   how many batches at the most
-- Result:  batches: how many there were
WITH
taken AS MATERIALIZED (
  DELETE FROM plimsoll.journal
  WHERE seq = ANY (ARRAY(SELECT seq FROM plimsoll.journal ORDER BY seq LIMIT :limit::bigint))
  RETURNING *
),
changes AS MATERIALIZED (
  SELECT t.seq, t.at, k.*
  FROM taken AS t
  CROSS JOIN LATERAL unnest(
    string_to_array(t.ids, E'\x1f'), string_to_array(t.customers, E'\x1f'), string_to_array(t.users, E'\x1f'),
    string_to_array(t.meters, E'\x1f'), t.hours, t.units, t.billable_units
  ) WITH ORDINALITY AS k (id, customer_id, user_id, meter, hour, units, billable_units, place)
),
hours AS (
  INSERT INTO plimsoll.history AS h (customer_id, meter, hour, user_id, units)
  SELECT customer_id COLLATE "C", meter COLLATE "C", hour, coalesce(user_id, '') COLLATE "C", least(sum(units), 9007199254740991)
  FROM changes
  GROUP BY 1, 2, 3, 4
  ORDER BY 1, 2, 3, 4
  ON CONFLICT (customer_id, meter, hour, user_id) DO UPDATE
  SET units = greatest(0, least(h.units + excluded.units, 9007199254740991))
),
events AS (
  INSERT INTO plimsoll.outbox (id, customer_id, user_id, meter, units, billable_units, at, due_at)
  SELECT id, customer_id, nullif(user_id, ''), meter, units, billable_units, at, least(at, (SELECT plimsoll.clock(:now::bigint)))
  FROM changes
  WHERE id <> ''
  ORDER BY seq, place
)
SELECT count(*) AS batches FROM taken;
