-- Reads what is known of a customer at the provider.
-- :customerId
-- Result:  document (JSON), or no row
SELECT document FROM plimsoll_snapshot WHERE customer_id = :customerId;
