-- Counts usage of a customer that is in the way of an erasure: it waits for the provider, or is parked and costs something.
-- :customerId
-- Result:  unsent
SELECT count(*) AS unsent FROM plimsoll.outbox WHERE customer_id = :customerId AND (state = 'waiting' OR billable_units > 0);
