-- Adds changes of counters.
-- :seq
-- :changes JSON, '' marks that everything before is folded
-- Result:  none
INSERT INTO plimsoll_tail (seq, changes) VALUES (:seq, :changes);
