-- Loads changes of counters, in their order.
-- :after   seq
-- Result:  changes (JSON)
SELECT changes FROM plimsoll_tail WHERE seq > :after ORDER BY seq;
