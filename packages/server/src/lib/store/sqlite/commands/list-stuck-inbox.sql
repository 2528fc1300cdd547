-- Lists the webhooks that were given up, oldest first.
-- :limit   how many at the most
-- Result:  event (JSON), attempts, error, receivedAt
SELECT event, attempts, ifnull(error, '') AS error, received_at AS receivedAt
FROM plimsoll_inbox
WHERE state = 'dead'
ORDER BY seq
LIMIT :limit;
