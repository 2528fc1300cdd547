-- Lists the webhooks that were given up, oldest first.
-- :limit   how many at the most
-- Result:  event (JSON as text), attempts, error, receivedAt
SELECT event, attempts, coalesce(error, '') AS error, received_at AS "receivedAt"
FROM plimsoll.inbox
WHERE state = 'dead'
ORDER BY seq
LIMIT :limit::bigint;
