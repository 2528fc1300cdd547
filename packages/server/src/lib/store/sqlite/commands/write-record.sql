-- Writes a record under a revision that no record ever had.
-- :key
-- :value     JSON
-- :expiresAt store's clock, null for never
-- Result:  none
INSERT OR REPLACE INTO plimsoll_record (key, value, expires_at) VALUES (:key, :value, :expiresAt);
