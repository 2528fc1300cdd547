-- Writes a new entry. Fails when its customer has one with this id.
-- Every column by its name
-- Result:  none
INSERT INTO plimsoll_entry (
  customer_id, id, kind, user_id, meter, state, requested, units, allowance, credits, overage, overrun,
  policy, event_id, late, created_at, expires_at, settled_at, attempt
)
VALUES (
  :customerId, :id, :kind, :userId, :meter, :state, :requested, :units, :allowance, :credits, :overage, :overrun,
  :policy, :eventId, :late, :createdAt, :expiresAt, :settledAt, :attempt
);
