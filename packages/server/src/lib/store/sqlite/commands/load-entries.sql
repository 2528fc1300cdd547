-- Loads entries by customer and id.
-- :keys    JSON: [[customerId, id], ...], each once
-- Result:  the entries that there are
SELECT
  e.customer_id AS customerId, e.id, e.kind, e.user_id AS userId, e.meter, e.state, e.requested, e.units, e.allowance, e.credits,
  e.overage, e.overrun, e.policy, e.event_id AS eventId, e.late, e.created_at AS createdAt, e.expires_at AS expiresAt,
  e.settled_at AS settledAt, e.attempt
FROM json_each(:keys) AS k
CROSS JOIN plimsoll_entry AS e ON e.customer_id = k.value ->> 0 AND e.id = k.value ->> 1;
