-- Forgets webhooks that ended long ago; those that need a person stay.
-- :before  store's clock
-- :limit   how many at the most
-- Result:  number of rows
DELETE FROM plimsoll_inbox
WHERE seq IN (
  SELECT seq FROM plimsoll_inbox WHERE state IN ('done', 'ignored') AND ended_at < :before ORDER BY ended_at LIMIT :limit
);
