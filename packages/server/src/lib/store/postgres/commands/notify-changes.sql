-- Tells the other processes which customers changed. Not part of a write: a commit that notifies waits for all others that do.
-- Nothing waits for the disk: after a crash nobody is left to hear.
-- :channel   of this installation
-- :payloads  each tells of many changes
-- Result:  none of interest
SELECT pg_notify(:channel::text, payload), set_config('synchronous_commit', 'off', true) FROM unnest(:payloads::text[]) AS p (payload);
