-- Finds the customer to whom a provider's own customer id was bound.
-- :provider :providerCustomerId
-- Result:  customerId, or no row
SELECT customer_id AS "customerId"
FROM plimsoll.snapshot
WHERE provider = :provider AND provider_customer_id = :providerCustomerId
ORDER BY customer_id
LIMIT 1;
