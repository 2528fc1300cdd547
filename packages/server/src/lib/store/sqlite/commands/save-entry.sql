-- Writes an entry as it is. Its kind and meter never change.
-- Every column by its name
-- Result:  none
INSERT INTO plimsoll_entry (
  customer_id, id, kind, user_id, meter, state, requested, units, allowance, credits, overage, overrun,
  policy, event_id, late, created_at, expires_at, settled_at, attempt
)
VALUES (
  :customerId, :id, :kind, :userId, :meter, :state, :requested, :units, :allowance, :credits, :overage, :overrun,
  :policy, :eventId, :late, :createdAt, :expiresAt, :settledAt, :attempt
)
ON CONFLICT (id, customer_id) DO UPDATE SET
  user_id = excluded.user_id,
  state = excluded.state,
  requested = excluded.requested,
  units = excluded.units,
  allowance = excluded.allowance,
  credits = excluded.credits,
  overage = excluded.overage,
  overrun = excluded.overrun,
  policy = excluded.policy,
  event_id = excluded.event_id,
  late = excluded.late,
  created_at = excluded.created_at,
  expires_at = excluded.expires_at,
  settled_at = excluded.settled_at,
  attempt = excluded.attempt;
