-- Reads a record whose time is not over.
-- :key
-- :now     store's clock
-- Result:  value (JSON), revision, or no row
SELECT value, revision FROM plimsoll_record WHERE key = :key AND (expires_at IS NULL OR expires_at > :now);
