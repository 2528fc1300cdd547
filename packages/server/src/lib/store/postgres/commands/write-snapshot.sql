-- Writes a snapshot if nobody else wrote first. Snapshots are never removed, so one that is there now is there at the write.
-- :customerId :provider :providerCustomerId
-- :document  JSON
-- :revision  of this document
-- :expectedRevision  of the one that it replaces; 0 for none
-- Result:  number of rows: 0 when someone else wrote first
INSERT INTO plimsoll.snapshot AS s (customer_id, provider, provider_customer_id, revision, document)
SELECT :customerId, :provider, :providerCustomerId, :revision::bigint, :document
WHERE :expectedRevision::bigint = 0 OR EXISTS (SELECT 1 FROM plimsoll.snapshot WHERE customer_id = :customerId)
ON CONFLICT (customer_id) DO UPDATE SET
  provider = excluded.provider,
  provider_customer_id = excluded.provider_customer_id,
  revision = excluded.revision,
  document = excluded.document
WHERE s.revision = :expectedRevision::bigint;
