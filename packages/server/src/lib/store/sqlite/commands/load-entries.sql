-- Loads the entries of all customers under some ids.
-- :ids     JSON: [id, ...]
-- Result:  entries
SELECT
  e.customer_id AS customerId, e.id, e.kind, e.user_id AS userId, e.meter, e.state, e.requested, e.units, e.allowance, e.credits,
  e.overage, e.overrun, e.policy, e.event_id AS eventId, e.late, e.created_at AS createdAt, e.expires_at AS expiresAt,
  e.settled_at AS settledAt, e.attempt
FROM json_each(:ids) AS k
CROSS JOIN plimsoll_entry AS e ON e.id = k.value;
