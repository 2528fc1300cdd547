-- Finds out whether the time of any reservation is over.
-- :now     store's clock
-- Result:  a row if so
SELECT 1 FROM plimsoll_entry WHERE state = 'reserved' AND expires_at <= :now LIMIT 1;
