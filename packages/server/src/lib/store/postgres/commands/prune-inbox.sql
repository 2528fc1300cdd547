-- Forgets webhooks that ended long ago; those that need a person stay.
-- :now     store's clock, null for the server's
-- :olderThanMs  how long ago
-- :limit   how many at the most
-- Result:  number of rows
DELETE FROM plimsoll.inbox
WHERE ctid = ANY (ARRAY(
  SELECT ctid
  FROM plimsoll.inbox
  WHERE state IN ('done', 'ignored') AND ended_at < (SELECT plimsoll.clock(:now::bigint) - :olderThanMs::bigint)
  ORDER BY ended_at
  LIMIT :limit::bigint
  FOR UPDATE SKIP LOCKED
));
