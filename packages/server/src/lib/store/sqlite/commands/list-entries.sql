-- Lists the entries of a customer, the latest made first.
-- :customerId
-- :createdAt :id  of the last one of the page before
-- :limit   how many at the most
-- Result:  entries
SELECT
  e.customer_id AS customerId, e.id, e.kind, e.user_id AS userId, e.meter, e.state, e.requested, e.units, e.allowance, e.credits,
  e.overage, e.overrun, e.policy, e.event_id AS eventId, e.late, e.created_at AS createdAt, e.expires_at AS expiresAt,
  e.settled_at AS settledAt, e.attempt
FROM plimsoll_entry AS e
WHERE e.customer_id = :customerId AND (e.created_at, e.id) < (:createdAt, :id)
ORDER BY e.created_at DESC, e.id DESC
LIMIT :limit;
