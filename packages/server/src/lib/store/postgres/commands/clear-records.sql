-- Forgets some records whose time is over.
-- :now     store's clock, null for the server's
-- :limit   how many at the most
-- Result:  none
DELETE FROM plimsoll.record
WHERE ctid = ANY (ARRAY(
  SELECT ctid
  FROM plimsoll.record
  WHERE expires_at <= (SELECT plimsoll.clock(:now::bigint))
  ORDER BY expires_at
  LIMIT :limit::bigint
  FOR UPDATE SKIP LOCKED
));
