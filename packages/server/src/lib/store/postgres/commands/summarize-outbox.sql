-- Counts what the outbox holds, and what the journal holds for it.
-- Result:  waiting, stuck, oldestAt (null when nothing waits)
SELECT
  (SELECT count(*) FROM plimsoll.outbox WHERE state = 'waiting')
    + (SELECT coalesce(sum(events), 0)::bigint FROM plimsoll.journal WHERE events > 0) AS waiting,
  (SELECT count(*) FROM plimsoll.outbox WHERE state = 'parked') AS stuck,
  least(
    (SELECT at FROM plimsoll.outbox WHERE state = 'waiting' ORDER BY seq LIMIT 1),
    (SELECT min(at) FROM plimsoll.journal WHERE events > 0)
  ) AS "oldestAt";
