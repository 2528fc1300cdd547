-- Writes an account as the ledger decided it.
-- :customerId :meter :window and every count
-- Result:  none
INSERT INTO plimsoll_account (
  customer_id, meter, window, granted, used, reserved, from_credits, overage, overage_reserved, overrun
)
VALUES (:customerId, :meter, :window, :granted, :used, :reserved, :fromCredits, :overage, :overageReserved, :overrun)
ON CONFLICT (customer_id, meter, window) DO UPDATE SET
  granted = excluded.granted,
  used = excluded.used,
  reserved = excluded.reserved,
  from_credits = excluded.from_credits,
  overage = excluded.overage,
  overage_reserved = excluded.overage_reserved,
  overrun = excluded.overrun;
