-- Reads the end of the audit log.
-- Result:  seq, hash; no row when the log is empty
SELECT seq, hash FROM plimsoll.audit ORDER BY seq DESC LIMIT 1;
