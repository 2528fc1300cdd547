-- Forgets answers that were settled long ago, the oldest first. Grants have no such instant, so that an order counts once for ever.
-- :now     store's clock, null for the server's
-- :thanMs  how long ago
-- :limit   how many at the most
-- Result:  number of rows
DELETE FROM plimsoll.entry
WHERE ctid = ANY (ARRAY(
  SELECT ctid
  FROM plimsoll.entry
  WHERE settled_at < (SELECT plimsoll.clock(:now::bigint) - :thanMs::bigint)
  ORDER BY settled_at
  LIMIT :limit::bigint
  FOR UPDATE SKIP LOCKED
));
