-- Reads what is known of a customer at the provider.
-- :customerId
-- Result:  document (JSON as text), or no row
SELECT document FROM plimsoll.snapshot WHERE customer_id = :customerId;
