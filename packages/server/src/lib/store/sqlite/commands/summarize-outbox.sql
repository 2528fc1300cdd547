-- Counts what the outbox holds.
-- Result:  waiting, stuck, oldestAt (null when nothing waits)
SELECT
  (SELECT count(*) FROM plimsoll_outbox WHERE state = 'waiting') AS waiting,
  (SELECT count(*) FROM plimsoll_outbox WHERE state = 'parked') AS stuck,
  (SELECT min(at) FROM plimsoll_outbox WHERE state = 'waiting') AS oldestAt;
