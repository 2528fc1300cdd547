-- Reads the version of a customer.
-- :customerId
-- Result:  version, or no row when nothing happened yet
SELECT version FROM plimsoll_version WHERE customer_id = :customerId;
