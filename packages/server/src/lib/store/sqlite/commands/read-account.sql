-- Reads an account.
-- :customerId :meter :window
-- Result:  every count, or no row when nothing happened in it yet
SELECT
  customer_id AS customerId, meter, window, granted, used, reserved, from_credits AS fromCredits,
  overage, overage_reserved AS overageReserved, overrun
FROM plimsoll_account
WHERE customer_id = :customerId AND meter = :meter AND window = :window;
