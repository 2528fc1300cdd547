-- Reads the end of the audit log.
-- Result:  seq, hash; no row when the log is empty
SELECT seq, hash FROM plimsoll_audit WHERE seq = (SELECT max(seq) FROM plimsoll_audit);
