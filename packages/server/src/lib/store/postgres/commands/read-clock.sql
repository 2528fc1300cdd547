-- Reads the store's clock.
-- :now     store's clock, null for the server's
-- Result:  now
SELECT plimsoll.clock(:now::bigint) AS now;
