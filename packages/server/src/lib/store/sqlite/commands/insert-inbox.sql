-- Keeps a webhook unless it is here already, due at once.
-- :provider :id
-- :event   JSON
-- :now     store's clock
-- Result:  number of rows: 0 when it was here
INSERT INTO plimsoll_inbox (provider, id, event, received_at, due_at)
VALUES (:provider, :id, :event, :now, :now)
ON CONFLICT (provider, id) DO NOTHING;
