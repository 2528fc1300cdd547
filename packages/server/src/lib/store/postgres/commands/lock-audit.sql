-- Keeps everyone else from adding to the audit log until the transaction ends.
-- Result:  one row that says nothing
SELECT pg_advisory_xact_lock(hashtextextended('plimsoll.audit', 0))::text AS locked;
