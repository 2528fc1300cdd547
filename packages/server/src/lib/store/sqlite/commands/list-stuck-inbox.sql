-- Lists the webhooks that were given up, oldest first.
-- :after   the place of the last one before, 0 from the beginning
-- :limit   how many at the most
-- Result:  place, event (JSON), attempts, error, receivedAt
SELECT CAST(seq AS TEXT) AS place, event, attempts, ifnull(error, '') AS error, received_at AS receivedAt
FROM plimsoll_inbox
WHERE state = 'dead' AND seq > :after
ORDER BY seq
LIMIT :limit;
