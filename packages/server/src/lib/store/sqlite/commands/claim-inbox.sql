-- Leases the webhooks that have been due for longest.
-- :now :until  store's clock now, and at the end of the lease
-- :limit   how many at the most
-- :token   proof of the lease
-- Result:  seq, event (JSON), attempts, in any order
UPDATE plimsoll_inbox
SET token = :token, due_at = :until, attempts = attempts + 1
WHERE seq IN (
  SELECT seq FROM plimsoll_inbox WHERE state = 'waiting' AND due_at <= :now ORDER BY due_at, seq LIMIT :limit
)
RETURNING seq, event, attempts;
