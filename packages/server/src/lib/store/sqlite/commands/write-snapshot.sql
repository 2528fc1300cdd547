-- Writes a snapshot if nobody else wrote first.
-- :customerId :provider :providerCustomerId
-- :document          JSON
-- :revision          of this document
-- :expectedRevision  of the one that it replaces; 0 for none
-- Result:  number of rows: 0 when someone else wrote first
INSERT INTO plimsoll_snapshot (customer_id, provider, provider_customer_id, revision, document)
SELECT :customerId, :provider, :providerCustomerId, :revision, :document
WHERE :expectedRevision = 0 OR EXISTS (SELECT 1 FROM plimsoll_snapshot WHERE customer_id = :customerId)
ON CONFLICT (customer_id) DO UPDATE SET
  provider = excluded.provider,
  provider_customer_id = excluded.provider_customer_id,
  revision = excluded.revision,
  document = excluded.document
WHERE revision = :expectedRevision;
