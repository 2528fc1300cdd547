-- Writes what became of an entry. Its kind and meter never change.
-- Every column by its name
-- Result:  number of rows: 0 when there is none
UPDATE plimsoll_entry
SET
  user_id = :userId,
  state = :state,
  requested = :requested,
  units = :units,
  allowance = :allowance,
  credits = :credits,
  overage = :overage,
  overrun = :overrun,
  policy = :policy,
  event_id = :eventId,
  late = :late,
  created_at = :createdAt,
  expires_at = :expiresAt,
  settled_at = :settledAt,
  attempt = :attempt
WHERE id = :id AND customer_id = :customerId;
