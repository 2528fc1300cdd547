-- Lists the webhooks that were given up, oldest first.
-- :after   the place of the last one before, 0 from the beginning
-- :limit   how many at the most
-- Result:  place, event (JSON as text), attempts, error, receivedAt
SELECT seq::text AS place, event, attempts, coalesce(error, '') AS error, received_at AS "receivedAt"
FROM plimsoll.inbox
WHERE state = 'dead' AND seq > :after::bigint
ORDER BY seq
LIMIT :limit::bigint;
