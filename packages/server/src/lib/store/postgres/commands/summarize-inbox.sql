-- Counts what the inbox holds.
-- Result:  waiting, stuck, oldestAt (null when nothing waits)
SELECT
  (SELECT count(*) FROM plimsoll.inbox WHERE state = 'waiting') AS waiting,
  (SELECT count(*) FROM plimsoll.inbox WHERE state = 'dead') AS stuck,
  (SELECT min(received_at) FROM plimsoll.inbox WHERE state = 'waiting') AS "oldestAt";
