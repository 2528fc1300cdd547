-- Keeps a webhook unless it is here already, due at once.
-- :provider :id
-- :event   JSON
-- :now     store's clock, null for the server's
-- Result:  number of rows: 0 when it was here
INSERT INTO plimsoll.inbox (provider, id, event, received_at, due_at)
SELECT :provider, :id, :event, c.now, c.now FROM (SELECT plimsoll.clock(:now::bigint) AS now OFFSET 0) AS c
ON CONFLICT (provider, id) DO NOTHING;
