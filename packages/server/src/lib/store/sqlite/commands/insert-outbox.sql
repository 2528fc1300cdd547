-- Puts a usage event into the outbox, due at once.
-- :id :customerId :userId :meter :units :billableUnits
-- :at      store's clock
-- Result:  none
INSERT INTO plimsoll_outbox (id, customer_id, user_id, meter, units, billable_units, at, due_at)
VALUES (:id, :customerId, :userId, :meter, :units, :billableUnits, :at, :at);
