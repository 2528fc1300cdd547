-- Reads how a transaction ended whose answer was lost. That it was aborted is certain, because ids that were committed are never given
-- again; that it was committed is certain only if the server has lived on since.
-- :xid     its id
-- Result:  status (committed, aborted, in progress, or null when it is too long ago), incarnation (null when it has no name)
SELECT pg_xact_status(:xid::xid8) AS status, (SELECT id FROM plimsoll.incarnation WHERE single) AS incarnation;
