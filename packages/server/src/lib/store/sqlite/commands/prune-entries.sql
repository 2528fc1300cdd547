-- Forgets answers that were settled long ago, the oldest first. Grants stay, so that an order counts once for ever.
-- :before  store's clock
-- :limit   how many at the most
-- Result:  number of rows
DELETE FROM plimsoll_entry
WHERE seq IN (SELECT seq FROM plimsoll_entry WHERE kind <> 'grant' AND settled_at < :before ORDER BY settled_at LIMIT :limit);
