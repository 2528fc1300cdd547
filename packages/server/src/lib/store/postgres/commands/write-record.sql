-- Writes a record under a revision that no record ever had, if nobody else wrote first.
-- :key
-- :value   JSON
-- :expectedRevision  of the one that it replaces; 0 for none, or for one whose time is over
-- :now     store's clock, null for the server's
-- :ttlMs   how long it lives, null for ever
-- Result:  written: number of rows, 0 when someone else wrote first
WITH
clock AS MATERIALIZED (SELECT plimsoll.clock(:now::bigint) AS now),
replaced AS (
  UPDATE plimsoll.record
  SET value = :value, revision = nextval('plimsoll.record_revision'), expires_at = (SELECT now FROM clock) + :ttlMs::bigint
  WHERE key = :key AND :expectedRevision::bigint <> 0 AND revision = :expectedRevision::bigint
    AND (expires_at IS NULL OR expires_at > (SELECT now FROM clock))
  RETURNING 1
),
added AS (
  INSERT INTO plimsoll.record AS r (key, value, revision, expires_at)
  SELECT :key, :value, nextval('plimsoll.record_revision'), now + :ttlMs::bigint FROM clock WHERE :expectedRevision::bigint = 0
  ON CONFLICT (key) DO UPDATE SET value = excluded.value, revision = excluded.revision, expires_at = excluded.expires_at
  WHERE r.expires_at <= (SELECT now FROM clock)
  RETURNING 1
)
SELECT (SELECT count(*) FROM replaced) + (SELECT count(*) FROM added) AS written;
