-- Reads a record whose time is not over.
-- :key
-- :now     store's clock, null for the server's
-- Result:  value (JSON as text), revision, or no row
SELECT value, revision FROM plimsoll.record WHERE key = :key AND (expires_at IS NULL OR expires_at > plimsoll.clock(:now::bigint));
