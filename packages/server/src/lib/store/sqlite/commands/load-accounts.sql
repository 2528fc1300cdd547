-- Loads accounts.
-- :keys    JSON: [[customerId, meter, window], ...]
-- Result:  the accounts that there are
SELECT
  a.customer_id AS customerId, a.meter, a.window, a.granted, a.used, a.reserved, a.from_credits AS fromCredits,
  a.overage, a.overage_reserved AS overageReserved, a.overrun
FROM json_each(:keys) AS k
CROSS JOIN plimsoll_account AS a
  ON a.customer_id = k.value ->> 0 AND a.meter = k.value ->> 1 AND a.window = k.value ->> 2;
