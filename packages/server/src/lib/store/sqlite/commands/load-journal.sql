-- Loads pages, in their order.
-- :after   seq
-- Result:  seq, page
SELECT seq, page FROM plimsoll_journal WHERE seq > :after ORDER BY seq;
