-- Reads how a transaction ended whose answer was lost.
-- :xid     its id
-- Result:  status: committed, aborted, in progress, or null when it is too long ago
SELECT pg_xact_status(:xid::xid8) AS status;
