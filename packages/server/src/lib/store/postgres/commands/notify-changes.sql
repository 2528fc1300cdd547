-- Tells the other processes which customers changed. Not part of a write: a commit that notifies waits for all others that do.
-- :channel   of this installation
-- :payloads  one for each change
-- Result:  none of interest
SELECT pg_notify(:channel::text, payload) FROM unnest(:payloads::text[]) AS p (payload);
