-- Forgets some records whose time is over.
-- :now     store's clock, null for the server's
-- :limit   how many at the most
-- Result:  none
WITH old AS MATERIALIZED (
  SELECT key
  FROM plimsoll.record
  WHERE expires_at <= (SELECT plimsoll.clock(:now::bigint))
  ORDER BY expires_at
  LIMIT :limit::bigint
  FOR UPDATE SKIP LOCKED
)
DELETE FROM plimsoll.record AS r USING old WHERE r.key = old.key;
