-- Counts what the outbox holds.
-- Result:  waiting, stuck, oldestAt (null when nothing waits)
SELECT
  (SELECT count(*) FROM plimsoll.outbox WHERE state = 'waiting') AS waiting,
  (SELECT count(*) FROM plimsoll.outbox WHERE state = 'parked') AS stuck,
  (SELECT at FROM plimsoll.outbox WHERE state = 'waiting' ORDER BY seq LIMIT 1) AS "oldestAt";
