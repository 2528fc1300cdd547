-- Forgets some records whose time is over.
-- :now     store's clock
-- :limit   how many at the most
-- Result:  none
DELETE FROM plimsoll_record
WHERE revision IN (SELECT revision FROM plimsoll_record WHERE expires_at <= :now ORDER BY expires_at LIMIT :limit);
