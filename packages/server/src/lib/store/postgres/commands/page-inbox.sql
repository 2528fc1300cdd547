-- Reads a page of all webhooks in the order in which they came.
-- :after   the last one of the page before, 0 to begin
-- :limit   how many at the most
-- Result:  seq, event
SELECT seq, event FROM plimsoll.inbox WHERE seq > :after ORDER BY seq LIMIT :limit;
